import Rendering

/// What of the Units scene lies under the pointer.
enum UnitsHover: Equatable {
    /// A point of a plot.
    case point(Int, UnitGrid.Cell)
    /// A plot, beside its points.
    case plot(UnitGrid.Cell)
    /// The number of a unit, or the plot of it alone.
    case unit(Int)
    /// A class of the list, by its place there.
    case classRow(Int)
    /// The overview.
    case overview
    /// A unit of a layer of the strip.
    case response(layer: Int, unit: Int)
    /// A layer of the strip without responses.
    case layer(Int)
    /// A picture of the selection, by its index in the data set.
    case thumbnail(Int)
}

extension UnitsScene {
    /// How near the pointer has to be to a point, in stage points.
    private static let reach: Float = 8

    /// What lies at a place.
    func picked(at place: Point) -> UnitsHover? {
        guard content.isOpen else { return nil }
        if let cell = grid.cell(at: place) {
            if let unit = grid.single(cell) { return .unit(unit) }
            return nearest(to: place, in: cell).map { .point($0, cell) } ?? .plot(cell)
        }
        if let column = grid.columns.indices.first(where: { grid.columnLabel($0).contains(place) }) {
            return .unit(grid.columns[column])
        }
        if let row = grid.rows.indices.first(where: { grid.rowLabel($0).contains(place) }) {
            return .unit(grid.rows[row])
        }
        if layout.overview?.contains(place) == true, content.cloud != nil { return .overview }
        if let row = layout.classRows.firstIndex(where: { $0.contains(place) }) { return .classRow(row) }
        if let sample = thumbnails.first(where: { $0.place.contains(place) })?.sample {
            return .thumbnail(sample)
        }
        return response(at: place)
    }

    /// The point of a plot nearest to a place; nil: none is near.
    func nearest(to place: Point, in cell: UnitGrid.Cell) -> Int? {
        guard let cloud = content.cloud else { return nil }
        let scale = UnitScale(range: cloud.points.range, side: grid.side)
        let way = place - grid.plot(cell).origin
        var (best, least) = (-1, Self.reach * Self.reach)
        cloud.withValues(grid.columns[cell.column], grid.rows[cell.row]) { xs, ys in
            for index in 0..<cloud.count {
                let off = scale.place(xs[index], ys[index]) - way
                let distance = off.x * off.x + off.y * off.y
                if distance < least { (best, least) = (index, distance) }
            }
        }
        return best < 0 ? nil : best
    }

    /// The points of a plot inside of a lasso, ascending.
    func inside(_ lasso: SampleLasso, in cell: UnitGrid.Cell) -> [Int32] {
        guard let cloud = content.cloud, let bounds = lasso.bounds, lasso.isArea else { return [] }
        let scale = UnitScale(range: cloud.points.range, side: grid.side)
        let origin = grid.plot(cell).origin
        return cloud.withValues(grid.columns[cell.column], grid.rows[cell.row]) { xs, ys in
            (0..<Int32(cloud.count)).filter { index in
                let (x, y) = (xs[Int(index)], ys[Int(index)])
                guard x == x, y == y else { return false }
                let place = origin + scale.place(x, y)
                return bounds.contains(place) && lasso.contains(place)
            }
        }
    }

    private func response(at place: Point) -> UnitsHover? {
        for (layer, bar) in layout.barcodes {
            let whole = Rectangle(
                x: bar.minX, y: layout.strip.minY, width: bar.width, height: layout.strip.height)
            guard whole.contains(place), content.layers.indices.contains(layer) else { continue }
            let shown = content.layers[layer]
            guard let scores = shown.scores, !shown.order.isEmpty else { return .layer(layer) }
            // The bar says which unit; below it stands the strongest one, above it the layer.
            if place.y < bar.minY { return .layer(layer) }
            if place.y >= bar.maxY {
                return UnitBarcode.strongest(scores).map { .response(layer: layer, unit: $0) }
            }
            let share = (place.x - bar.minX) / bar.width
            let index = min(Int(share * Float(shown.order.count)), shown.order.count - 1)
            return .response(layer: layer, unit: shown.order[max(index, 0)])
        }
        return nil
    }

    /// The pictures of the selection that have room, class by class.
    var thumbnails: [(sample: Int, place: Rectangle)] {
        guard let area = layout.selection else { return [] }
        return UnitThumbnails.places(of: content, in: area)
    }
}

/// Where the pictures of a selection stand.
@MainActor enum UnitThumbnails {
    static let columns = 6
    static let gap: Float = 6
    /// The lines above them.
    static let heading: Float = 62

    /// As many as have room, six a row, spread evenly over all; class by class.
    static func places(of content: UnitsContent, in area: Rectangle) -> [(sample: Int, place: Rectangle)] {
        guard let facts = content.facts, !content.selected.isEmpty else { return [] }
        let side = ((area.width + gap) / Float(columns) - gap).rounded(.down)
        let rows = max(Int((area.height - heading + gap) / (side + gap + 3)), 0)
        let most = rows * columns
        guard most > 0 else { return [] }
        let order = content.selected.sorted {
            (facts.ownClass(of: $0) ?? .max, $0) < (facts.ownClass(of: $1) ?? .max, $1)
        }
        let count = min(most, order.count)
        return (0..<count).map { index in
            let place = Rectangle(
                x: area.minX + Float(index % columns) * (side + gap),
                y: area.minY + heading + Float(index / columns) * (side + gap + 3), width: side, height: side)
            return (order[index * order.count / count], place)
        }
    }
}
