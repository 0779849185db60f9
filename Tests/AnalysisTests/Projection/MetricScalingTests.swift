import Analysis
import Tensors
import TestSupport
import Testing

@Suite("Metric scaling")
struct MetricScalingTests {
    @Test("Digits are placed with no more stress than by scikit-learn from the same start")
    func scikitLearn() throws {
        let rows = try DigitRows().rows
        let expected = try RecordedProjection.read().smacof.stress
        let found = try MetricScaling(of: rows)
        #expect(found.stress < expected * 1.002)
        #expect(abs(found.stress - naiveStress(found.points, naiveDistances(rows))) < 1e-5)
        let start = try ClassicalScaling(of: rows).points
        #expect(found.stress < 0.9 * naiveStress(start, naiveDistances(rows)))
    }

    @Test("Points in the plane are found again from their distances", arguments: [3, 17, 150])
    func plane(count: Int) throws {
        let points = Tensor.random([count, 2], seed: 7)
        let distances = naiveDistances(points)
        for found in [try MetricScaling(of: points), try MetricScaling(distances: distances)] {
            #expect(found.stress < 1e-4)
            #expect(Tolerance.approximate.mismatch(naiveDistances(found.points), distances) == nil)
        }
    }

    @Test("More iterations never make it worse")
    func iterations() throws {
        let rows = Tensor.random([120, 30])
        var effort = MetricScaling.Effort()
        var last = Double.infinity
        for limit in [1, 2, 4, 8, 16, 200] {
            effort.iterationLimit = limit
            let found = try MetricScaling(of: rows, start: .random([120, 2], seed: 2), effort: effort)
            #expect(found.stress < last)
            #expect(found.iterationCount <= limit)
            last = found.stress
        }
    }

    @Test("How many threads share the work changes nothing")
    func threads() throws {
        let rows = Tensor.random([700, 12])
        let one = try MetricScaling(of: rows, workers: Workers(count: 1))
        let many = try MetricScaling(of: rows, workers: Workers(count: 5))
        #expect(one.points == many.points && one.stress == many.stress)
    }

    @Test("The unit of the rows is that of the points", arguments: [-60, 90])
    func extremes(exponent: Int) throws {
        let factor = Float(sign: .plus, exponent: exponent, significand: 1)
        let rows = Tensor.random([40, 9])
        let scaled = Tensor(shape: [40, 9], values: rows.values.map { $0 * factor })
        let (plain, found) = (try MetricScaling(of: rows), try MetricScaling(of: scaled))
        #expect(Tolerance.close.mismatch(found.points.values.map { $0 / factor }, plain.points.values) == nil)
        #expect(abs(found.stress - plain.stress) < 1e-6)
    }

    @Test("Few samples, or all the same, have points", arguments: [0, 1, 2, 3, 50])
    func degenerate(count: Int) throws {
        let same = try MetricScaling(of: Tensor(shape: [count, 4], repeating: 2))
        #expect(same.points == Tensor(shape: [count, 2]) && same.stress == 0)
        let different = try MetricScaling(of: .random([count, 4]))
        #expect(different.points.values.allSatisfy { $0.isFinite })
        #expect(count > 3 || different.stress < 1e-3)
    }

    @Test("Progress is told; a row that is not finite is named; nobody waits for what is not wanted")
    func jobs() throws {
        var told: [Int] = []
        let found = try MetricScaling(
            of: .random([60, 9]),
            progress: { done, limit in
                #expect(limit == 300)
                told.append(done)
            })
        #expect(told == Array(2...found.iterationCount))
        #expect(throws: AnalysisError.notFinite(row: 1)) {
            try MetricScaling(distances: Tensor(shape: [2, 2], values: [0, 1, .infinity, 0]))
        }
        #expect(throws: CancellationError.self) {
            try MetricScaling(of: .random([20, 4]), isStale: { true })
        }
    }
}
