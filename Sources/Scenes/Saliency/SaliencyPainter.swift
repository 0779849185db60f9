import Foundation
import Rendering
import Workbench

/// Draws the Saliency scene: what it shows, where the layout puts it, into one list of flat things.
struct SaliencyPainter {
    /// What is shown.
    let content: SaliencyContent
    /// Where it stands.
    let layout: SaliencyLayout
    /// The colours.
    let theme: Theme
    /// How wide text is.
    let fonts: TextMeasure
    /// The stage's extent.
    let size: Point
    /// What the hand does.
    let hand: SaliencyHand

    /// The whole stage; `stepPicture` is what the network has seen at the step of a curve that is pointed at.
    func items(plot: CurvePlot?, column: SaliencyColumn?, stepPicture: DisplayImage?) -> [OverlayItem] {
        if let words = SaliencyWords.emptyStage(content.phase) {
            return title + centered(words, in: Rectangle(origin: .zero, size: size))
        }
        var items = title
        for (index, pane) in content.panes.enumerated() where layout.pictures.indices.contains(index) {
            items += head(of: pane, over: layout.pictures[index])
            items += picture(pane, index)
            items += legend(of: pane, below: layout.pictures[index])
        }
        if let plot { items += curves(plot) }
        if let column { items += draw(column, stepPicture) }
        return items
    }

    /// A line of text.
    func text(
        _ string: String, _ position: Point, size: Float = 13, weight: FontWeight = .regular,
        color: Color? = nil, alignment: TextAlignment = .left
    ) -> OverlayItem {
        .text(
            TextRun(
                string, at: position, size: size, weight: weight, color: color ?? theme.ink,
                alignment: alignment))
    }

    // MARK: Words

    private var title: [OverlayItem] {
        let room = size.x - 2 * SaliencyLayout.margin
        let summary = fonts.truncated(SaliencyWords.summary(of: content), to: room, size: 14)
        return [
            text(SaliencyWords.title, Point(SaliencyLayout.margin, 44), size: 22, weight: .bold),
            text(summary, Point(SaliencyLayout.margin, 70), size: 14, color: theme.ink2),
        ]
    }

    private func head(of pane: SaliencyContent.Pane, over place: Rectangle) -> [OverlayItem] {
        let heading = SaliencyWords.heading(of: pane)
        let width = fonts.width(of: heading, size: 16, weight: .semibold)
        let remark = fitting(
            SaliencyWords.remarks(on: pane, content), to: layout.slotWidth - width - 10, size: 13)
        return [
            text(heading, Point(place.minX, place.minY - 11), size: 16, weight: .semibold),
            text(remark, Point(place.minX + width + 10, place.minY - 11), color: theme.ink2),
        ]
    }

    /// The first of several words that fits, the longest first; the beginning of the last where none does.
    func fitting(_ words: [String], to width: Float, size: Float) -> String {
        words.first { fonts.width(of: $0, size: size) <= width }
            ?? fonts.truncated(words.last ?? "", to: width, size: size)
    }

    // MARK: Pictures

    private func picture(_ pane: SaliencyContent.Pane, _ index: Int) -> [OverlayItem] {
        let place = layout.pictures[index]
        let field = field(of: pane)
        guard let image = field?.image ?? content.image else { return [] }
        let isMissing = field == nil && pane != .plain
        var items: [OverlayItem] = [
            .image(image, place, opacity: isMissing ? 0.25 : 1),
            .box(Box(place, border: theme.ink2)),
        ]
        items +=
            [.beginClip(place)] + marks(on: index) + drawing(on: index) + window(on: index)
            + cross(on: index, value(of: pane, field)) + brush(on: index) + [.endClip]
        if isMissing { items += notice(for: pane, in: place) }
        return items
    }

    private func field(of pane: SaliencyContent.Pane) -> SaliencyContent.Field? {
        switch pane {
        case .plain: nil
        case .map: content.map
        case .gradCAM: content.gradCAM
        }
    }

    private func place(of point: Point, on index: Int) -> Point {
        layout.pictures[index].origin + point / content.pictureSize * layout.pictures[index].size
    }

    /// What is marked: white under ink; after a reveal, the map's top tenth dashed.
    private func marks(on index: Int) -> [OverlayItem] {
        let white = Color(0xFFFFFF)
        let ink = Color(0x1B2430)
        let tint = content.panes[index] == .plain ? content.markedTint : nil
        let marked = content.markedOutline.flatMap { line -> [OverlayItem] in
            let points = line.map { place(of: $0, on: index) }
            return [
                .polyline(Polyline(points, width: 3.5, color: white, isClosed: true)),
                .polyline(Polyline(points, width: 1.5, color: ink, isClosed: true)),
            ]
        }
        let top = content.topOutline.flatMap { line -> [OverlayItem] in
            let points = line.map { place(of: $0, on: index) }
            return [
                .polyline(Polyline(points, width: 3, color: ink.opacity(0.55), isClosed: true)),
                .polyline(
                    Polyline(points, width: 1.6, color: white, isClosed: true, dashes: [5, 4])),
            ]
        }
        return (tint.map { [.image($0, layout.pictures[index], opacity: 0.4)] } ?? []) + top + marked
    }

    /// What is being drawn.
    private func drawing(on index: Int) -> [OverlayItem] {
        guard let drawing = hand.drawing else { return [] }
        let points = drawing.points.map { place(of: $0, on: index) }
        if content.settings.tool == .lasso {
            return [
                .polyline(
                    Polyline(
                        points, width: 1.6, color: theme.signal, isClosed: points.count > 2,
                        casing: theme.casing))
            ]
        }
        let isErasing = content.settings.tool == .eraser
        let color = (isErasing ? Color(0xFFFFFF) : Color(0x1B2430)).opacity(0.45)
        let radius = brushRadius(on: index)
        let path = points.count > 1 ? points : [points[0], points[0] + Point(0.5, 0)]
        return [.polyline(Polyline(path, width: 2 * radius, color: color))]
            + [path.first, path.last].compactMap(\.self).map { .polygon(circle(at: $0, radius), color) }
    }

    private func brush(on index: Int) -> [OverlayItem] {
        guard content.settings.tool == .brush || content.settings.tool == .eraser, let pointer = hand.pointer,
            layout.picture(at: pointer) == index
        else { return [] }
        let ring = circle(at: pointer, brushRadius(on: index))
        return [
            .polyline(
                Polyline(ring, width: 1.5, color: Color(0x1B2430), isClosed: true, casing: Color(0xFFFFFF)))
        ]
    }

    private func brushRadius(on index: Int) -> Float {
        let radius = content.settings.brushRadius(
            width: Int(content.pictureSize.x), height: Int(content.pictureSize.y))
        return radius * layout.pictures[index].width / content.pictureSize.x
    }

    private func circle(at place: Point, _ radius: Float) -> [Point] {
        (0..<40).map { step in
            let angle = Float(step) / 40 * 2 * .pi
            return place + radius * Point(cos(angle), sin(angle))
        }
    }

    /// The window of the variant that is pointed at.
    private func window(on index: Int) -> [OverlayItem] {
        guard case .witness(let number) = hand.hover, hand.witnesses.indices.contains(number) else {
            return []
        }
        let window = hand.witnesses[number].window
        let place = layout.place(
            x: Float(window.x), y: Float(window.y), width: Float(window.width), height: Float(window.height),
            on: index, of: content.pictureSize)
        return [
            .box(Box(place.inset(by: -1), border: theme.casing, borderWidth: 4)),
            .box(Box(place, border: theme.signal, borderWidth: 2)),
        ]
    }

    /// The same cross on every picture, with the picture's value there.
    private func cross(on index: Int, _ value: String?) -> [OverlayItem] {
        guard !content.settings.tool.isMarking || hand.pin != nil, let pixel = hand.cross else { return [] }
        let place = layout.pictures[index]
        let box = layout.place(
            x: Float(pixel.x), y: Float(pixel.y), width: 1, height: 1, on: index, of: content.pictureSize)
        let half = max(box.width / 2, 3) + 2
        let at = box.center
        let arms = [
            [Point(place.minX, at.y), Point(at.x - half, at.y)],
            [Point(at.x + half, at.y), Point(place.maxX, at.y)],
            [Point(at.x, place.minY), Point(at.x, at.y - half)],
            [Point(at.x, at.y + half), Point(at.x, place.maxY)],
        ]
        let lines = arms.map { arm -> OverlayItem in
            .polyline(Polyline(arm, width: 1, color: theme.signal, casing: theme.casing.opacity(0.5)))
        }
        let frame = Rectangle(origin: at, size: .zero).inset(by: -half)
        return lines + [
            .box(Box(frame.inset(by: -1), border: theme.casing, borderWidth: 3)),
            .box(Box(frame, border: theme.signal, borderWidth: 1.5)),
        ] + (value.map { tag($0, at: at, in: place) } ?? [])
    }

    private func value(of pane: SaliencyContent.Pane, _ field: SaliencyContent.Field?) -> String? {
        guard let field, let pixel = hand.cross else { return nil }
        let value = field.values[pixel.y, pixel.x]
        return pane == .map ? SaliencyWords.points(ofDrop: value) : SaliencyWords.amount(value)
    }

    /// A value beside the cross, on the side where there is room.
    private func tag(_ words: String, at cross: Point, in place: Rectangle) -> [OverlayItem] {
        let width = fonts.width(of: words, size: 13, weight: .semibold) + 14
        let isRight = cross.x + 12 + width < place.maxX
        let isBelow = cross.y + 12 + 24 < place.maxY
        let box = Rectangle(
            x: isRight ? cross.x + 10 : cross.x - 10 - width, y: isBelow ? cross.y + 10 : cross.y - 34,
            width: width, height: 24)
        return [
            .box(Box(box, fill: theme.ink, radius: 4)),
            text(
                words, Point(box.center.x, box.maxY - 7.5), weight: .semibold, color: theme.paper,
                alignment: .center),
        ]
    }
}
