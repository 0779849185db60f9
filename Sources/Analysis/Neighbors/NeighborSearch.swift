import CKernels
import Tensors

/// The search of `NearestNeighbors`: blocks of rows, shared among the workers.
struct NeighborSearch: Sendable {
    let rows: Tensor
    let centred: CentredRows
    /// How many neighbours a row has, 1 ..< rows.
    let count: Int
    let isStale: @Sendable () -> Bool

    private var rowCount: Int { rows.shape[0] }
    private var columns: Int { rows.shape[1] }

    /// Fills in `[rows, count]` numbers each; throws `CancellationError`.
    func run(workers: Workers, indices: inout [Int32], distances: inout [Float]) throws {
        // The products of a block of rows with all others fill 8 MB, which the caches hold.
        let blockRows = max(16, min(256, (2 << 20) / rowCount, (rowCount + 7) / 8))
        let blockCount = (rowCount + blockRows - 1) / blockRows
        indices.withUnsafeMutableBufferPointer { indices in
            distances.withUnsafeMutableBufferPointer { distances in
                let target = Target(indices: indices, distances: distances)
                workers.forEach(blockCount) { block in
                    let start = block * blockRows
                    search(start..<min(rowCount, start + blockRows), into: target)
                }
            }
        }
        if isStale() { throw CancellationError() }
    }

    /// Unchecked Sendable: every block writes the neighbours of its own rows.
    private struct Target: @unchecked Sendable {
        let indices: UnsafeMutableBufferPointer<Int32>
        let distances: UnsafeMutableBufferPointer<Float>
    }

    private func search(_ block: Range<Int>, into target: Target) {
        var products = Tensor(uninitialized: [block.count, rowCount])
        guard multiply(block, into: &products) else { return }
        var candidates = [ck_candidate](repeating: ck_candidate(), count: rowCount)
        var squares = [Float](repeating: 0, count: rowCount)
        var ranking = [UInt64](repeating: 0, count: rowCount)
        for (place, row) in block.enumerated() {
            if place % 32 == 0, isStale() { return }
            let found = products.withPointer { products in
                ck_nearest_candidates(
                    products + place * rowCount, centred.squares, rowCount, row, count, centred.squares[row],
                    &candidates)
            }
            rows.withPointer { rows in
                ck_squared_distances(
                    rows + row * columns, rows, columns, centred.scale, candidates, found, &squares)
            }
            // Bits of floats that are not negative are in the order of the floats; then comes the row.
            for index in 0..<found {
                ranking[index] = UInt64(squares[index].bitPattern) << 32 | UInt64(candidates[index].row)
            }
            ranking[..<found].sort()
            for neighbor in 0..<count {
                let square = Float(bitPattern: UInt32(ranking[neighbor] >> 32))
                target.indices[row * count + neighbor] = Int32(truncatingIfNeeded: ranking[neighbor])
                target.distances[row * count + neighbor] = square.squareRoot() / centred.scale
            }
        }
    }

    /// The products of a block of rows with all rows; false where they are no longer wanted.
    private func multiply(_ block: Range<Int>, into products: inout Tensor) -> Bool {
        // Some billions of operations at a time, so that a stale search ends soon.
        let step = max(256, (2 << 30) / (block.count * max(1, columns)))
        return products.withMutablePointer { products in
            centred.values.withPointer { values in
                for start in stride(from: 0, to: rowCount, by: step) {
                    if isStale() { return false }
                    MatrixProduct.multiply(
                        .init(values + block.lowerBound * columns, stride: columns),
                        .init(values + start * columns, stride: columns, isTransposed: true),
                        rows: block.count, columns: min(step, rowCount - start), depth: columns,
                        into: products + start, resultStride: rowCount)
                }
                return true
            }
        }
    }
}
