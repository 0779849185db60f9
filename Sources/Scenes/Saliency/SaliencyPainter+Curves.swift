import Rendering
import Workbench

/// The curves with their heading and areas, and the column.
extension SaliencyPainter {
    /// What the areas take at the right of the plot; 0 where there is no room for them.
    private static func tableWidth(in plot: Rectangle) -> Float { plot.width > 560 ? 250 : 0 }

    /// Where the axes with their numbers lie.
    static func axesPlace(in plot: Rectangle) -> Rectangle {
        Rectangle(
            x: plot.minX, y: plot.minY + 26, width: plot.width - tableWidth(in: plot),
            height: plot.height - 26)
    }

    /// The block below the pictures.
    func curves(_ plot: CurvePlot) -> [OverlayItem] {
        guard let place = layout.plot else { return [] }
        let heading = "Deletion and insertion"
        let width = fonts.width(of: heading, size: 16, weight: .semibold)
        let left = place.minX + width + 10
        let axes = Self.axesPlace(in: place)
        let words =
            content.curveProgress.map { [SaliencyWords.curves($0) + ", Esc cancels"] }
            ?? ["P(\(content.label)) in %, by share of the pixels", "P(\(content.label)) in %"]
        let remark = fitting(words, to: place.maxX - left, size: 13)
        var items = [
            text(heading, Point(place.minX, place.minY + 14), size: 16, weight: .semibold),
            text(remark, Point(left, place.minY + 14), color: theme.ink2),
        ]
        items += plot.items
        items += curveNews(plot, below: Point(place.minX, place.minY + 20))
        if Self.tableWidth(in: place) > 0, !content.curves.isEmpty {
            items += areas(
                plot, at: Point(axes.maxX + 14, place.minY + 48), width: place.maxX - axes.maxX - 14)
        }
        return items
    }

    /// How far the curves are, or why there are none.
    private func curveNews(_ plot: CurvePlot, below place: Point) -> [OverlayItem] {
        let axes = plot.axes
        if let progress = content.curveProgress {
            let share = Float(progress.done) / Float(max(progress.total, 1))
            let line = Rectangle(x: axes.minX, y: axes.minY - 6, width: axes.width * min(share, 1), height: 2)
            return [.box(Box(line, fill: theme.ink))]
        }
        guard content.curves.isEmpty, content.map != nil else { return [] }
        let words: (String, String) =
            content.curveFailure.map { ("There are no curves.", $0) }
            ?? (content.areCurvesCancelled ? ("The curves were cancelled.", "R computes them.") : ("", ""))
        return centered(words, in: axes)
    }

    /// The areas under the curves, an order a line, each beside a piece of its curve.
    private func areas(_ plot: CurvePlot, at origin: Point, width: Float) -> [OverlayItem] {
        let orders = CurveOrder.allCases.filter { order in content.curves.contains { $0.order == order } }
        let columns = (origin.x + width - 92, origin.x + width)
        var items = [
            text("area", origin, size: 12, color: theme.ink3),
            text("hidden first", Point(columns.0, origin.y), size: 12, color: theme.ink3, alignment: .right),
            text("shown first", Point(columns.1, origin.y), size: 12, color: theme.ink3, alignment: .right),
        ]
        for (index, order) in orders.enumerated() {
            let y = origin.y + 24 + Float(index) * 24
            items.append(text(SaliencyWords.name(of: order), Point(origin.x, y), size: 15))
            for (kind, x) in [(SaliencyContent.Curve.Kind.deletion, columns.0), (.insertion, columns.1)] {
                guard
                    let curve = content.curves.firstIndex(where: { $0.order == order && $0.kind == kind })
                else { continue }
                items += [
                    plot.sample(of: curve, from: Point(x - 62, y - 5), length: 20),
                    text(
                        NumberFormat.decimal(content.curves[curve].area, places: 2), Point(x, y), size: 15,
                        weight: .semibold, alignment: .right),
                ]
            }
        }
        let below = origin.y + 30 + Float(orders.count) * 24
        return items
            + fonts.lines(of: SaliencyWords.areas, size: 12, width: width).enumerated().map { line, words in
                text(words, Point(origin.x, below + 17 * Float(line)), size: 12, color: theme.ink3)
            }
    }

    // MARK: The column

    /// The column with its small pictures.
    func draw(_ column: SaliencyColumn, _ stepPicture: DisplayImage?) -> [OverlayItem] {
        var items = column.texts.map { OverlayItem.text($0) }
        for (index, place) in column.cells.enumerated() where hand.witnesses.indices.contains(index) {
            items += witness(hand.witnesses[index], place, isHovered: hand.hover == .witness(index))
        }
        for button in column.buttons {
            items += button.items(theme, fonts, isHovered: hand.hover == .button(button.action))
        }
        if let place = column.picture, let stepPicture {
            items += [.image(stepPicture, place, opacity: 1), .box(Box(place, border: theme.ink2))]
        }
        return items
    }

    /// A variant: the picture, in its window the fill.
    private func witness(
        _ witness: SaliencyContent.Witness, _ place: Rectangle, isHovered: Bool
    ) -> [OverlayItem] {
        guard let picture = content.thumbnail, let hidden = content.hiddenThumbnail else { return [] }
        let scale = place.size / content.pictureSize
        let window = Rectangle(
            origin: place.origin + Point(Float(witness.window.x), Float(witness.window.y)) * scale,
            size: Point(Float(witness.window.width), Float(witness.window.height)) * scale)
        return [
            .image(picture, place, opacity: 1), .beginClip(window), .image(hidden, place, opacity: 1),
            .endClip,
            .box(
                Box(
                    place.inset(by: isHovered ? -2 : 0), border: isHovered ? theme.signal : theme.line2,
                    borderWidth: isHovered ? 2 : 1)),
            text(
                SaliencyWords.caption(ofDrop: witness.drop), Point(place.center.x, place.maxY + 15), size: 12,
                color: theme.ink2, alignment: .center),
        ]
    }
}
