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
        /// Draws a rectangle or ellipse from a pixel.
        case box(from: SIMD2<Float>)
        /// Paints through points.
        case stroke([SIMD2<Float>])
        /// Puts a lasso's corner, or draws its line free hand.
        case lasso(from: Point, isFirst: Bool, hasMoved: Bool)
        /// Hides or shows superpixels.
        case regions(RegionPass)
        /// Moves or resizes a mask of the variant.
        case move(MaskHold, from: SIMD2<Float>, original: MaskShape)

        /// Whether it draws something that is not a mask yet.
        var isDrawing: Bool {
            switch self {
            case .box, .stroke, .lasso, .regions: true
            case .click, .turn, .pan, .move: false
            }
        }
    }

    /// Where the pointer is; nil outside of the stage.
    var pointer: Point?
    /// What it is on.
    var hover: NetworkHover?
    /// What it holds.
    var grip: Grip?
    /// The lasso that is on its way, with or without the button down.
    var lasso: Lasso?
    /// The mask that a press would take hold of.
    var hold: MaskHold?
    /// Whether the state was asked to show what is being drawn.
    var isPreviewed = false
    /// What it does with samples on planes.
    var planeGrip: PlaneGrip?
    /// The plane that is looked at, by `SampleLayer.id`.
    var openPlane: Int?
    /// Clicks on samples.
    var sampleClicks = DoubleClick<Int>()
    /// Whose connections were asked for.
    var tracedTarget: ConnectionTarget?
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
    /// The row of the explanation that the arrows have reached.
    var explainedRow: Int?
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

    /// Lets go of what is being drawn.
    mutating func dropDrawing() {
        grip = nil
        lasso = nil
        isPreviewed = false
    }

    /// Notices that what was being drawn was given up elsewhere: by undo, another tool or variant.
    mutating func notice(_ content: NetworkContent, after old: NetworkContent) {
        if content.selection.explained != old.selection.explained { explainedRow = nil }
        if content.planes?.planes.count != old.planes?.planes.count { (planeGrip, openPlane) = (nil, nil) }
        let isOver = isPreviewed && old.preview != nil && content.preview == nil
        let isElsewhere =
            content.settings.tool != old.settings.tool || content.selection.variant != old.selection.variant
        let isDrawing = grip?.isDrawing == true || lasso != nil
        if isOver && isDrawing || isElsewhere && (isDrawing || isMovingMask) { dropDrawing() }
    }

    /// Looks again at what is under the pointer and which field is shown.
    mutating func refresh(_ scene: NetworkScene) {
        guard let frame = scene.frame else { return }
        fanElapsed = scene.view.fan > 0 ? (scene.view.isMoving ? scene.view.elapsed : 1) : 1
        if (grip == nil || isClick) && !isLassoing {
            hover = pointer.flatMap { NetworkPicking(frame: frame).hover(at: $0) }
            hold = nil
            if case .input = hover, frame.fan < 0.5 { hold = pointer.flatMap(scene.maskHold) }
        }
        refreshField(frame.content)
        refreshRest(scene)
    }

    private var isLassoing: Bool { if case .lasso = planeGrip { true } else { false } }
    private var isMovingMask: Bool { if case .move = grip { true } else { false } }
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
