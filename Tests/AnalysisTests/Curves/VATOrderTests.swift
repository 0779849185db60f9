import Analysis
import Tensors
import TestSupport
import Testing

@Suite struct VATOrderTests {
    @Test(arguments: [[0, 3], [1, 3], [2, 4], [3, 1], [60, 2], [250, 30], [300, 700]])
    func `it is the order of the plain algorithm`(size: [Int]) throws {
        let rows = Tensor.random([size[0], size[1]], seed: 4)
        #expect(try VATOrder(of: TensorRows(rows)).order == Self.plain(rows))
    }

    @Test func `rows that a few directions hold are put in the same order`() throws {
        let rows = Self.lowRank(count: 400, columns: 900, rank: 12)
        #expect(try VATOrder(of: TensorRows(rows)).order == Self.plain(rows))
    }

    @Test func `equal rows and equal distances follow their number`() throws {
        var corners: [Float] = []
        for row in 0..<200 {
            corners.append(Float(row % 2))
            corners.append(Float((row / 2) % 2))
            corners.append(Float((row / 4) % 3))
        }
        let rows = Tensor(shape: [200, 3], values: corners)
        #expect(try VATOrder(of: TensorRows(rows)).order == Self.plain(rows))
        #expect(try VATOrder(of: TensorRows(Tensor(shape: [5, 2]))).order == [0, 1, 2, 3, 4])
        #expect(try VATOrder(of: TensorRows(Tensor(shape: [3, 0]))).order == [0, 1, 2])
    }

    @Test func `digits are in the plain algorithm's order`() throws {
        let rows = try DigitRows().rows
        #expect(try VATOrder(of: TensorRows(rows)).order == Self.plain(rows))
    }

    @Test func `far from the origin it is the same`() throws {
        let rows = Tensor.random([150, 20], seed: 9)
        let moved = Tensor(shape: rows.shape, values: rows.values.map { ($0 * 64).rounded() + 4096 })
        #expect(try VATOrder(of: TensorRows(moved)).order == Self.plain(moved))
    }

    @Test func `two groups follow each other`() throws {
        var values: [Float] = []
        for row in 0..<40 { values.append(Float(100 * (row % 2)) + Float(row) / 100) }
        let sides = try VATOrder(of: TensorRows(Tensor(shape: [40, 1], values: values))).order.map { $0 % 2 }
        let changes = zip(sides, sides.dropFirst()).filter { $0 != $1 }
        #expect(changes.count == 1)
    }

    @Test func `what is not finite is named, and it can be given up`() {
        var values = [Float](repeating: 1, count: 12)
        values[7] = .nan
        #expect(throws: AnalysisError.notFinite(row: 2)) {
            _ = try VATOrder(of: TensorRows(Tensor(shape: [4, 3], values: values)))
        }
        #expect(throws: CancellationError.self) {
            _ = try VATOrder(of: TensorRows(.random([80, 4])), isStale: { true })
        }
    }

    /// Prim's algorithm on all distances, in doubles.
    static func plain(_ rows: Tensor) -> [Int32] {
        let count = rows.shape[0]
        let all = squares(of: rows)
        func square(_ first: Int, _ second: Int) -> Double { all[first * count + second] }
        guard count > 0 else { return [] }
        var best = (square: -1.0, row: 0)
        for row in 0..<count {
            for other in row..<count where square(row, other) > best.square {
                best = (square(row, other), row)
            }
        }
        var order = [best.row]
        var keys = (0..<count).map { square(best.row, $0) }
        var left = Set(0..<count).subtracting(order)
        while let next = left.min(by: { (keys[$0], $0) < (keys[$1], $1) }) {
            left.remove(next)
            order.append(next)
            for row in left { keys[row] = min(keys[row], square(next, row)) }
        }
        return order.map(Int32.init)
    }

    /// The squared distances of all pairs, `rows` squared.
    static func squares(of rows: Tensor) -> [Double] {
        let (count, columns) = (rows.shape[0], rows.shape[1])
        var squares = [Double](repeating: 0, count: count * count)
        rows.withPointer { values in
            for first in 0..<count {
                for second in 0..<first {
                    var sum = 0.0
                    for column in 0..<columns {
                        let difference =
                            Double(values[first * columns + column])
                            - Double(values[second * columns + column])
                        sum += difference * difference
                    }
                    squares[first * count + second] = sum
                    squares[second * count + first] = sum
                }
            }
        }
        return squares
    }

    /// Rows that mix `rank` directions, a little bent, so that something is left outside of them.
    static func lowRank(count: Int, columns: Int, rank: Int) -> Tensor {
        let weights = Tensor.random([count, rank], seed: 1)
        let directions = Tensor.random([rank, columns], seed: 2)
        let product = MatrixProduct.multiply(weights, directions)
        return Tensor(shape: product.shape, values: product.values.map { max(-1, $0) })
    }
}
