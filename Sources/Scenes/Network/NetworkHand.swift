import Occlusion
import Rendering
import Workbench

/// What the hand is doing on the Network scene: where the pointer is, what it holds, what it rests on.
@MainActor struct NetworkHand {
    /// What the pressed button does.
    enum Grip: Equatable {
        /// Nothing yet: a click, or the beginning of a turn.
        case click(NetworkHover?, at: Point)
        /// Turns the view.
        case turn(from: Point, angles: OrbitAngles)
        /// Moves the stage.
        case pan(from: Point, pan: Point)
        /// Draws a rectangle from a pixel.
        case rectangle(from: SIMD2<Float>)
        /// Paints through points.
        case stroke([SIMD2<Float>])
        /// Moves or resizes a rectangle of the variant.
        case move(part: Int, handle: MaskHandle, from: SIMD2<Float>, original: PixelRectangle)
    }

    /// Where the pointer is; nil outside of the stage.
    var pointer: Point?
    /// What it is on.
    var hover: NetworkHover?
    /// What it holds.
    var grip: Grip?
    /// The receptive field that is shown.
    var field: ReceptiveField?
    /// Which fan is open.
    var fanKey = FanKey(Selection())
    /// The first row of its cards on stage.
    var firstRow = 0
    /// The row of blocks that the arrows have reached.
    var keyRow = 0
    /// The folded column that the pointer has come to rest on.
    var restingLayer: Int?
    /// Seconds since the fan began to open.
    var fanElapsed = 1.0
    /// Whether the pointer may come to rest within the next moment.
    var awaitsRest = false

    private var movedAt = 0.0
    private var fieldKey: Selection.Pin?
    private var hasMovedSinceRest = false

    /// How long the pointer stays before a folded column opens, in seconds.
    private static let rest = 0.15

    /// The pointer has moved to a place.
    mutating func moved(to place: Point?, time: Double) {
        pointer = place
        movedAt = time
        hasMovedSinceRest = true
    }

    /// Looks again at what is under the pointer and which field is shown.
    mutating func refresh(_ scene: NetworkScene) {
        guard let frame = scene.frame else { return }
        fanElapsed = scene.view.fan > 0 ? (scene.view.isMoving ? scene.view.elapsed : 1) : 1
        if grip == nil || isClick {
            hover = pointer.flatMap { NetworkPicking(frame: frame).hover(at: $0) }
        }
        refreshField(frame.content)
        refreshRest(scene)
    }

    private var isClick: Bool { if case .click = grip { true } else { false } }

    private mutating func refreshField(_ content: NetworkContent) {
        var wanted = content.selection.pin
        if wanted == nil, case .pixel(let layer, let cluster, let x, let y) = hover {
            wanted = Selection.Pin(layer: layer, cluster: cluster, x: x, y: y)
        }
        guard let wanted, content.layers.indices.contains(wanted.layer) else {
            (field, fieldKey) = (nil, nil)
            return
        }
        guard wanted != fieldKey || field == nil else { return }
        fieldKey = wanted
        field = ReceptiveField(
            layer: wanted.layer, cluster: wanted.cluster, x: wanted.x, y: wanted.y, in: content)
    }

    /// A folded column opens when the pointer rests on it, and not again before the pointer has moved.
    private mutating func refreshRest(_ scene: NetworkScene) {
        awaitsRest = false
        guard hasMovedSinceRest, grip == nil, let layer = hover?.layer, let time = scene.stage?.time,
            scene.view.isFolded(layer)
        else { return }
        guard time - movedAt >= Self.rest else {
            awaitsRest = true
            return
        }
        hasMovedSinceRest = false
        restingLayer = layer
    }
}

/// A part of a rectangle that can be dragged.
struct MaskHandle: Sendable, Equatable {
    /// Whether the left, top, right and bottom edges follow the pointer.
    var left, top, right, bottom: Bool

    /// All of it.
    static let whole = MaskHandle(left: true, top: true, right: true, bottom: true)

    /// The rectangle after the pointer has moved by whole pixels; it keeps at least one pixel and, moved as a
    /// whole, its size within the picture.
    func applied(to rectangle: PixelRectangle, by offset: SIMD2<Int>, within size: SIMD2<Int>)
        -> PixelRectangle
    {
        if self == .whole {
            var moved = rectangle
            moved.x = min(max(0, rectangle.x + offset.x), max(0, size.x - rectangle.width))
            moved.y = min(max(0, rectangle.y + offset.y), max(0, size.y - rectangle.height))
            return moved
        }
        var (x0, y0) = (rectangle.x, rectangle.y)
        var (x1, y1) = (x0 + rectangle.width, y0 + rectangle.height)
        if left { x0 = min(max(0, x0 + offset.x), x1 - 1) }
        if top { y0 = min(max(0, y0 + offset.y), y1 - 1) }
        if right { x1 = max(x0 + 1, min(size.x, x1 + offset.x)) }
        if bottom { y1 = max(y0 + 1, min(size.y, y1 + offset.y)) }
        return PixelRectangle(x: x0, y: y0, width: x1 - x0, height: y1 - y0)
    }

    /// The part of a rectangle that lies under a place, both in pixels; `reach` is how far handles reach.
    init?(of rectangle: PixelRectangle, at place: SIMD2<Float>, reach: Float) {
        let (x0, y0) = (Float(rectangle.x), Float(rectangle.y))
        let (x1, y1) = (x0 + Float(rectangle.width), y0 + Float(rectangle.height))
        guard place.x > x0 - reach, place.x < x1 + reach, place.y > y0 - reach, place.y < y1 + reach else {
            return nil
        }
        let (nearLeft, nearRight) = (abs(place.x - x0) < reach, abs(place.x - x1) < reach)
        let (nearTop, nearBottom) = (abs(place.y - y0) < reach, abs(place.y - y1) < reach)
        if (nearLeft || nearRight) && (nearTop || nearBottom) {
            self.init(
                left: nearLeft && !nearRight, top: nearTop && !nearBottom, right: nearRight,
                bottom: nearBottom)
        } else if place.x >= x0, place.x < x1, place.y >= y0, place.y < y1 {
            self = .whole
        } else {
            return nil
        }
    }

    /// A handle of the edges that follow the pointer.
    init(left: Bool, top: Bool, right: Bool, bottom: Bool) {
        (self.left, self.top, self.right, self.bottom) = (left, top, right, bottom)
    }
}
