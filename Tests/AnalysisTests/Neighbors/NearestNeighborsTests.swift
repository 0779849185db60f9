import Analysis
import Tensors
import TestSupport
import Testing

@Suite struct NearestNeighborsTests {
    private struct Recorded: Decodable {
        let count: Int
        let distances: RecordedFloats
    }

    @Test func `digits have the neighbours that scikit-learn finds`() throws {
        let recorded = try JSONRecording.read("analysis/neighbors.json", as: Recorded.self)
        let rows = try DigitRows().rows
        let found = try NearestNeighbors(of: rows, count: recorded.count)
        #expect(Tolerance.close.mismatch(found.distances, recorded.distances.values) == nil)
        // Many of these are ties, whose order scikit-learn leaves open.
        #expect(found.indices == naive(rows, count: recorded.count).indices)
    }

    @Test(arguments: [[2, 1, 5], [17, 30, 3], [90, 64, 15], [300, 5, 90], [263, 33, 40], [70, 130, 69]])
    func `they are what comparing all pairs finds`(size: [Int]) throws {
        let rows = Tensor.random([size[0], size[1]])
        let (found, expected) = (try NearestNeighbors(of: rows, count: size[2]), naive(rows, count: size[2]))
        #expect(found.count == min(size[2], size[0] - 1))
        #expect(found.indices == expected.indices)
        #expect(Tolerance.close.mismatch(found.distances, expected.distances) == nil)
    }

    @Test func `equal rows are at distance 0, the lower index first`() throws {
        let few = Tensor.random([3, 40])
        let choice = (0..<90).map { ($0 * $0 + $0 / 7) % 3 }
        let rows = Tensor(shape: [90, 40], values: choice.flatMap { few.slice($0..<$0 + 1).values })
        let (found, expected) = (try NearestNeighbors(of: rows, count: 25), naive(rows, count: 25))
        #expect(found.indices == expected.indices)
        for (place, neighbor) in found.indices.enumerated() where choice[place / 25] == choice[Int(neighbor)]
        {
            #expect(found.distances[place] == 0)
        }
    }

    @Test(arguments: [-100, 0, 116]) func `far from the origin and of any size, they are the same`(
        exponent: Int
    ) throws {
        // Whole numbers and a power of two, so that moving and scaling rounds nothing.
        let size = Float(sign: .plus, exponent: exponent, significand: 1)
        let whole = Tensor.random([120, 24]).values.map { ($0 * 100).rounded() }
        let moved = Tensor(shape: [120, 24], values: whole.map { ($0 + 1000) * size })
        let expected = naive(Tensor(shape: [120, 24], values: whole), count: 12)
        let found = try NearestNeighbors(of: moved, count: 12)
        #expect(found.indices == expected.indices)
        let distances = found.distances.map { $0 / size }
        #expect(Tolerance.close.mismatch(distances, expected.distances) == nil)
    }

    @Test func `how many threads share the work changes nothing`() throws {
        let rows = Tensor.random([700, 48])
        let one = try NearestNeighbors(of: rows, count: 20, workers: Workers(count: 1))
        let many = try NearestNeighbors(of: rows, count: 20, workers: Workers(count: 5))
        #expect(one.indices == many.indices && one.distances == many.distances)
    }

    @Test func `few rows, or rows without numbers, have as many neighbours as there are`() throws {
        #expect(try NearestNeighbors(of: Tensor(shape: [0, 4]), count: 3).indices.isEmpty)
        #expect(try NearestNeighbors(of: Tensor(shape: [1, 4]), count: 3).indices.isEmpty)
        #expect(try NearestNeighbors(of: Tensor.random([5, 4]), count: 0).indices.isEmpty)
        let two = try NearestNeighbors(of: Tensor(shape: [2, 2], values: [0, 0, 3, 4]), count: 9)
        #expect(two.indices == [1, 0] && two.distances == [5, 5])
        #expect(try NearestNeighbors(of: Tensor(shape: [3, 0]), count: 1).indices == [1, 0, 0])
    }

    @Test func `a row that is not finite is named`() {
        for poison in [Float.nan, .infinity, -.infinity] {
            for place in [0, 17, 38] {
                var values = Tensor.random([4, 39]).values
                values[2 * 39 + place] = poison
                #expect(throws: AnalysisError.notFinite(row: 2)) {
                    try NearestNeighbors(of: Tensor(shape: [4, 39], values: values), count: 2)
                }
            }
        }
    }

    @Test func `a search that nobody waits for ends`() {
        #expect(throws: CancellationError.self) {
            try NearestNeighbors(of: .random([50, 8]), count: 3, isStale: { true })
        }
    }

    /// All pairs in double precision.
    private func naive(_ rows: Tensor, count: Int) -> (indices: [Int32], distances: [Float]) {
        let (rowCount, columns) = (rows.shape[0], rows.shape[1])
        let values = rows.values.map(Double.init)
        var (indices, distances): ([Int32], [Float]) = ([], [])
        for row in 0..<rowCount {
            let others = (0..<rowCount).filter { $0 != row }.map { other in
                var square = 0.0
                for column in 0..<columns {
                    let difference = values[row * columns + column] - values[other * columns + column]
                    square += difference * difference
                }
                return (square, other)
            }
            let nearest = others.sorted { $0 < $1 }.prefix(count)
            indices += nearest.map { Int32($0.1) }
            distances += nearest.map { Float($0.0.squareRoot()) }
        }
        return (indices, distances)
    }
}
