import Rendering
import Synchronization
import Tensors

/// A square matrix of similarities, of samples grouped by class or of classes.
struct SampleMatrix: Sendable, Identifiable {
    /// What a row is.
    enum Rows: Sendable, Equatable {
        /// Samples, by their index in the data set.
        case samples([Int])
        /// Classes of the data set.
        case classes([Int])
    }

    /// Unique in this process.
    let id: UInt64
    /// What the rows are, and the columns.
    let rows: Rows
    /// The class of each group of rows, and how many rows it has; -1: of none.
    let groups: [(classIndex: Int, count: Int)]
    /// `[rows, rows]`, 0...1; not a number where there is nothing to compare.
    let values: Tensor
    /// What the lowest and the highest colour stand for.
    let range: ClosedRange<Float>

    private static let nextID = Atomic<UInt64>(1)

    /// A matrix; the groups in the order of the rows.
    init(rows: Rows, groups: [(classIndex: Int, count: Int)], values: Tensor, range: ClosedRange<Float>) {
        id = Self.nextID.add(1, ordering: .relaxed).oldValue
        (self.rows, self.groups, self.values, self.range) = (rows, groups, values, range)
        precondition(
            values.shape == [count, count] && groups.reduce(0) { $0 + $1.count } == count,
            "a matrix \(values.shape) of \(count) rows in \(groups.count) groups")
    }

    /// The number of rows.
    var count: Int {
        switch rows {
        case .samples(let all), .classes(let all): all.count
        }
    }

    /// The sample of a row, by its index in the data set; nil: rows are classes.
    func sample(_ row: Int) -> Int? {
        guard case .samples(let samples) = rows, samples.indices.contains(row) else { return nil }
        return samples[row]
    }

    /// The value of a cell.
    func value(_ row: Int, _ column: Int) -> Float {
        values.withValues { $0[row * count + column] }
    }

    /// The smallest and the largest value beside the diagonal; 0...1 where there is none.
    static func range(_ values: Tensor) -> ClosedRange<Float> {
        let count = values.shape[0]
        var (low, high) = (Float.infinity, -Float.infinity)
        values.withValues { values in
            for row in 0..<count {
                for column in 0..<count where row != column && values[row * count + column].isFinite {
                    low = min(low, values[row * count + column])
                    high = max(high, values[row * count + column])
                }
            }
        }
        return low < high ? low...high : low == high ? low...low + 0.01 : 0...1
    }
}
