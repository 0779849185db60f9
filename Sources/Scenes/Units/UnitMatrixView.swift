/// Which part of the matrix of all units is seen: places in their order, from its first column and row.
struct UnitMatrixView: Sendable, Equatable {
    /// How many plots a side are wanted.
    var perSide = 6
    /// The first unit across, by its place in the order.
    var column = 0
    /// The first unit of the rows, by its place in the order.
    var row = 0

    /// The numbers of plots a side that the wheel goes through.
    static let sizes = [4, 6, 8]

    /// Moves by plots, as far as there are units; `shown` are seen of `count`.
    mutating func move(by columns: Int, _ rows: Int, shown: Int, of count: Int) {
        column = min(max(column + columns, 0), max(count - shown, 0))
        row = min(max(row + rows, 0), max(count - shown, 0))
    }

    /// Brings a place of the order to the middle, across and upwards.
    mutating func center(_ across: Int, _ upwards: Int, shown: Int, of count: Int) {
        (column, row) = (across - shown / 2, upwards - shown / 2)
        move(by: 0, 0, shown: shown, of: count)
    }

    /// Shows more plots, or fewer; the units at `column` and `row` of those seen stay where they are, as well as may be.
    mutating func resize(by steps: Int, around cell: (column: Int, row: Int), shown: Int, of count: Int) {
        let index = Self.sizes.firstIndex(of: perSide) ?? 1
        let next = Self.sizes[min(max(index + steps, 0), Self.sizes.count - 1)]
        guard next != perSide else { return }
        let share = Float(next) / Float(max(shown, 1))
        column += cell.column - Int(Float(cell.column) * share)
        row += cell.row - Int(Float(cell.row) * share)
        perSide = next
        move(by: 0, 0, shown: min(next, count), of: count)
    }
}
