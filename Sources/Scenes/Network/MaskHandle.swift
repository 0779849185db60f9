import Occlusion

/// A part of a mask's bounds that can be dragged: an edge, a corner, or all of it.
struct MaskHandle: Sendable, Equatable {
    /// Whether the left, top, right and bottom edges follow the pointer.
    var left, top, right, bottom: Bool

    /// All of it.
    static let whole = MaskHandle(left: true, top: true, right: true, bottom: true)

    /// The corners and the middles of the edges, each with its place on the bounds, 0...1 from the upper left.
    static let all: [(handle: MaskHandle, place: SIMD2<Float>)] = [
        SIMD2(0, 0), SIMD2(1, 0), SIMD2(1, 1), SIMD2(0, 1), SIMD2(0.5, 0), SIMD2(1, 0.5), SIMD2(0.5, 1),
        SIMD2(0, 0.5),
    ].map { (place: SIMD2<Float>) in
        let handle = MaskHandle(
            left: place.x == 0, top: place.y == 0, right: place.x == 1, bottom: place.y == 1)
        return (handle, place)
    }

    /// Whether it is a corner.
    var isCorner: Bool { (left || right) && (top || bottom) }

    /// The rectangle after its edges have moved by whole pixels; it keeps at least one pixel, and what is inside of
    /// the picture stays there.
    func applied(to rectangle: PixelRectangle, by offset: SIMD2<Int>, within size: SIMD2<Int>)
        -> PixelRectangle
    {
        var (x0, y0) = (rectangle.x, rectangle.y)
        var (x1, y1) = (x0 + rectangle.width, y0 + rectangle.height)
        if left { x0 = min(max(min(0, x0), x0 + offset.x), x1 - 1) }
        if top { y0 = min(max(min(0, y0), y0 + offset.y), y1 - 1) }
        if right { x1 = max(x0 + 1, min(max(size.x, x1), x1 + offset.x)) }
        if bottom { y1 = max(y0 + 1, min(max(size.y, y1), y1 + offset.y)) }
        return PixelRectangle(x: x0, y: y0, width: x1 - x0, height: y1 - y0)
    }

    /// A shape after the pointer has moved by whole pixels: moved as a whole or stretched within the picture.
    func applied(to shape: MaskShape, by offset: SIMD2<Int>, within size: SIMD2<Int>) -> MaskShape {
        guard self != .whole, let bounds = shape.bounds else {
            let step = shape.offset(wanted: (offset.x, offset.y), width: size.x, height: size.y)
            return shape.moved(byX: step.x, y: step.y)
        }
        return shape.resized(to: applied(to: bounds, by: offset, within: size))
    }

    /// The handle of `bounds` within `reach` of a place, all in pixels. Edges have handles only where the bounds are
    /// long enough to keep them apart from the corners.
    init?(of bounds: PixelRectangle, at place: SIMD2<Float>, reach: Float) {
        let (origin, size) = bounds.floats
        let found = Self.all.first { handle, share in
            let offset = origin + size * share - place
            return max(abs(offset.x), abs(offset.y)) < reach
                && (handle.isCorner || handle.hasRoom(size, reach))
        }
        guard let found else { return nil }
        self = found.handle
    }

    /// Whether an edge of bounds of `size` is long enough for a handle in its middle.
    func hasRoom(_ size: SIMD2<Float>, _ reach: Float) -> Bool {
        (left || right ? size.y : size.x) > 5 * reach
    }

    /// A handle of the edges that follow the pointer.
    init(left: Bool, top: Bool, right: Bool, bottom: Bool) {
        (self.left, self.top, self.right, self.bottom) = (left, top, right, bottom)
    }
}

extension PixelRectangle {
    /// The upper left corner and the extent.
    var floats: (origin: SIMD2<Float>, size: SIMD2<Float>) {
        (SIMD2(Float(x), Float(y)), SIMD2(Float(width), Float(height)))
    }
}

/// A mask under the pointer: which one, and what a press would take hold of.
struct MaskHold: Sendable, Equatable {
    /// An index into the variant's parts.
    var part: Int
    /// What of it.
    var handle: MaskHandle

    init(part: Int, handle: MaskHandle) {
        self.part = part
        self.handle = handle
    }

    /// What lies under a place in pixels; nil for what can be drawn on. The selected part comes first, an eraser only
    /// where it is selected. `reach` is how far handles reach.
    init?(in parts: [MaskPart], selected: Int?, at place: SIMD2<Float>, reach: Float) {
        let (x, y) = (Int(place.x.rounded(.down)), Int(place.y.rounded(.down)))
        func handle(_ index: Int) -> MaskHandle? {
            guard parts[index].shape.isResizable, let bounds = parts[index].shape.bounds else { return nil }
            return MaskHandle(of: bounds, at: place, reach: reach)
        }
        if let selected, parts.indices.contains(selected), parts[selected].shape != .everything {
            if let handle = handle(selected) {
                self.init(part: selected, handle: handle)
                return
            }
            if parts[selected].shape.contains(x: x, y: y) {
                self.init(part: selected, handle: .whole)
                return
            }
        }
        // Where all is inverted, the shapes beneath are what is seen.
        let shapes = parts.indices.filter { parts[$0].shape != .everything }
        let owner = shapes.map { parts[$0] }.indexHiding(x: x, y: y).map { shapes[$0] }
        if let owner {
            self.init(part: owner, handle: handle(owner) ?? .whole)
        } else if let corner = shapes.reversed().first(where: { parts[$0].fill != nil && handle($0) != nil })
        {
            self.init(part: corner, handle: handle(corner) ?? .whole)
        } else {
            return nil
        }
    }
}
