import Foundation

/// The colour and shape that stand for a class, always both (after Okabe and Ito's colours for all kinds of sight).
///
/// The first eight classes of a session have a mark of their own; all others, and "any other label", share a
/// hollow grey ring.
public enum ClassMark: Int, Sendable, CaseIterable {
    /// Blue.
    case circle
    /// Orange.
    case square
    /// Vermilion, pointing up.
    case triangle
    /// Sky blue.
    case diamond
    /// Green, pointing down.
    case downTriangle
    /// Ink.
    case cross
    /// Purple.
    case hexagon
    /// Olive.
    case star
    /// Grey and hollow: every other class.
    case ring

    /// The mark of a slot, 0...7; the ring for none and for all others.
    public init(slot: Int?) {
        self = slot.flatMap { (0..<8).contains($0) ? ClassMark(rawValue: $0) : nil } ?? .ring
    }

    /// The mark's colour.
    public func color(_ theme: Theme) -> Color {
        switch self {
        case .circle: Color(0x0072B2)
        case .square: Color(0xE69F00)
        case .triangle: Color(0xD55E00)
        case .diamond: Color(0x56B4E9)
        case .downTriangle: Color(0x009E73)
        case .cross: theme.isDark ? Color(0xECEFF2) : Color(0x000000)
        case .hexagon: Color(0xCC79A7)
        case .star: Color(0x8C7A00)
        case .ring: Color(0x6B7280)
        }
    }

    /// The mark as overlay items.
    ///
    /// - Parameters:
    ///   - center: where, in points.
    ///   - radius: of the circle that has about the mark's area, in points.
    ///   - casing: the colour of an outline around it, for marks over pictures.
    ///   - casingWidth: how far that outline reaches, in points.
    public func overlay(
        at center: Point, radius: Float, theme: Theme, casing: Color? = nil, casingWidth: Float = 1.25
    ) -> [OverlayItem] {
        let color = color(theme)
        let corners = outline(radius: radius).map { $0 + center }
        if self == .ring {
            let width = max(radius * 0.42, 1.2)
            let middle = outline(radius: radius - width / 2).map { $0 + center }
            let line = { (width: Float, color: Color) in
                OverlayItem.polyline(Polyline(middle, width: width, color: color, isClosed: true))
            }
            return (casing.map { [line(width + 2 * casingWidth, $0)] } ?? []) + [line(width, color)]
        }
        if self == .square {
            let area = Rectangle(origin: center, size: .zero).inset(by: -radius * 0.89)
            let halo = casing.map { OverlayItem.box(Box(area.inset(by: -casingWidth), fill: $0)) }
            return (halo.map { [$0] } ?? []) + [.box(Box(area, fill: color))]
        }
        let halo = casing.map {
            OverlayItem.polyline(Polyline(corners, width: 2 * casingWidth, color: $0, isClosed: true))
        }
        return (halo.map { [$0] } ?? []) + [.polygon(corners, color)]
    }

    /// The mark's corners around the origin, y down, clockwise; of the ring, its outer edge.
    ///
    /// - Parameter radius: of the circle that has about the mark's area.
    public func outline(radius: Float) -> [Point] {
        func regular(_ count: Int, _ radius: Float, from turn: Float) -> [Point] {
            (0..<count).map { index in
                let angle = 2 * Float.pi * (Float(index) / Float(count) + turn)
                return Point(sin(angle), -cos(angle)) * radius
            }
        }
        switch self {
        case .circle, .ring: return regular(max(24, Int(radius * 3)), radius, from: 0)
        case .square: return regular(4, radius * 1.26, from: 0.125)
        case .triangle: return regular(3, radius * 1.4, from: 0).map { $0 + Point(0, radius * 0.2) }
        case .diamond: return regular(4, radius * 1.28, from: 0)
        case .downTriangle: return regular(3, radius * 1.4, from: 0.5).map { $0 - Point(0, radius * 0.2) }
        case .hexagon: return regular(6, radius * 1.1, from: 0)
        case .star:
            let (tips, notches) = (regular(5, radius * 1.42, from: 0), regular(5, radius * 0.62, from: 0.1))
            return zip(tips, notches).flatMap { [$0, $1] }
        case .cross:
            let (long, short) = (radius * 1.15, radius * 0.4)
            let arm = [Point(-short, -long), Point(short, -long), Point(short, -short)]
            return (0..<4).flatMap { quarter in
                arm.map { point in
                    (0..<quarter).reduce(point) { turned, _ in Point(-turned.y, turned.x) }
                }
            }
        }
    }
}
