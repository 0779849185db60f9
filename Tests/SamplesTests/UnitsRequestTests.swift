import Analysis
import Datasets
import Inference
import Tensors
import TestSupport
import Testing

@testable import Samples

@Suite("Points of units")
struct UnitsRequestTests {
    /// Four units at six places of three samples with two pixels each.
    private let values = Tensor(
        shape: [4, 6],
        values: [1, 2, 3, 4, 5, 9, 2, 1, 4, 3, 7, 0.5, 5, 5, 5, 5, 5, 5, -1, 0, -3, 2, -6, -8])

    private var points: UnitPoints {
        get throws { try UnitPoints(places: [5, 0, 3, 1, 4, 2], pixels: 2, values: values, placeCount: 6) }
    }

    private func isClose(_ found: [Float], _ expected: [Float]) -> Bool {
        found.count == expected.count && zip(found, expected).allSatisfy { abs($0 - $1) < 2e-5 }
    }

    // The numbers are numpy's: mean, std, corrcoef and percentile of the same table.
    @Test("means, deviations, correlations and the range are numpy's")
    func statistics() throws {
        let points = try points
        #expect(points.positions == [2, 0, 1, 0, 2, 1] && points.places == [1, 0, 1, 1, 0, 0])
        #expect(isClose(points.means, [4, 2.9166667, 5, -2.6666667]))
        #expect(isClose(points.deviations, [2.5819888, 2.1682687, 0, 3.448027]))
        #expect(points.order == [3, 0, 1, 2])
        let expected: [Float] = [
            1, -0.074425, 0, -0.748831, -0.074425, 1, 0, -0.163481, 0, 0, 0, 0, -0.748831, -0.163481, 0, 1,
        ]
        #expect(isClose(points.correlation.values, expected))
        #expect(abs(points.range.lowerBound - -7.931) < 1e-4 && abs(points.range.upperBound - 8.977) < 1e-4)
    }

    @Test("a unit with a value that is no number has no deviation, and the range leaves it out")
    func noNumber() throws {
        let values = Tensor(shape: [2, 3], values: [1, .nan, 2, 4, 5, .infinity])
        let points = try UnitPoints(places: [0, 1, 2], pixels: 1, values: values, placeCount: 3)
        #expect(points.deviations == [0, 0] && points.correlation.values == [0, 0, 0, 0])
        #expect(points.range.lowerBound >= 1 && points.range.upperBound <= 5)
    }

    @Test("one value everywhere still makes a range")
    func oneValue() throws {
        let values = Tensor(shape: [1, 3], values: [2, 2, 2])
        #expect(UnitPoints.range(of: values) == 2...3)
    }

    @Test("more units than fit one stripe of the product have the same correlation")
    func manyUnits() throws {
        var random = SplitMix64(seed: 3)
        let numbers = (0..<150 * 40).map { _ in Float.random(in: -1...1, using: &random) }
        let points = try UnitPoints(
            places: Array(0..<40), pixels: 1, values: Tensor(shape: [150, 40], values: numbers),
            placeCount: 40)
        for (a, b) in [(0, 149), (64, 63), (130, 20)] {
            let (x, y) = (numbers[a * 40..<(a + 1) * 40], numbers[b * 40..<(b + 1) * 40])
            let (meanX, meanY) = (x.reduce(0, +) / 40, y.reduce(0, +) / 40)
            let product = zip(x, y).reduce(Float(0)) { $0 + ($1.0 - meanX) * ($1.1 - meanY) }
            let lengths =
                x.reduce(Float(0)) { $0 + ($1 - meanX) * ($1 - meanX) }
                * y.reduce(Float(0)) { $0 + ($1 - meanY) * ($1 - meanY) }
            #expect(abs(points.correlation[a, b] - product / lengths.squareRoot()) < 1e-5)
        }
    }

    @Test("places are drawn at most once each, and by the seed", arguments: [0, 1, 50, 99, 100, 300])
    func places(count: Int) {
        let drawn = UnitsRequest.chosen(count, of: 100, seed: 7)
        #expect(Set(drawn).count == drawn.count && drawn.count == min(count, 100))
        #expect(drawn.allSatisfy { (0..<100).contains($0) })
        #expect(drawn == UnitsRequest.chosen(count, of: 100, seed: 7))
        if count > 1 { #expect(drawn != UnitsRequest.chosen(count, of: 100, seed: 8)) }
    }

    @Test("every place is drawn as often as the others")
    func evenly() {
        var counts = [Int](repeating: 0, count: 20)
        for seed in 0..<2_000 {
            for place in UnitsRequest.chosen(5, of: 20, seed: UInt64(seed)) { counts[place] += 1 }
        }
        // 500 each; five standard deviations are 97.
        #expect(counts.allSatisfy { abs($0 - 500) < 97 })
    }

    @Test("responses are differences of means in standard deviations, as numpy has them")
    func responses() {
        let summaries = Tensor(shape: [4, 3], values: [1, 2, 3, 2, 2, 1, 4, 2, -1, 9, 2, 0])
        let found = ResponsesRequest.scores(of: summaries, chosen: [0, 3])
        #expect(isClose(found, [0.32444283, 0, 0.50709254]))
        #expect(ResponsesRequest.scores(of: summaries, chosen: []) == [0, 0, 0])
    }

    @Test("a tile has the two most varying units; one unit stands for both")
    func tile() {
        let found = UnitTilesRequest.tile(
            of: Tensor(shape: [3, 3], values: [1, 0, 5, 2, 0, -5, 3, 0, 9]))
        #expect(found.channels == SIMD2(2, 0) && found.points.values == [5, 1, -5, 2, 9, 3])
        let single = UnitTilesRequest.tile(of: Tensor(shape: [2, 1], values: [4, 6]))
        #expect(single.channels == SIMD2(0, 0) && single.points.values == [4, 4, 6, 6])
    }
}

@Suite("Points of units of the Digits network")
struct DigitUnitsTests {
    private let place = DigitsFeed.Place()
    private let store: ActivationStore
    private let population: Population

    init() throws {
        let set = try DigitsFeed.digits(every: 60)
        store = try ActivationPass.run(set, through: DigitsFeed.make(), at: place.location)
        population = Population(
            samples: Array(store.samples.dropFirst(3)),
            classOf: store.samples.dropFirst(3).map { set.samples[$0].label ?? -1 },
            classNames: set.classNames)
    }

    private func check(_ points: UnitPoints, _ operation: SampleOperation) throws {
        let all = try store.activations(of: operation, samples: population.samples)
        let pixels = operation.shape[1] * operation.shape[2]
        #expect(points.placeCount == population.count * pixels)
        #expect(
            Set(zip(points.positions, points.places).map { Int($0) * pixels + Int($1) }).count
                == points.positions.count)
        for point in stride(from: 0, to: points.positions.count, by: 7) {
            for unit in 0..<operation.shape[0] {
                let expected = all[Int(points.positions[point]), unit * pixels + Int(points.places[point])]
                #expect(abs(points.values[unit, point] - expected) < 1e-5)
            }
        }
    }

    @Test(
        "the points are the activations at their places, in every layer on both sides",
        arguments: LayerSide.allCases)
    func values(side: LayerSide) throws {
        for layer in store.layers {
            let operation = store.operation(of: LayerAspect(layer: layer.id, side: side))
            let request = UnitsRequest(population, operation: operation.id, count: 200)
            try check(try request.result(in: store), operation)
        }
    }

    @Test("fewer points than samples run only some of them")
    func few() throws {
        let operation = store.operation(of: LayerAspect(layer: 2, side: .after))
        let points = try UnitsRequest(population, operation: operation.id, count: 5).result(in: store)
        #expect(points.positions.count == 5)
        try check(points, operation)
    }

    @Test("what is given up leaves no points")
    func cancelled() {
        let request = UnitsRequest(population, operation: 2, count: 50)
        #expect(throws: CancellationError.self) {
            _ = try request.result(in: store, isStale: { true }, progress: { _, _ in })
        }
    }

    @Test("responses of all layers beside a sum of one's own")
    func responses() throws {
        let found = try ResponsesRequest(population, chosen: [1, 4, 5], side: .before).result(in: store)
        #expect(found.scores.map(\.count) == store.layers.map(\.channelCount))
        let summaries = try store.summaries(
            of: 2, SummaryChoice(.mean, .before), samples: population.samples)
        let column = (0..<population.count).map { Double(summaries[$0, 3]) }
        let mean = column.reduce(0, +) / Double(column.count)
        let deviation = (column.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(column.count))
            .squareRoot()
        let own = (column[1] + column[4] + column[5]) / 3
        #expect(abs(Double(found.scores[2][3]) - (own - mean) / deviation) < 1e-5)
    }
}
