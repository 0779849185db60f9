/// What brings every column of a table to mean 0 and deviation 1, as scikit-learn's `StandardScaler` does.
public struct Standardisation: Sendable, Equatable {
    /// The mean of every column.
    public let means: [Double]
    /// The population deviation of every column; 1 where the column is constant up to rounding.
    public let deviations: [Double]

    /// The standardisation of `rows`, all of one length, at least one row.
    public init(of rows: [[Double]]) {
        precondition(!rows.isEmpty, "a table without rows has no means")
        let count = Double(rows.count)
        let columns = rows[0].indices
        let means = columns.map { column in rows.reduce(0) { $0 + $1[column] } / count }
        deviations = columns.map { column in
            let mean = means[column]
            let variance = rows.reduce(0) { $0 + ($1[column] - mean) * ($1[column] - mean) } / count
            let rounding = count * Double.ulpOfOne
            let isConstant = variance <= rounding * variance + (rounding * mean) * (rounding * mean)
            return isConstant ? 1 : variance.squareRoot()
        }
        self.means = means
    }

    /// `row` standardised.
    public func applied(to row: [Double]) -> [Double] {
        row.indices.map { (row[$0] - means[$0]) / deviations[$0] }
    }
}
