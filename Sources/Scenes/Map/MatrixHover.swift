import Rendering

/// What of a matrix lies under the pointer.
enum MatrixHover: Sendable, Equatable {
    /// A cell.
    case cell(row: Int, column: Int)
    /// The mark of a group, by its place among the groups.
    case group(Int)
}

extension MatrixPainter {
    /// What lies at a place of the stage.
    func picked(at place: Point) -> MatrixHover? {
        let inside = place - origin
        if inside.x >= -Self.head, inside.x < 0, let group = group(at: inside.y) { return .group(group) }
        if inside.y >= -Self.head, inside.y < 0, let group = group(at: inside.x) { return .group(group) }
        guard let row = grid.row(at: inside.y), let column = grid.row(at: inside.x) else { return nil }
        return .cell(row: row, column: column)
    }

    private func group(at place: Float) -> Int? {
        grid.groups.indices.first {
            guard let extent = grid.extent(of: $0) else { return false }
            return extent.start <= place && place < extent.end
        }
    }
}
