import Rendering

/// Draws a matrix of similarities with the marks of its classes, what is selected, and the key of its colours.
struct MatrixPainter {
    /// What is drawn.
    let matrix: SampleMatrix
    /// Where its cells lie.
    let grid: MatrixGrid
    /// Where its top left cell begins, in stage points.
    let origin: Point
    let theme: Theme
    let fonts: TextMeasure
    /// The selected samples, by their index in the data set.
    var selected: Set<Int> = []
    /// The sample that is pointed at in any view, by its index in the data set.
    var pointed: Int?
    /// What the pointer is on.
    var hover: MatrixHover?

    /// What the marks take at the left and at the top.
    static let head: Float = 26
    /// What the ticks of what is selected take at the right and at the bottom.
    static let tail: Float = 16

    /// The cells and all around them; `image` is the matrix on its grid.
    func items(image: DisplayImage) -> [OverlayItem] {
        let place = Rectangle(origin: origin, size: Point(grid.side, grid.side))
        return [.image(image, place, opacity: 1)] + marks + ticks + cross + cell
    }

    // MARK: Classes

    private var marks: [OverlayItem] {
        matrix.groups.enumerated().flatMap { index, group -> [OverlayItem] in
            guard let extent = grid.extent(of: index), extent.end - extent.start >= 9 else { return [] }
            let middle = (extent.start + extent.end) / 2
            let mark = SampleMarks.mark(group.classIndex)
            let radius = min((extent.end - extent.start) * 0.36, 6)
            return mark.overlay(at: origin + Point(-14, middle), radius: radius, theme: theme)
                + mark.overlay(at: origin + Point(middle, -14), radius: radius, theme: theme)
        }
    }

    // MARK: Samples

    /// At the right and at the bottom, a tick for every selected sample.
    private var ticks: [OverlayItem] {
        guard case .samples(let samples) = matrix.rows else { return [] }
        let color = theme.signal
        return samples.indices.filter { selected.contains(samples[$0]) }.flatMap { row -> [OverlayItem] in
            let (start, length) = (grid.starts[row], max(grid.ends[row] - grid.starts[row] - 1, 1))
            let beside = Rectangle(x: grid.side + 3, y: start, width: 10, height: length)
            let below = Rectangle(x: start, y: grid.side + 3, width: length, height: 10)
            return [beside, below].map { .box(Box($0.moved(by: origin), fill: color)) }
        }
    }

    /// Row and column of the sample that is pointed at.
    private var cross: [OverlayItem] {
        guard case .samples(let samples) = matrix.rows, let pointed, let row = samples.firstIndex(of: pointed)
        else { return [] }
        let line = grid.cell(row: row, column: row, least: 3)
        let across = Rectangle(x: -1, y: line.minY - 1, width: grid.side + 2, height: line.height + 2)
        let down = Rectangle(x: line.minX - 1, y: -1, width: line.width + 2, height: grid.side + 2)
        return [across, down].map {
            .box(Box($0.moved(by: origin), border: theme.signal, borderWidth: 1.2))
        }
    }

    /// The cell under the pointer.
    private var cell: [OverlayItem] {
        guard case .cell(let row, let column) = hover, row < grid.count, column < grid.count else {
            return []
        }
        let place = grid.cell(row: row, column: column, least: 5).moved(by: origin)
        return [
            .box(Box(place.inset(by: -3), border: theme.casing, borderWidth: 3)),
            .box(Box(place.inset(by: -2), border: theme.signal, borderWidth: 2)),
        ]
    }

    // MARK: Key

    /// What the colours mean, from a place on the baseline; `remark` stands at the right end of the matrix.
    func key(at place: Point, remark: String) -> [OverlayItem] {
        let (low, high) = (
            NumberFormat.distance(matrix.range.lowerBound), NumberFormat.distance(matrix.range.upperBound)
        )
        var x = place.x
        var items: [OverlayItem] = []
        func say(_ words: String, gap: Float) {
            items.append(text(words, Point(x, place.y)))
            x += fonts.width(of: words, size: TypeSize.label) + gap
        }
        say(low, gap: 7)
        items += ColorRamp.items(.viridis, Rectangle(x: x, y: place.y - 10, width: 110, height: 11), theme)
        x += 117
        say(high, gap: 22)
        if case .samples = matrix.rows, x + 80 < origin.x + grid.side {
            items.append(
                .box(Box(Rectangle(x: x, y: place.y - 11, width: 2, height: 13), fill: theme.signal)))
            x += 9
            say("selected", gap: 14)
        }
        let width = fonts.width(of: remark, size: TypeSize.label)
        if origin.x + grid.side - width > x {
            items.append(text(remark, Point(origin.x + grid.side - width, place.y)))
        }
        return items
    }

    private func text(_ words: String, _ place: Point) -> OverlayItem {
        .text(TextRun(words, at: place, size: TypeSize.label, color: theme.ink2))
    }
}

/// A strip of colours from the lowest to the highest.
enum ColorRamp {
    /// The strip in a rectangle.
    static func items(_ colors: ColorMap, _ place: Rectangle, _ theme: Theme) -> [OverlayItem] {
        let steps = max(Int(place.width / 2), 1)
        let width = place.width / Float(steps)
        return (0..<steps).map { step in
            let box = Rectangle(
                x: place.minX + Float(step) * width, y: place.minY, width: width, height: place.height)
            return .box(Box(box, fill: colors.color(at: Float(step) / Float(max(steps - 1, 1)))))
        }
    }
}

extension Rectangle {
    /// The rectangle elsewhere.
    func moved(by way: Point) -> Rectangle { Rectangle(origin: origin + way, size: size) }
}
