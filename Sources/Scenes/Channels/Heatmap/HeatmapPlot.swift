import Rendering
import Samples

/// Draws a heatmap with its marks, metrics and key: on a card of the stage, or in a figure.
struct HeatmapPlot {
    let content: HeatmapContent
    let layout: HeatmapLayout
    let pen: Pen
    /// The cells, as `HeatmapImage` makes them.
    let image: DisplayImage?
    /// What is pointed at.
    var hovered: HeatmapLayout.Part?
    /// The selected samples, and the one that is ringed in all views, by their index in the data set.
    var selected: Set<Int> = []
    var pointed: Int?

    private var theme: Theme { pen.theme }

    /// What metrics are called.
    static func words(_ ordering: ChannelOrdering) -> [String] {
        switch ordering {
        case .variance: ["variance"]
        case .classDistance: ["class", "distance"]
        case .filterNorm: ["filter", "norm"]
        }
    }

    /// All of it.
    var items: [OverlayItem] {
        cells + marks + numbers + metrics + foot + selection + pointer
    }

    private var cells: [OverlayItem] { image.map { [.image($0, layout.area, opacity: 1)] } ?? [] }

    private var marks: [OverlayItem] {
        layout.blocks.filter { $0.place.width >= 10 || layout.blocks.count <= 16 }.flatMap { block in
            pen.mark(block.classIndex, Point(block.place.center.x, layout.area.minY - 14))
                + (hovered == .mark(block.classIndex) ? pen.ring(layout.mark(block).inset(by: 2)) : [])
        }
    }

    /// The places of the first, middle and last channel in the order.
    private var numbers: [OverlayItem] {
        let last = layout.rows.count - 1
        let wanted = last > 3 ? [0, last / 2, last] : [0]
        return wanted.map { row in
            let place = layout.place(row: row)
            return pen.text(
                NumberFormat.count(
                    row == 0 ? 1 : row == last ? content.channelCount : layout.rows[row].upperBound),
                Point(
                    layout.area.minX - 7, min(max(place.center.y + 4, layout.area.minY + 9), layout.area.maxY)
                ),
                size: TypeSize.remark, color: theme.ink2, alignment: .right)
        }
    }

    // MARK: Metrics

    private var metrics: [OverlayItem] {
        ChannelOrdering.allCases.enumerated().flatMap { index, ordering in
            heading(index, ordering) + bars(index, ordering)
        }
    }

    private func heading(_ index: Int, _ ordering: ChannelOrdering) -> [OverlayItem] {
        let isOn = ordering == content.ordering
        let isThere = content.scores(ordering) != nil
        let lines = Self.words(ordering)
        let color = hovered == .head(ordering) && isThere ? theme.signal : isOn ? theme.ink : theme.ink2
        let left = layout.metrics[index].minX
        var items = lines.enumerated().map { line, words in
            pen.text(
                words, Point(left, layout.area.minY - 8 - 15 * Float(lines.count - 1 - line)),
                size: TypeSize.remark, weight: isOn ? .bold : .regular, color: isThere ? color : theme.ink3)
        }
        if isOn {
            let width = pen.fonts.width(of: lines[0], size: TypeSize.remark, weight: .bold)
            let tip = Point(left + width + 8, layout.area.minY - 9 - 15 * Float(lines.count - 1))
            items.append(.polygon([tip, tip + Point(-4, -7), tip + Point(4, -7)], color))
        }
        return items
    }

    private func bars(_ index: Int, _ ordering: ChannelOrdering) -> [OverlayItem] {
        let place = layout.metrics[index]
        guard let scores = content.scores(ordering) else {
            return [
                pen.text("none", Point(place.minX, place.minY + 12), size: TypeSize.remark, color: theme.ink3)
            ]
        }
        let largest = max(scores.max() ?? 0, .leastNormalMagnitude)
        let color = ordering == content.ordering ? theme.bar : Color(0x9AA5AF)
        let gap: Float = layout.cell.y >= 3 ? 1 : 0
        return layout.rows.enumerated().map { row, positions in
            let mean = positions.reduce(Float(0)) { $0 + scores[content.order[$1]] } / Float(positions.count)
            return pen.fill(
                Rectangle(
                    x: place.minX, y: place.minY + Float(row) * layout.cell.y,
                    width: max(place.width * max(mean, 0) / largest, 0.5), height: layout.cell.y - gap), color
            )
        }
    }

    // MARK: Key

    private var foot: [OverlayItem] {
        let y = layout.area.maxY + 20
        let low = content.leftOutShare > 0 ? content.threshold : content.values.filter(\.isFinite).min() ?? 0
        var items = pen.key(
            NumberFormat.value(low), NumberFormat.value(content.largest), at: Point(layout.area.minX, y))
        let ends = [low, content.largest].map { pen.fonts.width(of: NumberFormat.value($0), size: 12) }
        var x = layout.area.minX + ends[0] + 84 + ends[1] + 28
        if content.leftOutShare > 0 {
            let words = "lowest \(NumberFormat.share(content.leftOutShare))"
            let swatch = Rectangle(x: x, y: y - 10, width: 10, height: 10)
            items += [
                .box(Box(swatch, fill: theme.surface, border: theme.line2)),
                pen.text(words, Point(x + 16, y), size: TypeSize.remark, color: theme.ink2),
            ]
            x += 16 + pen.fonts.width(of: words, size: TypeSize.remark) + 16
        }
        items.append(
            pen.text(
                "each by its largest", Point(max(layout.metrics[0].minX, x), y), size: TypeSize.remark,
                color: theme.ink3))
        return items
    }

    // MARK: What is selected and pointed at

    /// Ticks under the columns of selected pictures, and the column of the ringed one.
    private var selection: [OverlayItem] {
        guard !selected.isEmpty || pointed != nil else { return [] }
        return layout.columns.indices.flatMap { column -> [OverlayItem] in
            let samples = layout.columns[column].map { content.samples[$0] }
            let place = layout.place(column: column)
            var items: [OverlayItem] = []
            if samples.contains(where: { selected.contains($0) }) {
                items.append(
                    pen.fill(
                        Rectangle(x: place.minX, y: place.maxY + 2, width: max(place.width, 1), height: 5),
                        theme.ink))
            }
            if let pointed, samples.contains(pointed), !isCellHovered { items += pen.ring(place) }
            return items
        }
    }

    private var isCellHovered: Bool {
        if case .cell = hovered { return true }
        return false
    }

    private var pointer: [OverlayItem] {
        switch hovered {
        case .cell(let row, let column):
            pen.ring(layout.place(row: row)) + pen.ring(layout.place(column: column))
                + pen.ring(layout.place(row: row, column: column).inset(by: -1), width: 2.2)
        case .score(let row):
            pen.ring(layout.place(row: row))
        default: []
        }
    }
}

/// The cells of a heatmap as a picture of its size in points.
enum HeatmapImage {
    /// Every cell under viridis from the threshold to the largest summary; what is below the threshold has the colour of
    /// a surface, gaps between classes have none.
    static func make(_ content: HeatmapContent, _ layout: HeatmapLayout, theme: Theme) -> DisplayImage? {
        let (width, height) = (Int(layout.area.width), Int(layout.area.height))
        guard width > 0, height > 0 else { return nil }
        let low = content.leftOutShare > 0 ? content.threshold : content.values.filter(\.isFinite).min() ?? 0
        let colors = cellColors(content, layout, low: low, theme: theme)
        var pixels = [UInt8](repeating: 0, count: width * height * 4)
        let (cellWidth, cellHeight) = (Int(layout.cell.x), Int(layout.cell.y))
        for y in 0..<height {
            let row = y / cellHeight
            for (column, offset) in layout.offsets.enumerated() {
                let color = (row * layout.columns.count + column) * 4
                for x in Int(offset)..<Int(offset) + cellWidth {
                    let pixel = (y * width + x) * 4
                    for part in 0..<4 { pixels[pixel + part] = colors[color + part] }
                }
            }
        }
        return DisplayImage(width: width, height: height, pixels: pixels)
    }

    /// Red, green, blue, alpha of every cell, row by row.
    private static func cellColors(
        _ content: HeatmapContent, _ layout: HeatmapLayout, low: Float, theme: Theme
    ) -> [UInt8] {
        let values = cellValues(content, layout)
        var colors = ColorMap.viridis.rgba(values: values, low: low, high: content.largest)
        let none = theme.surface.bytes
        for (index, value) in values.enumerated() where value < low {
            for part in 0..<4 { colors[index * 4 + part] = none[part] }
        }
        return colors
    }

    /// The mean of the summaries that a cell stands for, row by row.
    static func cellValues(_ content: HeatmapContent, _ layout: HeatmapLayout) -> [Float] {
        layout.rows.flatMap { positions in
            layout.columns.map { pictures in
                var sum: Float = 0
                for position in positions {
                    let channel = content.order[position]
                    for picture in pictures { sum += content.value(channel: channel, column: picture) }
                }
                return sum / Float(positions.count * pictures.count)
            }
        }
    }
}
