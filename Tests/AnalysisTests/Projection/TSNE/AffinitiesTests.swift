import Foundation
import Tensors
import TestSupport
import Testing

@testable import Analysis

@Suite struct AffinitiesTests {
    private struct Recorded: Decodable {
        let shape: [Int]
        let rows: RecordedFloats
        let perplexity: Double
        let affinities: RecordedFloats
    }

    @Test func `pairs are as likely as openTSNE finds them`() throws {
        let recorded = try JSONRecording.read("analysis/tsne.json", as: Recorded.self)
        let rows = Tensor(shape: recorded.shape, values: recorded.rows.values)
        let neighbors = try NearestNeighbors(of: rows, count: Int(3 * recorded.perplexity))
        let found = dense(Affinities(neighbors, perplexity: recorded.perplexity))
        let expected = recorded.affinities.values
        let largest = try #require(expected.max())
        for (a, b) in zip(found, expected) { #expect(abs(a - b) < 1e-5 * largest) }
        #expect(expected.count == 30 * 90)
    }

    @Test(arguments: [2.0, 5, 20]) func `each sample has as many neighbours as the perplexity says`(
        perplexity: Double
    ) throws {
        let neighbors = try NearestNeighbors(of: .random([200, 6]), count: 60)
        let weights = Affinities.conditional(neighbors, perplexity: perplexity)
        for sample in 0..<200 {
            let own = weights[sample * 60..<(sample + 1) * 60].map(Double.init)
            #expect(abs(own.reduce(0, +) - 1) < 1e-6)
            let entropy = -own.reduce(0) { $1 > 0 ? $0 + $1 * log($1) : $0 }
            #expect(abs(exp(entropy) - perplexity) < 1e-4 * perplexity)
        }
    }

    @Test func `pairs are symmetric, sorted and sum to 1`() throws {
        let affinities = Affinities(try NearestNeighbors(of: .random([150, 4]), count: 30), perplexity: 10)
        let matrix = dense(affinities)
        for row in 0..<150 {
            let columns = affinities.columns[Int(affinities.starts[row])..<Int(affinities.starts[row + 1])]
            #expect(zip(columns, columns.dropFirst()).allSatisfy { $0 < $1 })
            #expect(!columns.contains(Int32(row)))
            #expect((0..<150).allSatisfy { matrix[row * 150 + $0] == matrix[$0 * 150 + row] })
        }
        #expect(abs(matrix.reduce(0.0) { $0 + Double($1) } - 1) < 1e-5)
    }

    @Test(arguments: [Float(1e-18), 1, 1e18]) func `how large the numbers are changes nothing`(size: Float)
        throws
    {
        let rows = Tensor.random([60, 5])
        let scaled = Tensor(shape: [60, 5], values: rows.values.map { $0 * size })
        let found = Affinities(try NearestNeighbors(of: scaled, count: 15), perplexity: 5)
        let expected = Affinities(try NearestNeighbors(of: rows, count: 15), perplexity: 5)
        #expect(found.columns == expected.columns)
        for (a, b) in zip(found.weights, expected.weights) { #expect(abs(a - b) < 1e-6) }
    }

    @Test func `where more samples are equal than the perplexity, they share the weight`() throws {
        let rows = Tensor(shape: [12, 1], values: [Float](repeating: 2, count: 9) + [5, 6, 9])
        let weights = Affinities.conditional(try NearestNeighbors(of: rows, count: 10), perplexity: 3)
        #expect(weights[..<10].map { ($0 * 8).rounded() } == [1, 1, 1, 1, 1, 1, 1, 1, 0, 0])
        let equal = Affinities.conditional(
            try NearestNeighbors(of: Tensor(shape: [5, 3], repeating: 1), count: 4), perplexity: 2)
        #expect(equal.allSatisfy { $0 == 0.25 })
    }

    private func dense(_ affinities: Affinities) -> [Float] {
        let count = affinities.sampleCount
        var matrix = [Float](repeating: 0, count: count * count)
        for row in 0..<count {
            for entry in Int(affinities.starts[row])..<Int(affinities.starts[row + 1]) {
                matrix[row * count + Int(affinities.columns[entry])] = affinities.weights[entry]
            }
        }
        return matrix
    }
}
