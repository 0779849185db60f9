import Foundation
import Synchronization
import Tensors
import TestSupport
import Testing

@testable import Analysis

@Suite struct TSNETests {
    /// openTSNE's map of the digits.
    private struct Recorded: Decodable {
        let points: RecordedFloats
        let divergence: Double
        let trustworthiness: Double
    }

    private func recorded() throws -> Recorded {
        try JSONRecording.read("analysis/tsne.json", as: Recorded.self)
    }

    @Test func `the divergence of a map is what its definition gives`() throws {
        let recorded = try recorded()
        let neighbors = try NearestNeighbors(of: DigitRows().rows, count: 90)
        let points = Tensor(shape: [400, 2], values: recorded.points.values)
        for repulsion: any Repulsion in [ExactRepulsion(), InterpolatedRepulsion()] {
            var descent = TSNEDescent(
                affinities: Affinities(neighbors, perplexity: 30), points: points, repulsion: repulsion)
            #expect(abs(descent.divergence(workers: .standard) - recorded.divergence) < 1e-3)
        }
    }

    @Test(arguments: [TSNE.Method.exact, .interpolated], [UInt64(0), 7])
    func `a map of digits is as good as openTSNE's`(method: TSNE.Method, seed: UInt64) throws {
        var method = TSNE(seed: seed).with(method)
        method.start = seed == 0 ? .principalComponents : .random
        let result = try method.embed(DigitRows().rows)
        let recorded = try recorded()
        #expect(result.perplexity == 30)
        #expect(result.divergence < 1.02 * recorded.divergence)
        #expect(
            try Trustworthiness.of(result.points, rows: try DigitRows().rows, neighborCount: 12)
                > recorded.trustworthiness - 0.01)
    }

    @Test(arguments: [TSNE.Method.exact, .interpolated])
    func `the same seed gives the same map, however many threads; another seed another`(
        method: TSNE.Method
    ) throws {
        var short = TSNE(seed: 3).with(method)
        (short.earlyIterations, short.iterations) = (40, 60)
        let rows = Tensor.random([333, 9])
        let one = try short.embed(rows, workers: Workers(count: 1))
        #expect(try short.embed(rows, workers: Workers(count: 4)).points == one.points)
        let neighbors = try NearestNeighbors(of: rows, count: short.neighborCount(ofSamples: 333))
        #expect(try short.embed(rows, neighbors: neighbors).points == one.points)
        short.seed = 4
        #expect(try short.embed(rows).points != one.points)
    }

    @Test func `few samples get a lower perplexity, and a map`() throws {
        #expect(TSNE.neighborhood(30, sampleCount: 1000) == (90, 30))
        #expect(TSNE.neighborhood(30, sampleCount: 50) == (49, 30))
        #expect(TSNE.neighborhood(30, sampleCount: 25) == (24, 8))
        #expect(TSNE.neighborhood(30, sampleCount: 3) == (2, 1))
        #expect(TSNE.neighborhood(30, sampleCount: 0) == (0, 1))
        for count in 0...6 {
            for method in TSNE.Method.allCases {
                let result = try TSNE().with(method).embed(.random([count, 3]))
                #expect(result.points.shape == [count, 2])
                #expect(result.points.values.allSatisfy { $0.isFinite } && result.divergence.isFinite)
                #expect(Set(result.points.values).count == 2 * count || count < 2)
            }
        }
    }

    @Test(arguments: TSNE.Method.allCases) func `samples that are equal have a map`(method: TSNE.Method)
        throws
    {
        for rows in [Tensor(shape: [40, 3], repeating: 0.5), Tensor(shape: [40, 0])] {
            let result = try TSNE().with(method).embed(rows)
            #expect(result.points.values.allSatisfy { $0.isFinite } && result.divergence.isFinite)
        }
        let two: [Float] = (0..<60).flatMap { sample -> [Float] in [Float(sample % 2), 1, 0] }
        let points = try TSNE(perplexity: 10).with(method).embed(Tensor(shape: [60, 3], values: two)).points
            .values
        #expect(points.allSatisfy { $0.isFinite })
        // The two kinds lie apart: nothing of one is nearer to the other's middle than to its own.
        let middles = (0..<2).map { kind -> SIMD2<Float> in
            let own = stride(from: kind, to: 60, by: 2)
            return own.reduce(SIMD2(0, 0)) { $0 + SIMD2(points[2 * $1], points[2 * $1 + 1]) } / 30
        }
        for sample in 0..<60 {
            let distances = middles.map { middle -> Float in
                let difference = SIMD2(points[2 * sample], points[2 * sample + 1]) - middle
                return (difference * difference).sum()
            }
            #expect(distances[sample % 2] < distances[1 - sample % 2])
        }
    }

    @Test func `its progress is told, and a map that nobody waits for is given up`() throws {
        let steps = Atomic(0)
        let asked = Atomic(0)
        var short = TSNE()
        (short.earlyIterations, short.iterations) = (10, 15)
        _ = try short.embed(
            .random([50, 3]),
            progress: { done, total in
                #expect(total == 25 && done == steps.add(1, ordering: .relaxed).newValue)
            })
        #expect(steps.load(ordering: .relaxed) == 25)
        #expect(throws: CancellationError.self) {
            try TSNE().embed(
                .random([50, 3]), isStale: { asked.add(1, ordering: .relaxed).newValue > 40 },
                progress: { done, _ in #expect(done < 40) })
        }
    }

    @Test func `a sample that is not finite is named`() {
        #expect(throws: AnalysisError.notFinite(row: 1)) {
            try TSNE().embed(Tensor(shape: [3, 2], values: [0, 1, .nan, 2, 3, 4]))
        }
    }
}

extension TSNE {
    /// The same settings with another method.
    fileprivate func with(_ method: Method) -> TSNE {
        var other = self
        other.method = method
        return other
    }
}
