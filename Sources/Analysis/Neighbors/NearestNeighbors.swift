import CKernels
import Tensors

/// The nearest rows of every row by Euclidean distance: all of them compared, none estimated.
///
/// Products of blocks of rows with all rows give the distances up to rounding; the rows that may be among the nearest
/// are measured again, difference by difference, so that equal rows are at distance 0 and ties are real ones.
public struct NearestNeighbors: Sendable {
    /// How many neighbours every row has: as many as were asked for, at most all other rows.
    public let count: Int
    /// How many rows there are.
    public let sampleCount: Int
    /// `[rows, count]`: the nearest first, of equally near ones the one with the lower index. A row is no neighbour
    /// of itself.
    public let indices: [Int32]
    /// `[rows, count]`: the distance of each of them.
    public let distances: [Float]

    /// Finds the `count` nearest neighbours of every row.
    ///
    /// - Parameters:
    ///   - rows: `[rows, columns]`, finite.
    ///   - isStale: asked between blocks.
    /// - Throws: `AnalysisError.notFinite`; `CancellationError` where `isStale` says so.
    /// - Complexity: O(rows² * columns); memory for a copy of the rows and some megabytes a thread.
    public init(
        of rows: Tensor, count: Int, workers: Workers = .standard, isStale: @Sendable () -> Bool = { false }
    ) throws {
        precondition(count >= 0, "\(count) neighbours")
        let rowCount = rows.shape.first ?? 0
        let found = max(0, min(count, rowCount - 1))
        let centred = try CentredRows(rows, workers: workers)
        var indices = [Int32](repeating: 0, count: rowCount * found)
        var distances = [Float](repeating: 0, count: rowCount * found)
        if found > 0 {
            try withoutActuallyEscaping(isStale) { isStale in
                try NeighborSearch(rows: rows, centred: centred, count: found, isStale: isStale)
                    .run(workers: workers, indices: &indices, distances: &distances)
            }
        }
        (self.count, sampleCount) = (found, rowCount)
        (self.indices, self.distances) = (indices, distances)
    }
}

extension NearestNeighbors {
    /// Finds the `count` nearest neighbours of every row, where rows may be long and more than the memory holds.
    ///
    /// Bounds of the distances of all pairs, of which most need not be measured; those that may be among the nearest
    /// are, difference by difference, in doubles.
    ///
    /// - Parameters:
    ///   - source: finite rows.
    ///   - progress: told how many of all rows are done.
    /// - Throws: `AnalysisError.notFinite`, `CancellationError`, or what the source throws.
    /// - Complexity: memory for rows² floats, and for the rows where they take no more than 512 MB.
    public init(
        of source: some RowSource, count: Int, workers: Workers = .standard,
        isStale: @Sendable () -> Bool = { false }, progress: (Int, Int) -> Void = { _, _ in }
    ) throws {
        precondition(count >= 0, "\(count) neighbours")
        let found = max(0, min(count, source.rowCount - 1))
        var indices = [Int32](repeating: 0, count: source.rowCount * found)
        var distances = [Float](repeating: 0, count: source.rowCount * found)
        if found > 0 {
            let exact = try ExactSquares(source)
            let bounds = try SquaredBounds(of: source, workers: workers, isStale: isStale)
            try withoutActuallyEscaping(isStale) { isStale in
                try BoundedNeighborSearch(bounds: bounds, exact: exact, count: found)
                    .run(
                        workers: workers, isStale: isStale, progress: progress, indices: &indices,
                        distances: &distances)
            }
        }
        (self.count, sampleCount) = (found, source.rowCount)
        (self.indices, self.distances) = (indices, distances)
    }

    /// How many neighbours of every row are also among its neighbours in `other`: the same rows in another space.
    public func overlap(with other: NearestNeighbors) -> [Int] {
        precondition(
            sampleCount == other.sampleCount, "neighbours of \(sampleCount) and \(other.sampleCount) rows")
        var isThere = [Int32](repeating: -1, count: sampleCount)
        return (0..<sampleCount).map { row in
            let mark = Int32(row)
            for neighbor in other.indices[row * other.count..<(row + 1) * other.count] {
                isThere[Int(neighbor)] = mark
            }
            return indices[row * count..<(row + 1) * count].count { isThere[Int($0)] == mark }
        }
    }
}
