import Rendering

/// Draws plots of units against each other: frames, points, how often values occur, numbers, and the common range.
@MainActor struct UnitGridPainter {
    /// What a plot shows.
    enum Plot: Sendable {
        /// Points as a picture.
        case points(DisplayImage)
        /// How often the values of one unit occur.
        case bins([Int])
    }

    let grid: UnitGrid
    let cloud: UnitCloud
    let names: [String]
    let theme: Theme
    let fonts: TextMeasure
    /// Whether some points are selected, so that the others step back.
    var hasSelection = false
    /// The unit whose number is pointed at.
    var hoveredUnit: Int?

    /// How strong points are that are not selected while others are: the rest is the plot's ground.
    private static let faded: Float = 0.32

    private var pen: Pen { Pen(theme: theme, fonts: fonts) }

    /// All plots without the marks of selected points; `plot` and `chosen` are asked for what is to be seen in each,
    /// `chosen` for the selected points alone. What they do not have stays empty.
    func items(plot: (UnitGrid.Cell) -> Plot?, chosen: (UnitGrid.Cell) -> Plot?) -> [OverlayItem] {
        let cells = grid.cells
        let grounds = cells.map { cell in
            OverlayItem.box(
                Box(grid.plot(cell), fill: grid.single(cell) == nil ? theme.raised : theme.surface))
        }
        let contents = cells.flatMap { content($0, plot($0), chosen($0)) }
        let frames = cells.map { OverlayItem.box(Box(grid.plot($0).inset(by: -1), border: theme.line2)) }
        return grounds + contents + frames + labels + axis
    }

    private func content(_ cell: UnitGrid.Cell, _ plot: Plot?, _ chosen: Plot?) -> [OverlayItem] {
        let place = grid.plot(cell)
        if let unit = grid.single(cell) {
            var (all, selected): ([Int]?, [Int]?)
            if case .bins(let bins) = plot { all = bins }
            if case .bins(let bins) = chosen { selected = bins }
            return histogram(unit, all, selected, in: place)
        }
        var items: [OverlayItem] = []
        if case .points(let image) = plot {
            items.append(.image(image, place, opacity: hasSelection ? Self.faded : 1))
        }
        if case .points(let image) = chosen { items.append(.image(image, place, opacity: 1)) }
        return items
    }

    // MARK: How often values occur

    private func histogram(_ unit: Int, _ bins: [Int]?, _ chosen: [Int]?, in place: Rectangle)
        -> [OverlayItem]
    {
        let scale = UnitAxis(range: 0...1, length: place.width)
        let height = place.height * 0.62
        let low = place.maxY - 2
        var items: [OverlayItem] = []
        if let bins, let most = bins.max(), most > 0 {
            let color = theme.surface.mixed(with: theme.bar, hasSelection ? 0.3 : 0.62)
            let width = (scale.along(1) - scale.along(0)) / Float(bins.count)
            for (index, count) in bins.enumerated() where count > 0 {
                let tall = max(height * Float(count) / Float(most), 0.75)
                let x = place.minX + scale.start + Float(index) * width
                items.append(
                    .box(Box(Rectangle(x: x, y: low - tall, width: width * 0.86, height: tall), fill: color)))
            }
        }
        if let chosen, let most = chosen.max(), most > 0 {
            let width = (scale.along(1) - scale.along(0)) / Float(chosen.count)
            let points = chosen.enumerated().map { index, count in
                Point(
                    place.minX + scale.start + (Float(index) + 0.5) * width,
                    low - height * Float(count) / Float(most))
            }
            items.append(pen.line(points, theme.ink, width: 1.5))
        }
        return items + title(unit, in: place)
    }

    private func title(_ unit: Int, in place: Rectangle) -> [OverlayItem] {
        let size: Float = place.width < 90 ? TypeSize.remark : TypeSize.label
        let (left, baseline) = (place.minX + 6, place.minY + 5 + size)
        let deviation = "sd \(NumberFormat.value(cloud.points.deviations[unit]))"
        let room = place.width - 12
        let nameWidth = fonts.width(of: names[unit], size: size, weight: .bold)
        let hasRoom = nameWidth + 8 + fonts.width(of: deviation, size: TypeSize.remark) <= room
        let name = pen.text(
            names[unit], Point(left, baseline), width: room, size: size, weight: .bold,
            color: hoveredUnit == unit ? theme.signal : theme.ink)
        guard hasRoom else { return [name] }
        return [
            name,
            pen.text(
                deviation, Point(place.maxX - 6, baseline), size: TypeSize.remark, color: theme.ink2,
                alignment: .right),
        ]
    }

    // MARK: Numbers and range

    private var labels: [OverlayItem] {
        let columns = grid.columns.enumerated().map { index, unit in
            label(unit, Point(grid.columnLabel(index).center.x, grid.origin.y - 8), grid.side, .center)
        }
        let rows = grid.rows.enumerated().map { index, unit in
            let place = grid.rowLabel(index)
            return label(unit, Point(place.maxX, place.center.y + 4.5), place.width, .right)
        }
        return columns + rows
    }

    private func label(_ unit: Int, _ place: Point, _ width: Float, _ alignment: TextAlignment) -> OverlayItem
    {
        pen.text(
            names[unit], place, width: width, weight: hoveredUnit == unit ? .semibold : .regular,
            color: hoveredUnit == unit ? theme.signal : theme.ink2, alignment: alignment)
    }

    /// The common range, below the first column.
    private var axis: [OverlayItem] {
        guard !grid.columns.isEmpty else { return [] }
        let scale = UnitAxis(range: cloud.points.range, length: grid.side)
        let low = grid.place.maxY
        let (first, last) = (cloud.points.range.lowerBound, cloud.points.range.upperBound)
        var places = [(first, TextAlignment.left), (last, TextAlignment.right)]
        let words = places.map { NumberFormat.value($0.0) }
        let taken = words.map { fonts.width(of: $0, size: TypeSize.remark) + 10 }
        let zero = scale.along(0)
        if first < 0, last > 0, zero > taken[0], grid.side - zero > taken[1] { places.append((0, .center)) }
        return places.flatMap { value, alignment -> [OverlayItem] in
            let x = grid.origin.x + scale.along(value)
            let shown = value == 0 ? "0" : NumberFormat.value(value)
            let edge =
                alignment == .left ? grid.origin.x : alignment == .right ? grid.origin.x + grid.side : x
            return [
                .box(Box(Rectangle(x: x - 0.5, y: low + 1, width: 1, height: 4), fill: theme.line2)),
                pen.text(
                    shown, Point(edge, low + 17), size: TypeSize.remark, color: theme.ink2,
                    alignment: alignment),
            ]
        }
    }
}
