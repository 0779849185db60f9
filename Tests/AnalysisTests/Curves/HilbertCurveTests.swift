import Analysis
import Testing

@Suite struct HilbertCurveTests {
    @Test(arguments: 0...6) func `a square of two's power is Hilbert's curve`(order: Int) {
        let curve = HilbertCurve(order: order)
        let expected = (0..<1 << (2 * order)).map { Self.cell($0, side: 1 << order) }
        // The curve has eight symmetries; one of them must fit.
        #expect(Self.symmetries(expected, side: Int32(1 << order)).contains(curve.cells))
    }

    @Test func `every cell of a rectangle is visited once, from one to the next beside it`() {
        for width in 1...14 {
            for height in 1...14 {
                let curve = HilbertCurve(width: width, height: height)
                #expect(Set(curve.cells).count == width * height && curve.cells.count == width * height)
                #expect(
                    curve.cells.allSatisfy {
                        (0..<width).contains(Int($0.x)) && (0..<height).contains(Int($0.y))
                    })
                let steps = zip(curve.cells, curve.cells.dropFirst()).map { first, second in
                    let step = second &- first
                    return max(abs(step.x), abs(step.y)) == 1 ? Int(abs(step.x) + abs(step.y)) : 9
                }
                #expect(steps.allSatisfy { $0 <= 2 }, "\(width) x \(height)")
                if width % 2 == 0, height % 2 == 0 { #expect(steps.allSatisfy { $0 == 1 }) }
            }
        }
    }

    @Test(arguments: [1, 2, 4, 5, 64, 65, 1024, 1797, 2000, 10_000, 16_384])
    func `what holds samples leaves few cells`(count: Int) {
        let fitted = HilbertCurve(holding: count)
        #expect(fitted.cells.count >= count)
        #expect(Double(fitted.cells.count - count) <= 2 * Double(count).squareRoot() + 4)
        let whole = HilbertCurve(orderHolding: count)
        #expect(
            whole.width == whole.height && whole.cells.count >= count && whole.cells.count < max(2, 4 * count)
        )
        let left = whole.cells.count - count
        #expect(whole.firstPosition(of: count) == left / 2)
    }

    /// The cell at a position of Hilbert's curve, by its bits: another way than the program's.
    private static func cell(_ position: Int, side: Int) -> SIMD2<Int32> {
        var (x, y, rest, step) = (0, 0, position, 1)
        while step < side {
            let (right, up) = (1 & (rest / 2), 1 & (rest ^ (1 & (rest / 2))))
            if up == 0 {
                if right == 1 { (x, y) = (step - 1 - x, step - 1 - y) }
                (x, y) = (y, x)
            }
            (x, y) = (x + step * right, y + step * up)
            (rest, step) = (rest / 4, step * 2)
        }
        return SIMD2(Int32(x), Int32(y))
    }

    private static func symmetries(_ cells: [SIMD2<Int32>], side: Int32) -> [[SIMD2<Int32>]] {
        (0..<8).map { number in
            cells.map { cell in
                let x = number & 1 == 0 ? cell.x : side - 1 - cell.x
                let y = number & 2 == 0 ? cell.y : side - 1 - cell.y
                return number & 4 == 0 ? SIMD2(x, y) : SIMD2(y, x)
            }
        }
    }
}
