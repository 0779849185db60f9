import Foundation
import Rendering

/// The small signs of the Occlusion scene: class marks, the ring of outside mass, the original's target.
struct OcclusionMarks {
    /// The colours.
    var theme: Theme

    /// The colour of a corner's class; nil: any other label.
    func color(_ corner: Int?) -> Color { ClassMark(slot: corner).color(theme) }

    /// The mark of a corner's class, or of any other label, with a casing around it.
    func classMark(_ corner: Int?, at place: Point, radius: Float, casing: Color? = nil) -> [OverlayItem] {
        // The ring is hollow: over a picture it needs a ground.
        let ground: [OverlayItem] =
            corner == nil ? [.polygon(Self.arc(1, place, radius), casing ?? theme.paper)] : []
        return ground
            + ClassMark(slot: corner).overlay(at: place, radius: radius, theme: theme, casing: casing)
    }

    /// A ring whose dark part is `share` (0...1) of the way round, clockwise from 12 o'clock.
    func ring(_ share: Float, at place: Point, radius: Float = 6.5) -> [OverlayItem] {
        let width: Float = 2.5
        let line = radius - width / 2
        var items: [OverlayItem] = [
            .polygon(Self.arc(1, place, radius + 1.5), theme.casing),
            .polyline(Polyline(Self.arc(1, place, line), width: width, color: theme.line2, isClosed: true)),
        ]
        if share >= 0.995 {
            items[1] = .polyline(
                Polyline(Self.arc(1, place, line), width: width, color: theme.ink, isClosed: true))
        } else if share > 0.005 {
            items.append(.polyline(Polyline(Self.arc(share, place, line), width: width, color: theme.ink)))
        }
        return items
    }

    /// The original: a dot in a ring, open in between, so that a corner's mark below it can be seen.
    func target(at place: Point) -> [OverlayItem] {
        let ring = Polyline(
            Self.arc(1, place, 8.5), width: 2.2, color: theme.ink, isClosed: true, casing: theme.paper)
        return [
            .polyline(ring), .polygon(Self.arc(1, place, 5), theme.paper),
            .polygon(Self.arc(1, place, 3.6), theme.ink),
        ]
    }

    /// A dot where something truly belongs.
    func dot(at place: Point) -> OverlayItem { .polygon(Self.arc(1, place, 2), theme.ink3) }

    /// Points along a circle, clockwise from the top, the whole way round without repeating the first.
    private static func arc(_ share: Float, _ middle: Point, _ radius: Float) -> [Point] {
        let isWhole = share >= 1
        let pieces = max(isWhole ? 12 : 2, Int((Float(isWhole ? 40 : 36) * share).rounded(.up)))
        return (0..<(isWhole ? pieces : pieces + 1)).map { piece in
            let angle = 2 * Float.pi * share * Float(piece) / Float(pieces)
            return middle + Point(sin(angle), -cos(angle)) * radius
        }
    }
}
