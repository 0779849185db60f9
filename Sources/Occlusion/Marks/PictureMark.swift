/// One movement of the hand that marks a part of a picture as important, or takes marks away.
public struct PictureMark: Sendable, Hashable, Codable {
    /// What a movement does.
    public enum Effect: String, Sendable, Hashable, Codable {
        /// The pixels are marked, after those that are marked already.
        case marks
        /// They are marked no longer.
        case erases
    }

    /// Which pixels.
    public var shape: MaskShape
    /// What becomes of them.
    public var effect: Effect

    /// A mark; see the properties for the meaning of the parameters.
    public init(_ shape: MaskShape, _ effect: Effect = .marks) {
        self.shape = shape
        self.effect = effect
    }
}

/// The pixels that a person has marked, in the order in which the hand first reached them.
public struct MarkedPixels: Sendable, Hashable {
    /// Pixels from left to right.
    public let width: Int
    /// Pixels from top to bottom.
    public let height: Int
    /// The marked pixels, row times width plus column, the first marked first, each once.
    public let order: [Int32]

    /// What `marks` leave marked on a picture of `width` x `height` pixels. A pixel that was erased and marked again
    /// counts from the later mark on.
    public init(_ marks: [PictureMark], width: Int, height: Int) {
        var reached: [Int32] = []
        // Where in `reached` a marked pixel stands; -1: it is not marked.
        var places = [Int](repeating: -1, count: width * height)
        for mark in marks {
            for pixel in mark.shape.pixelsAsReached(width: width, height: height) {
                switch mark.effect {
                case .erases: places[pixel] = -1
                case .marks where places[pixel] < 0:
                    places[pixel] = reached.count
                    reached.append(Int32(pixel))
                case .marks: break
                }
            }
        }
        self.width = width
        self.height = height
        order = reached.enumerated().filter { places[Int($0.element)] == $0.offset }.map(\.element)
    }

    /// The same pixels as a set.
    public var mask: Mask {
        let flags = order.reduce(into: [Bool](repeating: false, count: width * height)) { flags, pixel in
            flags[Int(pixel)] = true
        }
        let region = PixelRegion(width: width, height: height, mask: flags)
        return Mask(width: width, height: height, shape: .region(region))
    }

    /// The share of the picture that is marked, 0...1.
    public var share: Float { Float(order.count) / Float(max(width * height, 1)) }
}

extension MaskShape {
    /// The covered pixels in the order in which the hand reaches them: those of a stroke along its way, of other
    /// shapes row after row. Some come more than once.
    fileprivate func pixelsAsReached(width: Int, height: Int) -> [Int] {
        if case .stroke(let stroke) = self {
            return stroke.pieces.flatMap { $0.pixelsAsReached(width: width, height: height) }
        }
        var pixels: [Int] = []
        forEachRun(width: width, height: height) { y, columns in pixels += columns.map { y * width + $0 } }
        return pixels
    }
}
