import CKernels

/// The product of a matrix with itself, added up block by block: in 32 bits for some thousand rows, then in 64.
struct BlockSum {
    private let size: Int
    private let width: Int
    private var part: [Float]
    private var sum: [Double]
    private var rowsInPart = 0

    /// Of a matrix of `size` columns.
    init(size: Int) {
        self.size = size
        width = (size + Int(CK_GRAM_COLUMNS) - 1) / Int(CK_GRAM_COLUMNS) * Int(CK_GRAM_COLUMNS)
        part = [Float](repeating: 0, count: size * width)
        sum = [Double](repeating: 0, count: size * size)
    }

    /// Adds rows `stride` apart; see `ck_gram` for what is read beside them.
    mutating func add(_ block: UnsafePointer<Float>, rows: Int, stride: Int) {
        ck_gram(block, rows, size, stride, &part)
        rowsInPart += rows
        if rowsInPart >= 4096 { flush() }
    }

    /// Row-major `[size, size]`, the lower triangle filled.
    mutating func total() -> [Double] {
        flush()
        return sum
    }

    private mutating func flush() {
        guard rowsInPart > 0 else { return }
        rowsInPart = 0
        part.withUnsafeMutableBufferPointer { part in
            sum.withUnsafeMutableBufferPointer { sum in
                for row in 0..<size {
                    for column in 0...row { sum[row * size + column] += Double(part[row * width + column]) }
                }
                part.update(repeating: 0)
            }
        }
    }
}
