import Tensors

/// The products of a centred matrix of rows with itself, over its smaller side, and with vectors.
///
/// The rows and the columns of a matrix X have the same eigenvalues: those of X'X, `[columns, columns]`, and of XX',
/// `[rows, rows]`. Sums run over fixed pieces, so that they are the same whatever the number of workers.
struct RowProducts: Sendable {
    private let matrix: Tensor
    private let rowCount: Int, columnCount: Int
    private let workers: Workers
    /// Whether the smaller product is that over columns.
    let isOverColumns: Bool

    /// Of `matrix`, `[rows, columns]`, with neither side empty.
    init(_ matrix: Tensor, workers: Workers) {
        self.matrix = matrix
        (rowCount, columnCount) = (matrix.shape[0], matrix.shape[1])
        self.workers = workers
        isOverColumns = columnCount <= rowCount
    }

    /// Rows and columns of the smaller product.
    var size: Int { min(rowCount, columnCount) }

    /// The smaller product, `[size, size]`, in 64 bits; of a larger one than about 1,000 rows there is no need.
    func gram() -> [Double] {
        summed(blockLength: 1024, size: size * size) { block, length in
            let part = UnsafeMutableBufferPointer<Float>.allocate(capacity: size * size)
            defer { part.deallocate() }
            guard let address = part.baseAddress else { return [] }
            MatrixProduct.multiply(
                operand(block, isTransposed: isOverColumns), operand(block, isTransposed: !isOverColumns),
                rows: size, columns: size, depth: length, into: address, resultStride: size)
            return Array(part)
        }
    }

    /// The smaller product times `count` vectors of `size` numbers, one after the other.
    func images(of vectors: [Float], count: Int) -> [Double] {
        let blockLength = isOverColumns ? 256 : 2048
        return summed(blockLength: blockLength, size: count * size) { block, length in
            var across = [Float](repeating: 0, count: count * length)
            var image = [Float](repeating: 0, count: count * size)
            MatrixProduct.multiply(
                MatrixProduct.Operand(vectors, stride: size), operand(block, isTransposed: isOverColumns),
                rows: count, columns: length, depth: size, into: &across, resultStride: length)
            MatrixProduct.multiply(
                MatrixProduct.Operand(across, stride: length), operand(block, isTransposed: !isOverColumns),
                rows: count, columns: size, depth: length, into: &image, resultStride: size)
            return image
        }
    }

    /// Every row along every one of `count` directions of `columns` numbers: `[rows, count]`.
    func projections(on directions: [Float], count: Int) -> Tensor {
        var projections = Tensor(uninitialized: [rowCount, count])
        let blockLength = 256
        projections.withMutablePointer { target in
            let target = SharedPointer(target)
            workers.forEach((rowCount + blockLength - 1) / blockLength) { block in
                let first = block * blockLength
                matrix.withPointer { address in
                    MatrixProduct.multiply(
                        operand(address + first * columnCount),
                        MatrixProduct.Operand(directions, stride: columnCount, isTransposed: true),
                        rows: min(blockLength, rowCount - first), columns: count, depth: columnCount,
                        into: target.address + first * count, resultStride: count)
                }
            }
        }
        return projections
    }

    /// The sum of all rows times the `rows` numbers of each of `count` vectors: `[count, columns]`.
    func combinations(by vectors: [Float], count: Int) -> [Float] {
        var combinations = [Float](repeating: 0, count: count * columnCount)
        matrix.withPointer { address in
            MatrixProduct.multiply(
                MatrixProduct.Operand(vectors, stride: rowCount), operand(address), rows: count,
                columns: columnCount, depth: rowCount, into: &combinations, resultStride: columnCount)
        }
        return combinations
    }

    private func operand(_ address: UnsafePointer<Float>, isTransposed: Bool = false) -> MatrixProduct.Operand
    {
        MatrixProduct.Operand(address, stride: columnCount, isTransposed: isTransposed)
    }

    /// The sum of what `body` makes of blocks along the longer side, in 64 bits.
    private func summed(
        blockLength: Int, size: Int, _ body: @Sendable (UnsafePointer<Float>, Int) -> [Float]
    ) -> [Double] {
        let extent = isOverColumns ? rowCount : columnCount
        let step = isOverColumns ? columnCount : 1
        let blockCount = (extent + blockLength - 1) / blockLength
        let pieceCount = min(8, blockCount)
        let parts = workers.map(pieceCount) { piece in
            var sum = [Double](repeating: 0, count: size)
            for block in blockCount * piece / pieceCount..<blockCount * (piece + 1) / pieceCount {
                let length = min(blockLength, extent - block * blockLength)
                let part = matrix.withPointer { body($0 + block * blockLength * step, length) }
                for (index, value) in part.enumerated() { sum[index] += Double(value) }
            }
            return sum
        }
        return parts.dropFirst().reduce(into: parts[0]) { sum, part in
            for index in sum.indices { sum[index] += part[index] }
        }
    }
}
