/// The part of the confusions that is shown: true classes as rows, what the network says as columns.
struct ConfusionTable: Sendable, Equatable {
    /// The classes of the rows.
    let rows: [Int]
    /// The classes of the columns, and where `hasOthers` one more for everything else.
    let columns: [Int]
    /// Whether a last column stands for all other classes.
    let hasOthers: Bool
    /// Samples by row and column.
    let counts: [[Int]]
    /// Samples of each row.
    let totals: [Int]
    /// How many classes there are, shown or not.
    let classCount: Int

    /// The confusions of at most `limit` classes: where there are more, those with the most errors.
    init?(_ figures: ClassFigures, limit: Int) {
        guard let counts = figures.confusion?.counts else { return nil }
        let present = (0..<figures.classCount).filter { !figures.members[$0].isEmpty }
        guard !present.isEmpty else { return nil }
        let known = (0..<figures.classCount).filter { index in
            figures.qualities[index].map { $0.recall != nil || $0.precision != nil } ?? false
        }
        let chosen = Self.withMostErrors(Array(Set(present).union(known)), counts, limit: limit)
        rows = chosen.filter { !figures.members[$0].isEmpty }
        columns = chosen.filter(Set(known).contains)
        let shown = columns
        let rest = rows.map { row in counts[row].reduce(0, +) - shown.reduce(0) { $0 + counts[row][$1] } }
        hasOthers = rest.contains { $0 > 0 }
        totals = rows.map { counts[$0].reduce(0, +) }
        classCount = present.count
        let withOthers = hasOthers
        self.counts = zip(rows, rest).map { row, others in
            shown.map { counts[row][$0] } + (withOthers ? [others] : [])
        }
    }

    private static func withMostErrors(_ classes: [Int], _ counts: [[Int]], limit: Int) -> [Int] {
        guard classes.count > limit else { return classes.sorted() }
        let errors = classes.map { index in
            counts[index].reduce(0, +) + counts.reduce(0) { $0 + $1[index] } - 2 * counts[index][index]
        }
        let order = classes.indices.sorted { (errors[$0], -classes[$0]) > (errors[$1], -classes[$1]) }
        return order.prefix(limit).map { classes[$0] }.sorted()
    }

    /// The number of columns with that of all others.
    var columnCount: Int { columns.count + (hasOthers ? 1 : 0) }

    /// The class of a column; -1: all others.
    func columnClass(_ column: Int) -> Int { columns.indices.contains(column) ? columns[column] : -1 }

    /// Whether a cell counts those that are right.
    func isRight(row: Int, column: Int) -> Bool { rows[row] == columnClass(column) }

    /// The share of a row that is in a cell, 0...1.
    func share(row: Int, column: Int) -> Float {
        totals[row] > 0 ? Float(counts[row][column]) / Float(totals[row]) : 0
    }
}
