import Tensors

/// An order of samples in which alike ones follow each other: VAT (J. C. Bezdek and R. J. Hathaway 2002, "VAT: a tool
/// for visual assessment of (cluster) tendency"), by Euclidean distance.
///
/// It starts with one of the two samples that are farthest from each other, and goes on with whichever is nearest to any
/// that it has had: Prim's way of building a spanning tree.
public struct VATOrder: Sendable, Equatable {
    /// The samples, by their rows; of equally good ones the one with the lower row.
    public let order: [Int32]

    /// The order of the rows of `source`.
    ///
    /// - Throws: `AnalysisError.notFinite`, `CancellationError`, or what the source throws.
    public init(
        of source: some RowSource, workers: Workers = .standard, isStale: @Sendable () -> Bool = { false },
        progress: (Int, Int) -> Void = { _, _ in }
    ) throws {
        let (n, d) = (source.rowCount, source.columnCount)
        var rows = Tensor(uninitialized: [n, d])
        try rows.withMutablePointer { try source.read(0..<n, into: $0) }
        let v = rows.values
        func distance(_ a: Int, _ b: Int) -> Double {
            var sum = 0.0
            for k in 0..<d { let x = Double(v[a * d + k]) - Double(v[b * d + k]); sum += x * x }
            return sum
        }
        var (best, start) = (-1.0, 0)
        for a in 0..<n {
            for b in a + 1..<max(n, a + 1) { let x = distance(a, b); if x > best { (best, start) = (x, a) } }
        }
        var order: [Int32] = n > 0 ? [Int32(start)] : []
        var keys = (0..<n).map { distance(start, $0) }
        var left = Set(0..<n); left.remove(start)
        while !left.isEmpty {
            if isStale() { throw CancellationError() }
            let next = left.min { (keys[$0], $0) < (keys[$1], $1) } ?? 0
            left.remove(next)
            order.append(Int32(next))
            for row in left { keys[row] = min(keys[row], distance(next, row)) }
        }
        self.order = order
    }
}
