import Tensors

extension Pool {
    /// How much each pixel matters for the original's label; see `occlusionMap(of:)`.
    public var occlusionMap: Tensor { occlusionMap(of: original.predicted) }

    /// How much each pixel matters for a class: the mean over the windows that cover it of what the class's
    /// probability loses, -1...1, `[height, width]`. Pixels that no window covers have 0.
    ///
    /// Windows are added up by their four corners in whole numbers, so that pixels under the same windows have the
    /// same number, to the last bit.
    /// - Complexity: one step a pixel and a few a window.
    /// Source: M. Zeiler and R. Fergus, "Visualizing and understanding convolutional networks", 2014.
    public func occlusionMap(of classIndex: Int) -> Tensor {
        precondition(original.probabilities.indices.contains(classIndex), "class \(classIndex)")
        let before = Double(original.probabilities[classIndex])
        var drops = CornerSums(width: width, height: height)
        var counts = CornerSums(width: width, height: height)
        for variant in variants {
            let drop = before - Double(variant.output.probabilities[classIndex])
            drops.add(Int((drop * Self.stepsPerUnit).rounded()), over: variant.mask)
            counts.add(1, over: variant.mask)
        }
        let means = zip(drops.totals(), counts.totals()).map { drop, count in
            count > 0 ? Float(Double(drop) / Double(count) / Self.stepsPerUnit) : 0
        }
        return Tensor(shape: [height, width], values: means)
    }

    /// The variants whose windows cover the pixel in column `x` and row `y`, ascending: those behind its number in
    /// the occlusion map.
    public func variants(coveringX x: Int, y: Int) -> [Int] {
        variants.indices.filter { variants[$0].mask.contains(x: x, y: y) }
    }

    /// Finer than 32-bit probabilities are, and room for 65,536 windows.
    private static let stepsPerUnit = Double(1 << 46)
}

/// Adds numbers over rectangles, and says in the end what every pixel has got: at first only what begins and ends
/// at the corners is noted.
private struct CornerSums {
    private let width: Int
    private let height: Int
    /// One column and row more than the picture: what ends there.
    private var changes: [Int]

    init(width: Int, height: Int) {
        (self.width, self.height) = (width, height)
        changes = [Int](repeating: 0, count: (width + 1) * (height + 1))
    }

    mutating func add(_ number: Int, over rectangle: PixelRectangle) {
        let inside = rectangle.clipped(toWidth: width, height: height)
        guard inside.width > 0, inside.height > 0 else { return }
        let top = inside.y * (width + 1) + inside.x
        let bottom = top + inside.height * (width + 1)
        changes[top] += number
        changes[top + inside.width] -= number
        changes[bottom] -= number
        changes[bottom + inside.width] += number
    }

    /// The sum at every pixel, row-major.
    func totals() -> [Int] {
        var totals = [Int](repeating: 0, count: width * height)
        for y in 0..<height {
            var sum = 0
            for x in 0..<width {
                sum += changes[y * (width + 1) + x]
                totals[y * width + x] = sum + (y > 0 ? totals[(y - 1) * width + x] : 0)
            }
        }
        return totals
    }
}
