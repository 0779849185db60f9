@testable import Analysis
import Foundation
import Tensors
import TestSupport
import Testing

@Suite("UMAP")
struct UMAPTests {
    @Test("The curve of similarity is the one that umap-learn fits")
    func curve() throws {
        for recorded in try RecordedProjection.read().umap.curves {
            let curve = SimilarityCurve(minimumDistance: recorded.minimumDistance, spread: recorded.spread)
            #expect(abs(curve.a / recorded.ab[0] - 1) < 1e-5)
            #expect(abs(curve.b / recorded.ab[1] - 1) < 1e-5)
        }
    }

    @Test("The graph of digits is umap-learn's")
    func graph() throws {
        let recorded = try RecordedProjection.read().umap
        let graph = try digitGraph()
        #expect(graph.starts == recorded.starts && graph.others == recorded.others)
        #expect(Tolerance.close.mismatch(graph.weights, recorded.weights.values) == nil)
    }

    @Test("Maps of digits fit the graph and can be trusted as umap-learn's", arguments: [0, 1])
    func quality(seed: Int) throws {
        let recorded = try RecordedProjection.read().umap
        let (rows, graph) = (try DigitRows().rows, try digitGraph())
        let theirs = Tensor(shape: [400, 2], values: recorded.points.values)
        #expect(abs(crossEntropy(graph, theirs) / recorded.crossEntropies[0] - 1) < 1e-4)

        var umap = UMAP()
        umap.seed = UInt64(seed)
        let points = try umap.embed(rows)
        let entropy = recorded.crossEntropies.reduce(0, +) / Double(recorded.crossEntropies.count)
        let trust = recorded.trustworthiness.reduce(0, +) / Double(recorded.trustworthiness.count)
        #expect(crossEntropy(graph, points) < 1.02 * entropy)
        #expect(try Trustworthiness.of(points, rows: rows) > trust - 0.01)
        #expect(abs(points.values.reduce(0, +)) < 0.1)
    }

    @Test("The seed alone decides, whatever the number of threads")
    func threads() throws {
        // Enough samples for several stripes.
        let rows = Tensor.random([2100, 3])
        var umap = UMAP()
        umap.epochs = 12
        let one = try umap.embed(rows, workers: Workers(count: 1))
        let many = try umap.embed(rows, workers: Workers(count: 5))
        #expect(one == many)
        let neighbors = try NearestNeighbors(of: rows, count: 14)
        #expect(try umap.embed(rows, neighbors: neighbors) == one)
        umap.seed = 1
        #expect(try umap.embed(rows) != one)
    }

    @Test("Groups that are far apart stay groups, and lie apart")
    func parts() throws {
        let noise = Tensor.random([120, 5]).values
        let rows = Tensor(
            shape: [120, 5],
            values: noise.enumerated().map { $1 + 100 * Float($0 / 5 / 30 == $0 % 5 ? 1 : 0) })
        let points = try UMAP().embed(rows)
        let found = try NearestNeighbors(of: points, count: 12).indices
        #expect(found.enumerated().allSatisfy { $0 / 12 / 30 == Int($1) / 30 })
    }

    @Test("Few samples, and samples that are the same, have points", arguments: [0, 1, 2, 3, 4, 9, 40])
    func degenerate(count: Int) throws {
        for rows in [Tensor.random([count, 6]), Tensor(shape: [count, 6], repeating: 1)] {
            let points = try UMAP().embed(rows)
            #expect(points.shape == [count, 2])
            #expect(points.values.allSatisfy { abs($0) < 100 })
            // No two coincide.
            #expect(Set((0..<count).map { [points[$0, 0], points[$0, 1]] }).count == count)
        }
    }

    @Test("Progress is told; a row that is not finite is named; nobody waits for what is not wanted")
    func jobs() throws {
        var umap = UMAP()
        umap.epochs = 7
        var told: [Int] = []
        _ = try umap.embed(
            .random([30, 4]),
            progress: { done, all in
                #expect(all == 7)
                told.append(done)
            })
        #expect(told == Array(1...7))
        #expect(throws: AnalysisError.notFinite(row: 0)) {
            try umap.embed(Tensor(shape: [2, 1], values: [.nan, 1]))
        }
        #expect(throws: CancellationError.self) { try umap.embed(.random([30, 4]), isStale: { true }) }
    }

    private func digitGraph() throws -> FuzzyGraph {
        FuzzyGraph(try NearestNeighbors(of: DigitRows().rows, count: 14), sampleCount: 400)
    }

    /// The cross-entropy of the graph and of the picture's similarities, over all pairs in both directions.
    private func crossEntropy(_ graph: FuzzyGraph, _ points: Tensor) -> Double {
        let curve = SimilarityCurve(minimumDistance: 0.1, spread: 1)
        let values = points.values.map(Double.init)
        var sum = 0.0
        for row in 0..<graph.count {
            var weights = [Double](repeating: 0, count: graph.count)
            for entry in graph.entries(of: row) {
                weights[Int(graph.others[entry])] = Double(graph.weights[entry])
            }
            for other in 0..<graph.count where other != row {
                let (x, y) = (
                    values[2 * row] - values[2 * other], values[2 * row + 1] - values[2 * other + 1]
                )
                let likeness = clipped(1 / (1 + curve.a * pow(x * x + y * y, curve.b)))
                let weight = clipped(weights[other])
                sum += weight * log(weight / likeness) + (1 - weight) * log((1 - weight) / (1 - likeness))
            }
        }
        return sum
    }

    private func clipped(_ share: Double) -> Double { min(max(share, 1e-12), 1 - 1e-12) }
}
