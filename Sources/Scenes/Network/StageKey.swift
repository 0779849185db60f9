import Rendering

/// The key at the bottom of the stage: every mark exactly as it is drawn above.
@MainActor struct StageKey {
    /// What is explained.
    let frame: NetworkFrame

    private var theme: Theme { frame.theme }

    private enum Part {
        case text(String, FontWeight, Float)
        case share
        case gradient
        case space(Float)
    }

    /// What is said, from left to right.
    private static func groups(_ content: NetworkContent, mapsPerEdge: Int) -> [[Part]] {
        if content.settings.isPresenting {
            return [
                [
                    .text("Bold number: mean entropy.", .regular, 13), .space(8),
                    .text("Bar: share explained by the picture shown.", .regular, 13),
                ]
            ]
        }
        let range: [Part] = [
            .text("low", .regular, 13), .space(10), .gradient, .space(10),
            .text("high, each \(content.showsAllMaps ? "map" : "face") by its own range", .regular, 13),
        ]
        let depth: [Part] = [.text("Depth: one edge line for \(mapsPerEdge) maps", .regular, 13)]
        guard !content.showsAllMaps else {
            return [
                [.text("0.77", .semibold, 14), .space(6), .text("mean entropy", .regular, 13)], depth, range,
            ]
        }
        return [
            [.text("0.77", .semibold, 14), .space(6), .text("mean entropy", .regular, 13)],
            [
                .text(NumberFormat.share(0.49), .regular, 13), .space(8), .share, .space(8),
                .text("explained by the face", .regular, 13),
            ],
            depth, range,
        ]
    }

    private static let gap: Float = 26

    /// How wide the key would like to be.
    static func width(_ content: NetworkContent, fonts: TextMeasure) -> Float {
        let widths = groups(content, mapsPerEdge: 8).map { $0.reduce(0) { $0 + width(of: $1, fonts) } }
        return widths.reduce(0, +) + gap * Float(widths.count - 1)
    }

    private static func width(of part: Part, _ fonts: TextMeasure) -> Float {
        switch part {
        case .text(let words, let weight, let size): fonts.width(of: words, size: size, weight: weight)
        case .share: 40
        case .gradient: 90
        case .space(let width): width
        }
    }

    /// Draws it; where it does not fit into one line, the rest stands in a second one.
    func draw(into drawing: inout Drawing) {
        guard frame.content.hasNetwork, frame.fan < 0.5 else { return }
        let fonts = frame.stage.fonts
        let area = frame.regions.key
        let every = BlockDrawing.mapsPerEdge(
            depthPerMap: frame.arrangement.depthPerMap, scale: frame.scale)
        let groups = Self.groups(frame.content, mapsPerEdge: every)
        let isLong = Self.width(frame.content, fonts: fonts) > area.width + 1
        var place = Point(area.minX, area.maxY - (isLong ? 22 : 8))
        if frame.turn < 0.5, !frame.content.settings.isPresenting {
            let y = area.minY.rounded() - 0.5
            let line = [Point(area.minX, y), Point(frame.regions.size.x - StageRegions.margin, y)]
            drawing.overlay.append(.polyline(Polyline(line, width: 1, color: theme.line)))
        }
        for group in groups {
            let width = group.reduce(0) { $0 + Self.width(of: $1, fonts) }
            if place.x + width > frame.regions.size.x - 16, isLong { place = Point(area.minX, area.maxY) }
            for part in group {
                draw(part, at: place, into: &drawing)
                place.x += Self.width(of: part, fonts)
            }
            place.x += Self.gap
        }
    }

    private func draw(_ part: Part, at place: Point, into drawing: inout Drawing) {
        switch part {
        case .space: break
        case .text(let words, let weight, let size):
            drawing.overlay.append(
                .text(
                    TextRun(
                        words, at: place, size: size, weight: weight,
                        color: weight == .regular ? theme.ink2 : theme.ink, halo: theme.paper)))
        case .share:
            let bar = Rectangle(x: place.x, y: place.y - 6, width: 40, height: 3)
            var filled = bar
            filled.size.x = 40 * 0.49
            drawing.overlay.append(.box(Box(bar, fill: theme.line2.opacity(0.8))))
            drawing.overlay.append(.box(Box(filled, fill: theme.bar)))
        case .gradient:
            let colors = frame.content.settings.mapColors == .viridis ? ColorMap.viridis : .gray
            for step in 0..<45 {
                let box = Rectangle(x: place.x + Float(step) * 2, y: place.y - 10, width: 2, height: 11)
                drawing.overlay.append(.box(Box(box, fill: colors.color(at: Float(step) / 44))))
            }
        }
    }
}
