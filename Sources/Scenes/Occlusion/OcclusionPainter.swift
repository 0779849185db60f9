import Rendering

/// Draws the Occlusion scene: what it shows, where the layout puts it, into one list of flat things.
struct OcclusionPainter {
    /// What is shown.
    let content: OcclusionContent
    /// Where it stands.
    let layout: OcclusionLayout
    /// The colours.
    let theme: Theme
    /// How wide text is.
    let fonts: TextMeasure
    /// The stage's extent.
    let size: Point
    /// The tile under the pointer or in focus, and its card.
    var highlight: Highlight?

    /// The tile that is pointed at.
    struct Highlight: Sendable, Equatable {
        /// Which one.
        var tile: Int
        /// Where its card stands.
        var card: Rectangle
        /// Whether the keyboard holds it, not the pointer.
        var isFocus: Bool
    }

    var marks: OcclusionMarks { OcclusionMarks(theme: theme) }

    /// The whole stage.
    func drawing() -> Drawing {
        var drawing = Drawing(background: theme.paper, camera: layout.camera)
        drawing.overlay += figure
        if content.isPlaced {
            drawing.overlay += leaders + corners + tiles + original
        }
        drawing.overlay += title + newsUnderTitle + key + notice
        if let highlight { drawing.overlay += highlighted(highlight) + card(highlight) }
        return drawing
    }

    /// The sides and the floor; a faint shape while nothing is placed in it.
    private var figure: [OverlayItem] {
        guard content.isPlaced || content.phase == .waiting else { return [] }
        var items: [OverlayItem] =
            layout.floor.isEmpty ? [] : [.polygon(layout.floor, theme.ink.opacity(0.035))]
        let visible = content.isPlaced ? theme.ink2 : theme.line
        let hidden = content.isPlaced ? theme.line2 : theme.line
        for edge in layout.edges where !edge.isVisible {
            items.append(
                .polyline(Polyline([edge.start, edge.end], width: 1.2, color: hidden, dashes: [5, 4])))
        }
        for edge in layout.edges where edge.isVisible {
            items.append(.polyline(Polyline([edge.start, edge.end], width: 1.3, color: visible)))
            if content.isPlaced { items += ticks(on: edge, visible) }
        }
        return items
    }

    /// Short strokes across a side at a quarter, half and three quarters.
    private func ticks(on edge: OcclusionLayout.Edge, _ color: Color) -> [OverlayItem] {
        let along = edge.end - edge.start
        let length = max(1, (along * along).sum().squareRoot())
        guard length > 80 else { return [] }
        let across = Point(-along.y, along.x) / length * 4.5
        return edge.ticks.map { .polyline(Polyline([$0 - across, $0 + across], width: 1.3, color: color)) }
    }

    /// From the true places to the tiles that were moved away from them.
    private var leaders: [OverlayItem] {
        var lines: [OverlayItem] = []
        var dots: [OverlayItem] = []
        for place in layout.tiles where place.shift > 14 {
            lines.append(.polyline(Polyline([place.anchor, place.center], width: 1.2, color: theme.line2)))
            dots.append(marks.dot(at: place.anchor))
        }
        return lines + dots
    }

    /// The marks of the corners with their names.
    private var corners: [OverlayItem] {
        zip(content.corners.indices, zip(layout.corners, layout.cornerLabels)).flatMap { index, place in
            marks.classMark(index, at: place.0, radius: MarkLabels.markRadius, casing: theme.paper)
                + label(of: content.corners[index], in: place.1, beside: place.0)
        }
    }

    private func label(
        of corner: OcclusionContent.Corner, in rectangle: Rectangle, beside mark: Point
    ) -> [OverlayItem] {
        let alignment = Self.alignment(of: rectangle, beside: mark)
        let x = Self.edge(of: rectangle, alignment)
        return [
            .text(
                TextRun(
                    OcclusionLabels.shortened(corner.label, fonts), at: Point(x, rectangle.minY + 18),
                    size: 20,
                    weight: .bold, color: theme.ink, alignment: alignment, halo: theme.paper)),
            .text(
                TextRun(
                    OcclusionWords.remark(on: corner), at: Point(x, rectangle.minY + 37), size: 13,
                    color: theme.ink2, alignment: alignment, halo: theme.paper)),
        ]
    }

    /// The unmasked picture's target and its name.
    private var original: [OverlayItem] {
        guard let place = layout.original, let label = layout.originalLabel else { return [] }
        let alignment = Self.alignment(of: label, beside: place)
        return marks.target(at: place) + [
            .text(
                TextRun(
                    OcclusionLabels.original, at: Point(Self.edge(of: label, alignment), label.minY + 14),
                    size: 13, weight: .semibold, color: theme.ink, alignment: alignment, halo: theme.paper))
        ]
    }

    /// The question, and what happened in numbers.
    private var title: [OverlayItem] {
        let heading = OverlayItem.text(
            TextRun(
                OcclusionWords.title, at: Point(OcclusionLayout.margin, 44), size: 22, weight: .bold,
                color: theme.ink, halo: theme.paper))
        return [heading]
            + OcclusionWords.summary(of: content).enumerated().map { line, text in
                .text(
                    TextRun(
                        text, at: Point(OcclusionLayout.margin, 69 + 20 * Float(line)), size: 14,
                        color: theme.ink2, halo: theme.paper))
            }
    }

    /// Labels right of their mark start there, left ones end there, others are centred.
    private static func alignment(of label: Rectangle, beside mark: Point) -> TextAlignment {
        if label.minX >= mark.x { return .left }
        return label.maxX <= mark.x ? .right : .center
    }

    private static func edge(of label: Rectangle, _ alignment: TextAlignment) -> Float {
        switch alignment {
        case .left: label.minX
        case .center: label.center.x
        case .right: label.maxX
        }
    }
}

/// How much room the written parts of the Occlusion scene take.
enum OcclusionLabels {
    /// What the unmasked picture is called.
    static let original = "original"
    /// The widest name of a corner, in points.
    static let widest: Float = 190

    /// A corner's name, cut where it is too long for the stage.
    static func shortened(_ label: String, _ fonts: TextMeasure) -> String {
        fonts.truncated(label, to: widest, size: 20, weight: .bold)
    }

    /// The extent of a corner's label.
    static func size(of corner: OcclusionContent.Corner, _ fonts: TextMeasure) -> Point {
        let name = fonts.width(of: shortened(corner.label, fonts), size: 20, weight: .bold)
        let remark = fonts.width(of: OcclusionWords.remark(on: corner), size: 13)
        return Point(max(name, remark), 42)
    }

    /// The extent of the original's label.
    static func originalSize(_ fonts: TextMeasure) -> Point {
        Point(fonts.width(of: original, size: 13, weight: .semibold), 18)
    }

    /// Where the title and its sentences stand.
    static func title(of content: OcclusionContent, _ fonts: TextMeasure) -> Rectangle {
        let lines = OcclusionWords.summary(of: content)
        let widths = lines.map { fonts.width(of: $0, size: 14) }
        let width = max(fonts.width(of: OcclusionWords.title, size: 22, weight: .bold), widths.max() ?? 0)
        let height =
            34 + 20 * Float(lines.count) + (content.progress == nil && content.failure == nil ? 0 : 40)
        return Rectangle(x: OcclusionLayout.margin, y: OcclusionLayout.margin, width: width, height: height)
    }
}
