import Analysis
import Tensors
import Testing

@Suite("Relative distance of two tensors")
struct RelativeDistanceTests {
    @Test("It is the norm of the difference by the norm of the reference", arguments: [1, 15, 16, 50])
    func naive(count: Int) {
        let left = (0..<count).map { Float(($0 * 7) % 11) - 3 }
        let right = (0..<count).map { Float(($0 * 5) % 13) - 6 }
        let squares = zip(left, right).reduce(0.0) { $0 + Double(($1.0 - $1.1) * ($1.0 - $1.1)) }
        let expected = Float((squares / right.reduce(0.0) { $0 + Double($1 * $1) }).squareRoot())
        #expect(abs(distance(left, right) - expected) < 1e-6)
    }

    @Test("Where the reference is zero it is 0 or 1")
    func zeros() {
        #expect(distance([0, 0], [0, 0]) == 0)
        #expect(distance([0, 3], [0, 0]) == 1)
    }

    private func distance(_ left: [Float], _ right: [Float]) -> Float {
        RelativeDistance.between(
            Tensor(shape: [left.count], values: left), and: Tensor(shape: [right.count], values: right))
    }
}
