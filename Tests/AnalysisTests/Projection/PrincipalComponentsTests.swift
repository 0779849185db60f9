import Analysis
import Foundation
import Tensors
import TestSupport
import Testing

@Suite("Principal components of samples")
struct PrincipalComponentsTests {
    @Test("Digits have scikit-learn's components, signs included")
    func scikitLearn() throws {
        let recorded = try RecordedProjection.read().principal
        let found = try PrincipalComponents(of: DigitRows().rows, count: 3)
        #expect(Tolerance.close.mismatch(found.components.values, recorded.components.values) == nil)
        #expect(Tolerance.close.mismatch(found.scores.values, recorded.scores.values) == nil)
        #expect(found.scores.shape == [400, 3] && found.components.shape == [3, 64])
        for (share, expected) in zip(found.explainedShares, recorded.shares) {
            #expect(abs(share - expected) < 1e-6)
        }
    }

    @Test(
        "Over either side, directly and by iteration, known axes are found",
        arguments: [
            [300, 42], [42, 300], [700, 600], [600, 702],
        ])
    func knownAxes(shape: [Int]) throws {
        let (rows, first, second) = stretched(shape)
        let found = try PrincipalComponents(of: rows)
        #expect(angle(found.components.slice(0..<1).values, first) < 1e-4)
        #expect(angle(found.components.slice(1..<2).values, second) < 1e-4)
        #expect(abs(squareSum(found.components.values) - 2) < 1e-5)
        // The scores are the rows along the axes, and carry the share of the variance that they are said to.
        let squares = (0..<2).map { axis in
            squareSum(stride(from: axis, to: 2 * shape[0], by: 2).map { found.scores.values[$0] })
        }
        for axis in 0..<2 {
            #expect(abs(squares[axis] / variance(rows) - found.explainedShares[axis]) < 1e-5)
        }
        #expect(squares[0] > squares[1])
    }

    @Test("How many threads share the work changes nothing", arguments: [[1000, 300], [540, 1200]])
    func threads(shape: [Int]) throws {
        let rows = Tensor.random(shape, seed: 3)
        let one = try PrincipalComponents(of: rows, workers: Workers(count: 1))
        let many = try PrincipalComponents(of: rows, workers: Workers(count: 5))
        #expect(one.scores == many.scores && one.components == many.components)
    }

    @Test("Very large and very small values have the same components", arguments: [-90, 100])
    func extremes(exponent: Int) throws {
        let factor = Float(sign: .plus, exponent: exponent, significand: 1)
        let rows = Tensor.random([30, 7])
        let scaled = Tensor(shape: [30, 7], values: rows.values.map { $0 * factor })
        let (plain, found) = (try PrincipalComponents(of: rows), try PrincipalComponents(of: scaled))
        #expect(Tolerance.close.mismatch(found.components, plain.components) == nil)
        #expect(Tolerance.close.mismatch(found.scores.values.map { $0 / factor }, plain.scores.values) == nil)
    }

    @Test("Components that the samples do not have are 0")
    func missing() throws {
        let line = Tensor(shape: [4, 3], values: [0, 0, 0, 1, 2, 2, 2, 4, 4, 5, 10, 10])
        let found = try PrincipalComponents(of: line)
        #expect(Tolerance.close.mismatch(found.scores.values, [-6, 0, -3, 0, 0, 0, 9, 0]) == nil)
        #expect(abs(found.explainedShares[0] - 1) < 1e-6 && found.explainedShares[1] < 1e-6)
        for rows in [
            Tensor(shape: [1, 5], repeating: 3), Tensor(shape: [9, 4], repeating: 0.1),
            Tensor(shape: [0, 4]),
        ] {
            let none = try PrincipalComponents(of: rows)
            #expect(none.scores == Tensor(shape: [rows.shape[0], 2]))
            #expect(none.explainedShares == [0, 0])
        }
        let narrow = try PrincipalComponents(of: Tensor(shape: [3, 1], values: [1, 2, 6]))
        #expect(narrow.scores.values == [-2, 0, -1, 0, 3, 0])
    }

    @Test("A row that is not finite is named, and nobody waits for what is not wanted")
    func errors() {
        #expect(throws: AnalysisError.notFinite(row: 1)) {
            try PrincipalComponents(of: Tensor(shape: [2, 2], values: [0, 1, .nan, 2]))
        }
        #expect(throws: CancellationError.self) {
            try PrincipalComponents(of: .random([20, 4]), isStale: { true })
        }
    }

    /// Noise, much longer along two axes.
    private func stretched(_ shape: [Int]) -> (rows: Tensor, first: [Float], second: [Float]) {
        let noise = Tensor.random(shape, seed: 5).values
        let first = (0..<shape[1]).map { Float($0 % 3 - 1) }
        // Orthogonal to the first one over six columns.
        let second = (0..<shape[1]).map { Float(($0 % 3 == 1 ? -2 : 1) * ($0 % 2 == 0 ? 1 : -1)) }
        var values = noise.map { $0 * 1e-4 + 3 }
        for row in 0..<shape[0] {
            // Uncorrelated over the rows, as sines of different frequency.
            let phase = 2 * Float.pi * Float(row) / Float(shape[0])
            let (a, b) = (sin(phase), sin(2 * phase))
            for column in 0..<shape[1] {
                values[row * shape[1] + column] += 5 * a * first[column] + 2 * b * second[column]
            }
        }
        return (Tensor(shape: shape, values: values), first, second)
    }

    private func variance(_ rows: Tensor) -> Double {
        let (count, columns) = (rows.shape[0], rows.shape[1])
        let values = rows.values
        return (0..<columns).reduce(0) { sum, column in
            let own = (0..<count).map { Double(values[$0 * columns + column]) }
            let mean = own.reduce(0, +) / Double(count)
            return sum + own.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        }
    }

    private func squareSum(_ values: [Float]) -> Double { values.reduce(0) { $0 + Double($1) * Double($1) } }

    /// The sine of the angle between two lines.
    private func angle(_ left: [Float], _ right: [Float]) -> Double {
        let product = zip(left, right).reduce(0) { $0 + Double($1.0) * Double($1.1) }
        return max(0, 1 - product * product / (squareSum(left) * squareSum(right))).squareRoot()
    }
}
