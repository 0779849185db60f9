import Analysis
import Rendering

/// Draws the disc of a neighbourhood: sectors, rings, traces, and what stands around it.
struct RadialPainter {
    let plot: RadialPlot
    let layout: RadialLayout
    let labels: RadialLabels
    let pen: Pen
    /// The class of the picture in the middle; nil: none.
    var ownClass: Int?
    /// The picture in the middle.
    var image: DisplayImage?
    /// The selected samples, by their index in the data set.
    var selected: Set<Int> = []
    /// The sample that is pointed at in any view, by its index in the data set.
    var pointed: Int?
    /// The class whose sector is pointed at.
    var hoveredClass: Int?
    /// Whether neighbours are on their way, so that where they are is marked, not where they end.
    var isMoving = false

    private var theme: Theme { pen.theme }

    /// More traces than these are pale, and begin without a dot.
    static let manyTraces = 300

    /// The color of what came closer.
    static func closer(_ theme: Theme) -> Color { theme.signedColors.color(at: 0) }
    /// The color of what went farther.
    static func farther(_ theme: Theme) -> Color { theme.signedColors.color(at: 1) }

    /// All of it; `picture` is asked for the picture of a sample.
    func items(picture: (Int) -> DisplayImage?) -> [OverlayItem] {
        disc + around(picture: picture) + pointedItems
    }

    /// The disc itself, without what is pointed at.
    var disc: [OverlayItem] { sectors + rings + traces + core + rim }

    /// What stands around it.
    func around(picture: (Int) -> DisplayImage?) -> [OverlayItem] { words + pictures(picture) }

    // MARK: Disc

    private var sectors: [OverlayItem] {
        let radius = layout.unit * RadialLayout.rimRadius - 3
        return plot.sectors.flatMap { sector -> [OverlayItem] in
            let color = pen.color(ofClass: sector.classIndex)
            let shade: Float = sector.classIndex == hoveredClass ? 0.2 : theme.isDark ? 0.14 : 0.08
            // Wider than half a turn, a slice is no shape that can be filled from its middle.
            let parts = sector.end - sector.start > 0.45 ? 3 : 1
            let gap = parts > 1 ? 0 : Float(0.9) / max(radius, 1) / (2 * .pi)
            return (0..<parts).map { part in
                let width = (sector.end - sector.start) / Float(parts)
                let start = sector.start + Float(part) * width
                let arc = layout.arc(from: start + gap, to: start + width - gap, radius: radius)
                return .polygon([layout.center] + arc, color.opacity(shade))
            }
        }
    }

    private var rings: [OverlayItem] {
        [NeighborhoodChange.radii.lowerBound, NeighborhoodChange.radii.upperBound].map { radius in
            let points = layout.arc(from: 0, to: 1, radius: radius * layout.unit).dropLast()
            return .polyline(
                Polyline(Array(points), width: 1, color: theme.line2.opacity(0.8), isClosed: true))
        }
    }

    private var core: [OverlayItem] {
        let disc = layout.arc(from: 0, to: 1, radius: layout.unit * RadialLayout.coreRadius).dropLast()
        var items: [OverlayItem] = [.polygon(Array(disc), theme.paper)]
        let color = pen.color(ofClass: ownClass ?? -1)
        if let image {
            let place = layout.core.fitting(SIMD2(image.width, image.height))
            items += [
                .image(image, place, opacity: 1),
                pen.outline(place.inset(by: -3), color, width: 3),
            ]
        }
        if let ownClass {
            items += pen.mark(ownClass, layout.core.origin - 2, radius: 6, casing: theme.casing)
        }
        return items
    }

    private var rim: [OverlayItem] {
        let radius = layout.unit * RadialLayout.rimRadius + RadialLayout.rimWidth / 2
        return plot.sectors.map { sector in
            let gap =
                plot.sectors.count > 1 ? min(1.3 / radius / (2 * .pi), (sector.end - sector.start) / 4) : 0
            let arc = layout.arc(from: sector.start + gap, to: sector.end - gap, radius: radius)
            let isHovered = sector.classIndex == hoveredClass
            return pen.line(
                arc, isHovered ? theme.signal : pen.color(ofClass: sector.classIndex),
                width: RadialLayout.rimWidth)
        }
    }

    // MARK: Traces

    private var traces: [OverlayItem] {
        let isMany = plot.traces.count > Self.manyTraces
        let opacity: Float = isMany ? 0.35 : 1
        let (closer, farther) = (Self.closer(theme), Self.farther(theme))
        var lines: [OverlayItem] = []
        var heads: [OverlayItem] = []
        var dots: [PointCloud.Mark] = []
        for trace in plot.traces {
            let color = trace.change < 0 ? closer : farther
            let (from, to) = ends(of: trace)
            lines.append(pen.line([from, to], color.opacity(opacity), width: isMany ? 1.2 : 1.4))
            if !isMany {
                dots.append(
                    .init(.circle, at: from, radius: 2, fill: theme.paper, outline: color, outlineWidth: 1.2))
            }
            if isMoving {
                dots.append(
                    .init(
                        SampleMarks.mark(trace.classIndex), at: to, radius: 2.6,
                        fill: pen.color(ofClass: trace.classIndex)))
            } else {
                let size: Float = isMany ? 4 : 6
                heads.append(
                    .polygon(head(from: from, to: to, longest: size), color.opacity(isMany ? 0.6 : 1)))
            }
            if selected.contains(trace.sample) {
                dots.append(
                    .init(
                        SampleMarks.mark(trace.classIndex), at: to, radius: 3,
                        fill: pen.color(ofClass: trace.classIndex), outline: theme.ink, outlineWidth: 1))
            }
        }
        return lines + heads + (dots.isEmpty ? [] : [.points(PointCloud(dots))])
    }

    private func ends(of trace: RadialPlot.Trace) -> (Point, Point) {
        (
            layout.place(angle: trace.angle, radius: trace.from),
            layout.place(angle: trace.angle, radius: trace.to)
        )
    }

    /// An arrowhead of 6 by 5.4 points, smaller on a way that is shorter than it.
    private func head(from: Point, to: Point, longest: Float = 6) -> [Point] {
        let way = to - from
        let length = (way * way).sum().squareRoot()
        let along = length > 0.01 ? way / length : Point(0, -1)
        let size = min(max(length, 2.5), longest)
        let across = Point(-along.y, along.x) * (size * 0.45)
        let tail = to - along * size
        return [to, tail + across, tail - across]
    }

    /// The trace that is pointed at, above all others.
    var pointedItems: [OverlayItem] {
        guard let trace = pointed.flatMap({ plot.trace(of: $0) }) else { return [] }
        let (from, to) = ends(of: trace)
        return [
            pen.line([from, to], theme.signal, width: 2.2, casing: theme.casing),
            .polygon(head(from: from, to: to).map { to + ($0 - to) * 1.5 }, theme.signal),
            .points(
                PointCloud([
                    .init(
                        .circle, at: from, radius: 3.4, fill: theme.paper, outline: theme.signal,
                        outlineWidth: 2)
                ])),
        ]
    }

    // MARK: Around it

    private var words: [OverlayItem] {
        labels.labels.flatMap { label -> [OverlayItem] in
            let (place, isHovered) = (label.place, label.classIndex == hoveredClass)
            let width = pen.fonts.width(of: label.name, size: TypeSize.label, weight: .semibold)
            let left: Float =
                switch label.alignment {
                case .left: place.minX
                case .right: place.maxX - width - 17
                case .center: place.center.x - (width + 17) / 2
                }
            let end: Float =
                switch label.alignment {
                case .left: place.minX
                case .right: place.maxX
                case .center: place.center.x
                }
            return pen.mark(label.classIndex, Point(left + 6, place.minY + 8), radius: 5) + [
                pen.text(
                    label.name, Point(left + 17, place.minY + 12.5), weight: .semibold,
                    color: isHovered ? theme.signal : theme.ink),
                pen.text(
                    label.counts, Point(end, place.minY + 29), color: theme.ink2, alignment: label.alignment),
            ]
        }
    }

    private func pictures(_ image: (Int) -> DisplayImage?) -> [OverlayItem] {
        labels.pictures.flatMap { picture -> [OverlayItem] in
            var items: [OverlayItem] = []
            if let angle = picture.angle {
                let start = layout.center + RadialLayout.direction(angle) * (layout.outerRadius + 1)
                items.append(pen.line([start, picture.place.center], theme.line2, width: 1.2))
            }
            let side = picture.place.width
            let square = Rectangle(origin: picture.place.origin, size: Point(side, side))
            let color = pen.color(ofClass: picture.classIndex)
            items.append(.box(Box(picture.place, fill: theme.raised)))
            if let image = image(picture.sample) {
                items.append(.image(image, square.fitting(SIMD2(image.width, image.height)), opacity: 1))
            }
            items.append(
                .box(Box(Rectangle(x: square.minX, y: square.maxY, width: side, height: 3), fill: color)))
            return items + (picture.sample == pointed ? pen.ring(picture.place, width: 2) : [])
        }
    }
}
