import Tensors

/// A value of a run as maps, wherever its numbers lie in memory.
struct RunMaps {
    let channels: Int, height: Int, width: Int
    private let tensor: Tensor
    private let strides: (channel: Int, row: Int, column: Int)

    /// - Parameter hasChannelsLast: whether ONNX has the value as `[1, height, width, channels]`.
    /// - Returns: nil where the value is neither maps of one picture nor a vector.
    init?(_ stored: StoredValue, hasChannelsLast: Bool) {
        let shape = stored.shape
        let steps: [Int]
        switch stored {
        case .channelsLast(let maps):
            tensor = maps
            steps = [1, shape[3] * shape[1], shape[1]]
        case .rowMajor(.float(let floats)):
            tensor = floats
            steps = shape.count == 4 ? [shape[2] * shape[3], shape[3], 1] : []
        case .rowMajor: return nil
        }
        if shape.count == 4, shape[0] == 1 {
            let order = hasChannelsLast ? [2, 0, 1] : [0, 1, 2]
            (channels, height, width) = (shape[1 + order[0]], shape[1 + order[1]], shape[1 + order[2]])
            strides = (steps[order[0]], steps[order[1]], steps[order[2]])
        } else if (1...3).contains(shape.count), shape.reduce(1, *) == shape.last {
            (channels, height, width) = (shape[shape.count - 1], 1, 1)
            strides = (1, 0, 0)
        } else {
            return nil
        }
    }

    /// Whether there is such a pixel.
    func contains(channel: Int, y: Int, x: Int) -> Bool {
        (0..<channels).contains(channel) && isInside(y: y, x: x)
    }

    private func isInside(y: Int, x: Int) -> Bool { (0..<height).contains(y) && (0..<width).contains(x) }

    /// One number, which must be there.
    subscript(channel: Int, y: Int, x: Int) -> Float {
        tensor.withPointer { $0[channel * strides.channel + y * strides.row + x * strides.column] }
    }

    /// All numbers of a channel, row by row.
    func plane(_ channel: Int) -> [Float] {
        tensor.withPointer { numbers in
            (0..<height * width).map { pixel in
                numbers[
                    channel * strides.channel + pixel / width * strides.row + pixel % width * strides.column]
            }
        }
    }

    /// The numbers of some channels at some rows and columns, row by row; nil outside of the map.
    func patches(of channels: Range<Int>, rows: [Int], columns: [Int]) -> [[Float?]] {
        tensor.withPointer { numbers in
            channels.map { channel in
                rows.flatMap { y in
                    columns.map { x in
                        isInside(y: y, x: x)
                            ? numbers[channel * strides.channel + y * strides.row + x * strides.column] : nil
                    }
                }
            }
        }
    }
}

extension Activations {
    /// A value as maps; nil where the run has none of that name, or it is something else.
    func runMaps(_ value: String) -> RunMaps? {
        let name = plan.aliases[value] ?? value
        return stored(name).flatMap { RunMaps($0, hasChannelsLast: plan.layouts.hasChannelsLast(name)) }
    }

    /// The number at a place; nil where there is none.
    public func value(at place: ValuePlace) -> Float? {
        guard let maps = runMaps(place.map.value),
            maps.contains(channel: place.map.channel, y: place.y, x: place.x)
        else { return nil }
        return maps[place.map.channel, place.y, place.x]
    }

    /// All numbers of a map, `[height, width]`; nil where there is no such map.
    public func map(at place: MapPlace) -> Tensor? {
        guard let maps = runMaps(place.value), (0..<maps.channels).contains(place.channel) else { return nil }
        return Tensor(shape: [maps.height, maps.width], values: maps.plane(place.channel))
    }
}
