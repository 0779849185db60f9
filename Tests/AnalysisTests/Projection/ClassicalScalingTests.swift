import Analysis
import Tensors
import TestSupport
import Testing

@Suite("Classical scaling")
struct ClassicalScalingTests {
    @Test("Distances that are not Euclidean are placed as numpy's eigenvectors say")
    func numpy() throws {
        let recorded = try RecordedProjection.read().classical
        let rows = try DigitRows().rows.slice(0..<recorded.samples)
        let distances = naiveDistances(rows) {
            abs($0)
        } root: {
            $0
        }
        let found = try ClassicalScaling(distances: distances)
        #expect(Tolerance.close.mismatch(found.points.values, recorded.points.values) == nil)
    }

    @Test("By rows and by their Euclidean distances it is the same", arguments: [2, 3, 5, 90])
    func rows(count: Int) throws {
        let rows = Tensor.random([count, 20])
        let found = try ClassicalScaling(of: rows).points
        let expected = try ClassicalScaling(distances: naiveDistances(rows)).points
        #expect(Tolerance.approximate.mismatch(found, expected) == nil)
    }

    @Test("How many threads share the work changes nothing")
    func threads() throws {
        let distances = Tensor.random([530, 530])
        let one = try ClassicalScaling(distances: distances, workers: Workers(count: 1))
        let many = try ClassicalScaling(distances: distances, workers: Workers(count: 5))
        #expect(one.points == many.points)
    }

    @Test("No samples, one, and samples at one place have points at the origin", arguments: [0, 1, 7])
    func degenerate(count: Int) throws {
        let origin = Tensor(shape: [count, 2])
        #expect(try ClassicalScaling(of: Tensor(shape: [count, 3], repeating: 1)).points == origin)
        #expect(try ClassicalScaling(distances: Tensor(shape: [count, count])).points == origin)
    }
}
