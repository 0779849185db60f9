/// What a network gives that no layer shows, as columns of their own: an upscaled picture, a sum with the input, maps
/// that are brought back to the picture's size.
struct OutputColumns {
    private let graph: WorkingGraph
    private let rehearsal: Rehearsal
    private let producers: [String: Int]

    init(_ graph: WorkingGraph, rehearsal: Rehearsal) {
        (self.graph, self.rehearsal) = (graph, rehearsal)
        producers = graph.producers
    }

    /// One layer an output that has maps of more than one pixel and is not shown yet.
    ///
    /// - Parameters:
    ///   - found: the layers that there are.
    ///   - reaching: by value, the layers it is made from without another between.
    func layers(after found: [Layer], reaching: [String: Set<Int>]) -> [Layer] {
        var shown = Set(found.filter { $0.kind != .join }.map(\.value))
        var names = Set(found.map(\.name))
        var result: [Layer] = []
        for output in graph.outputs {
            let value = maps(of: output)
            guard let producer = producers[value], rehearsal.known[value] == nil, let form = form(of: value),
                shown.insert(value).inserted
            else { continue }
            let name = Self.name(for: output, besides: names)
            names.insert(name)
            result.append(
                Layer(
                    id: found.count + result.count, name: name, kind: .convolution,
                    node: graph.nodes[producer].name, value: value, shape: form.shape,
                    predecessors: (reaching[value] ?? []).sorted(), hasChannelsLast: form.hasChannelsLast,
                    isOutput: true))
        }
        return result
    }

    /// The value in the order and rank that layers have, before it was only transposed or given another shape.
    private func maps(of output: String) -> String {
        var value = output
        while let index = producers[value] {
            let node = graph.nodes[index]
            let isChannelsMove = (node.operation as? Transpose)?.permutation == [0, 2, 3, 1]
            guard ["Squeeze", "Reshape", "Identity"].contains(node.operation.name) || isChannelsMove,
                let input = node.inputs.first, let before = rehearsal.shapes[input], before.count == 4,
                let after = rehearsal.shapes[value],
                isChannelsMove || before.filter({ $0 != 1 }) == after.filter({ $0 != 1 })
            else { break }
            value = input
        }
        return value
    }

    private func form(of value: String) -> (shape: [Int], hasChannelsLast: Bool)? {
        guard let shape = rehearsal.shapes[value], !rehearsal.integers.contains(value), shape.first == 1,
            (3...4).contains(shape.count)
        else { return nil }
        let isLast = shape.count == 4 && PictureForm(shape)?.hasChannelsLast == true
        let maps = shape.count == 3 ? shape : isLast ? [shape[3], shape[1], shape[2]] : Array(shape[1...])
        // Lists of boxes and the like are no maps.
        guard shape.count == 4 || PictureForm(shape) != nil, maps[1] * maps[2] > 1 else { return nil }
        return (maps, isLast)
    }

    /// The output's own name where a person can read it, else "output", with a number where that is taken.
    private static func name(for output: String, besides taken: Set<String>) -> String {
        let isReadable =
            output.count <= 20 && output.first?.isLetter == true
            && output.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
        let plain = isReadable && !taken.contains(output) ? output : "output"
        guard taken.contains(plain) else { return plain }
        return (2...).lazy.map { "\(plain)\($0)" }.first { !taken.contains($0) } ?? plain
    }
}
