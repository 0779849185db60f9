import Analysis
import Tensors
import TestSupport
import Testing

/// Neighbours and distances of rows that come from a source.
@Suite struct LongRowsTests {
    @Test(arguments: [
        [2, 1, 5], [17, 30, 3], [90, 64, 15], [300, 5, 90], [263, 733, 40], [1100, 12, 7],
    ])
    func `neighbours are what comparing all pairs in doubles finds`(size: [Int]) throws {
        let rows = Tensor.random([size[0], size[1]], seed: 3)
        let found = try NearestNeighbors(of: TensorRows(rows), count: size[2])
        #expect(found.indices == Self.plain(rows, count: size[2]))
    }

    @Test func `rows that a few directions hold have the same neighbours`() throws {
        let rows = VATOrderTests.lowRank(count: 500, columns: 800, rank: 9)
        let found = try NearestNeighbors(of: TensorRows(rows), count: 30)
        #expect(found.indices == Self.plain(rows, count: 30))
    }

    @Test func `of equally near rows the lower comes first`() throws {
        let rows = Tensor(
            shape: [120, 2], values: (0..<120).flatMap { row -> [Float] in [Float(row % 3), Float(row % 2)] })
        let found = try NearestNeighbors(of: TensorRows(rows), count: 25)
        #expect(found.indices == Self.plain(rows, count: 25))
        #expect(found.distances[0] == 0)
    }

    @Test func `neighbours of digits are those that are found in blocks`() throws {
        let rows = try DigitRows().rows
        let (long, short) = (
            try NearestNeighbors(of: TensorRows(rows), count: 20), try NearestNeighbors(of: rows, count: 20)
        )
        #expect(long.indices == short.indices)
        #expect(Tolerance.close.mismatch(long.distances, short.distances) == nil)
    }

    @Test func `distances of a row are those of the differences`() throws {
        let rows = Tensor.random([70, 33], seed: 8)
        let found = try RowDistances(from: 12, in: TensorRows(rows)).values
        let expected = (0..<70).map { other in
            (0..<33).reduce(0.0) { sum, column in
                let difference = Double(rows[12, column]) - Double(rows[other, column])
                return sum + difference * difference
            }.squareRoot()
        }
        #expect(found == expected.map(Float.init))
    }

    @Test func `overlap counts what two spaces have in common`() throws {
        let line = try NearestNeighbors(
            of: TensorRows(Tensor(shape: [5, 1], values: [0, 1, 3, 6, 10])), count: 2)
        let other = try NearestNeighbors(
            of: TensorRows(Tensor(shape: [5, 1], values: [0, 6, 1, 10, 3])), count: 2)
        let expected = (0..<5).map { row in
            Set(line.indices[2 * row..<2 * row + 2]).intersection(other.indices[2 * row..<2 * row + 2]).count
        }
        #expect(line.overlap(with: other) == expected)
        #expect(line.overlap(with: line) == [2, 2, 2, 2, 2])
    }

    private static func plain(_ rows: Tensor, count: Int) -> [Int32] {
        let rowCount = rows.shape[0]
        let all = VATOrderTests.squares(of: rows)
        return (0..<rowCount).flatMap { row -> [Int32] in
            let squares = all[row * rowCount..<(row + 1) * rowCount]
            let first = squares.startIndex
            let others = (0..<rowCount).filter { $0 != row }.sorted {
                (squares[first + $0], $0) < (squares[first + $1], $1)
            }
            return others.prefix(count).map(Int32.init)
        }
    }
}
