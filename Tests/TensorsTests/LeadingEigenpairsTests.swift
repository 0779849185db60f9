import Tensors
import Testing

@Suite("Leading eigenpairs of a matrix that is known by its products")
struct LeadingEigenpairsTests {
    @Test(
        "They are found, whether the basis holds the whole space or starts anew",
        arguments: [1, 2, 3, 10, 41, 300], [1, 2, 5])
    func spectrum(size: Int, count: Int) throws {
        let values = (0..<size).map { 10 / Double($0 + 1) - 1 }
        let found = try eigenpairs(ofDiagonal: values, count: count, tolerance: 1e-9)
        #expect(found.isConverged)
        #expect(found.pairs.count == min(count, size))
        for (index, pair) in found.pairs.enumerated() {
            #expect(abs(pair.value - values[index]) < 1e-8)
            #expect(abs(abs(pair.vector[(index * 7) % size]) - 1) < 1e-6)
        }
    }

    @Test("Eigenvalues that are close together or the same are told apart or found as often")
    func multiples() throws {
        let close = [1, 0.999] + (0..<500).map { 0.99 - Double($0) / 500 }
        let found = try eigenpairs(ofDiagonal: close, count: 2, tolerance: 1e-8)
        #expect(found.isConverged)
        #expect(zip(found.pairs, close).allSatisfy { abs($0.value - $1) < 1e-8 })
        let same = try eigenpairs(ofDiagonal: [3, 3, 3, 1, 1, 1, 0, -4], count: 3, tolerance: 1e-9)
        #expect(same.pairs.allSatisfy { abs($0.value - 3) < 1e-9 })
        for (index, pair) in same.pairs.enumerated() {
            for other in same.pairs[..<index] {
                #expect(abs(zip(pair.vector, other.vector).reduce(0) { $0 + $1.0 * $1.1 }) < 1e-9)
            }
        }
        let nothing = try eigenpairs(ofDiagonal: [0, 0, 0, 0], count: 2, tolerance: 1e-9)
        #expect(nothing.pairs.map(\.value) == [0, 0])
    }

    @Test("Known vectors are left out")
    func known() throws {
        let values = [5.0, 4, 3, 2, 1]
        let found = try LeadingEigenpairs(size: 5, count: 9, knownVectors: [1, 0, 0, 0, 0]) {
            vectors, count, target in
            for index in 0..<5 * count { target[index] = vectors[index] * values[index % 5] }
        }
        #expect(found.pairs.count == 4)
        #expect(zip(found.pairs, values.dropFirst()).allSatisfy { abs($0.value - $1) < 1e-6 })
    }

    @Test("An effort that is too small says so; errors of the products come through")
    func effort() throws {
        let values = (0..<400).map { 1 - Double($0) / 400_000 }
        let effort = LeadingEigenpairs.Effort(tolerance: 1e-9, blockCount: 2, productLimit: 5)
        let found = try LeadingEigenpairs(size: 400, count: 2, effort: effort) { vectors, count, target in
            for index in 0..<400 * count { target[index] = vectors[index] * values[index % 400] }
        }
        #expect(!found.isConverged)
        #expect(throws: CancellationError.self) {
            try LeadingEigenpairs(size: 4, count: 1) { _, _, _ in throw CancellationError() }
        }
    }

    /// Of a matrix whose eigenvectors are unit vectors, every seventh place one.
    private func eigenpairs(ofDiagonal values: [Double], count: Int, tolerance: Double) throws
        -> LeadingEigenpairs
    {
        let size = values.count
        var diagonal = values
        if size % 7 != 0 {
            for (index, value) in values.enumerated() { diagonal[(index * 7) % size] = value }
        }
        let effort = LeadingEigenpairs.Effort(tolerance: tolerance)
        return try LeadingEigenpairs(size: size, count: count, effort: effort) { vectors, count, target in
            for index in 0..<size * count { target[index] = vectors[index] * diagonal[index % size] }
        }
    }
}
