import Rendering

/// What the marks of the stage mean, drawn as they are there: bottom left.
extension OcclusionPainter {
    /// An entry: how wide its mark is, and what it means.
    private enum Entry: CaseIterable {
        case supportVector, outside, truePlace, otherLabel

        var width: Float { self == .truePlace ? 26 : 20 }

        func words(_ content: OcclusionContent) -> String {
            switch self {
            case .supportVector: "support vector"
            case .outside: "probability \(OcclusionWords.outside(cornerCount: content.corners.count))"
            case .truePlace: "true position"
            case .otherLabel: "any other label"
            }
        }

        func isNeeded(_ content: OcclusionContent) -> Bool {
            switch self {
            case .supportVector: content.hasSupportVectors
            case .outside, .otherLabel: content.hasOutside
            case .truePlace: true
            }
        }
    }

    /// Where the key stands, whether or not there is one yet.
    static func keyPlace(_ content: OcclusionContent, _ fonts: TextMeasure, in size: Point) -> Rectangle {
        let last = entries(content, fonts).last
        let sentence = reason(content).map { fonts.width(of: $0, size: 13, weight: .semibold) } ?? 0
        let width = max(sentence, last.map { $0.offset + $0.width } ?? 0)
        let lines: Float = reason(content) == nil ? 1 : 2
        let height = 4 + 24 * lines
        return Rectangle(
            x: OcclusionLayout.margin, y: size.y - OcclusionLayout.margin - height, width: width,
            height: height)
    }

    /// The key.
    var key: [OverlayItem] {
        guard content.isPlaced else { return [] }
        let baseline = size.y - OcclusionLayout.margin - 9
        var items = Self.entries(content, fonts).flatMap { entry, offset, _ in
            let start = Point(OcclusionLayout.margin + offset, baseline - 5)
            return mark(of: entry, at: start)
                + [haloed(entry.words(content), start + Point(entry.width + 8, 5))]
        }
        if let reason = Self.reason(content) {
            items.append(haloed(reason, Point(OcclusionLayout.margin, baseline - 26), weight: .semibold))
        }
        return items
    }

    /// Why there is no boundary.
    private static func reason(_ content: OcclusionContent) -> String? {
        guard case .none(let reason) = content.boundary, content.isPlaced else { return nil }
        return reason
    }

    /// The entries that are needed, where they start and how wide they are.
    private static func entries(
        _ content: OcclusionContent, _ fonts: TextMeasure
    ) -> [(entry: Entry, offset: Float, width: Float)] {
        var offset: Float = 0
        return Entry.allCases.filter { $0.isNeeded(content) }.map { entry in
            let width = entry.width + 8 + fonts.width(of: entry.words(content), size: 13)
            defer { offset += width + 28 }
            return (entry, offset, width)
        }
    }

    private func haloed(_ string: String, _ place: Point, weight: FontWeight = .regular) -> OverlayItem {
        .text(
            TextRun(
                string, at: place, size: 13, weight: weight,
                color: weight == .regular ? theme.ink2 : theme.ink,
                halo: theme.paper))
    }

    /// An entry's mark, its left middle at `start`.
    private func mark(of entry: Entry, at start: Point) -> [OverlayItem] {
        let middle = start + Point(entry.width / 2, 0)
        switch entry {
        case .supportVector:
            let square = Rectangle(origin: middle, size: .zero).inset(by: -9)
            return [
                .box(Box(square, fill: theme.paper, border: theme.ink, borderWidth: OcclusionLayout.outline))
            ]
        case .outside: return marks.ring(0.35, at: middle)
        case .truePlace:
            let end = start + Point(entry.width, 0)
            return [
                .polyline(Polyline([start + Point(2, 0), end], width: 1.2, color: theme.line2)),
                marks.dot(at: start + Point(2, 0)),
            ]
        case .otherLabel: return marks.classMark(nil, at: middle, radius: 6)
        }
    }
}
