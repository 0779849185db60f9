import Analysis
import Tensors
import Testing

@Suite("How far a tensor moved")
struct TensorMovementTests {
    @Test("Distance and cosine are those of the sums written out", arguments: [1, 15, 4096, 5000])
    func naive(count: Int) {
        let own = (0..<count).map { Float(($0 * 7) % 11) - 3 }
        let other = (0..<count).map { Float(($0 * 5) % 13) - 6 }
        let squares = zip(own, other).reduce(0.0) { $0 + Double(($1.0 - $1.1) * ($1.0 - $1.1)) }
        let product = zip(own, other).reduce(0.0) { $0 + Double($1.0) * Double($1.1) }
        let (ownNorm, otherNorm) = (norm(own), norm(other))
        let movement = movement(own, other)
        #expect(abs(Double(movement.relativeDistance) - squares.squareRoot() / otherNorm) < 1e-6)
        #expect(abs(Double(movement.cosine) - product / (ownNorm * otherNorm)) < 1e-6)
    }

    @Test("The distance is that of RelativeDistance")
    func sameDistance() {
        let own = Tensor(shape: [3, 5], values: (0..<15).map { Float($0 * $0) })
        let other = Tensor(shape: [3, 5], values: (0..<15).map { Float(20 - $0) })
        #expect(
            TensorMovement(of: own, from: other).relativeDistance == RelativeDistance.between(own, and: other)
        )
    }

    @Test("What only grew kept its direction, what turned round has the opposite one")
    func directions() {
        #expect(movement([2, 4, 6], [1, 2, 3]).cosine == 1)
        #expect(movement([-1, -2], [1, 2]).cosine == -1)
        #expect(abs(movement([1, 0], [0, 1]).cosine) < 1e-7)
        #expect(movement([0.1, 0.7], [0.1, 0.7]) == movement([1, 1], [1, 1]))
    }

    @Test("Zeros: nothing moved where both are, everything where one is")
    func zeros() {
        #expect(movement([0, 0], [0, 0]).relativeDistance == 0)
        #expect(movement([0, 0], [0, 0]).cosine == 1)
        #expect(movement([0, 3], [0, 0]).relativeDistance == 1)
        #expect(movement([0, 0], [3, 0]).relativeDistance == 1)
        #expect(movement([0, 0], [3, 0]).cosine == 0)
    }

    private func norm(_ values: [Float]) -> Double {
        values.reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot()
    }

    private func movement(_ own: [Float], _ other: [Float]) -> TensorMovement {
        TensorMovement(
            of: Tensor(shape: [own.count], values: own), from: Tensor(shape: [other.count], values: other))
    }
}
