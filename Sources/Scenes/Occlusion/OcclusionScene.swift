import Rendering
import Workbench

/// The tetrahedron: every corner a label, every small picture a variant of the pool at the place that its
/// probabilities give it.
@MainActor public final class OcclusionScene: Scene {
    /// Which one it is.
    public let name = SceneName.occlusion

    /// What is shown.
    private(set) var content = OcclusionContent()
    /// Where it stands.
    private(set) var layout = OcclusionLayout()
    /// How the figure is looked at.
    private(set) var view = Turntable.home(for: Simplex(cornerCount: 4))
    /// What the pointer does.
    var gesture = Gesture.none
    /// The tile under the pointer.
    private(set) var hovered: Int?
    /// The tile that the keyboard has gone to.
    private(set) var focused: Int?
    /// Where the pointer is; nil: not on the stage.
    private(set) var pointer: Point?

    private var source = OcclusionSource()
    private var revision: UInt64?
    private var wantedViewpoint = 0
    private var stage: Stage?
    private var ease: Ease?
    private var arranged: OcclusionLayout.Request?
    private var glideStart: Double?
    private var needsSettling = true
    private var card: (tile: Int, place: Rectangle)?

    /// A move of the camera under way.
    private struct Ease {
        var start: Turntable
        var end: Turntable
        var since: Double
        static let duration = 0.3
    }

    /// A scene that shows nothing yet.
    public init() {}

    /// Looks at the state again where it has changed, and moves what is in motion.
    public func update(from state: AppState, in stage: Stage) {
        if revision != state.revision {
            revision = state.revision
            show(source.content(of: state))
        }
        advance(in: stage)
        if state.viewpoint.scene == name, wantedViewpoint != state.viewpoint.number {
            wantedViewpoint = state.viewpoint.number
            go(to: state.viewpoint.place)
        }
    }

    /// From where the figure is seen.
    public var viewpoint: Viewpoint? {
        stage.map { (ease?.end ?? view).viewpoint(stageSize: $0.size) }
    }

    /// What the stage looks like now.
    public func makeDrawing() -> Drawing {
        guard let stage else { return Drawing(background: Color(0xFBFAF7), camera: layout.camera) }
        var painter = OcclusionPainter(
            content: content, layout: layout, theme: stage.theme, fonts: stage.fonts, size: stage.size)
        if let tile = highlighted, let card, card.tile == tile {
            painter.highlight = OcclusionPainter.Highlight(
                tile: tile, card: card.place, isFocus: hovered == nil)
        }
        return painter.drawing()
    }

    /// Brings all motion to its end at once.
    public func settle() {
        if let end = ease?.end { view = end }
        ease = nil
        guard let stage else { return }
        needsSettling = true
        advance(in: stage)
    }

    /// Whether something moves, so that another frame must follow.
    public var isAnimating: Bool {
        if ease != nil { return true }
        return content.isPlaced && !layout.isSettled && !isDragging
    }

    private var isDragging: Bool {
        if case .dragging = gesture { return true }
        return false
    }

    /// Shows something else; where the corners or the number of tiles change, they are placed anew.
    func show(_ new: OcclusionContent) {
        if new.tiles.map(\.weights) != content.tiles.map(\.weights) {
            (hovered, focused, card) = (nil, nil, nil)
            needsSettling = true
        }
        if new.corners.count != content.corners.count && new.isPlaced {
            view = .home(for: Simplex(cornerCount: new.corners.count))
            ease = nil
        }
        content = new
    }

    /// Brings layout and camera to the stage's time and extent.
    func advance(in stage: Stage) {
        if self.stage?.size != stage.size { needsSettling = true }
        self.stage = stage
        advanceCamera(to: stage.time, isMotionReduced: stage.isMotionReduced)
        let request = request(in: stage)
        if let motion = motion(towards: request, at: stage) {
            layout.arrange(request, motion)
            arranged = request
        }
        updateHighlight(request)
    }

    // What the controls change

    /// Turns, zooms or moves the figure by hand.
    func look(_ change: (Turntable) -> Turntable) {
        ease = nil
        view = change(view)
    }

    /// Leads back to where the figure fills the stage.
    func frameAll() { go(to: nil) }

    /// Leads to a viewpoint; nil: to where the scene begins.
    private func go(to viewpoint: Viewpoint?) {
        let home = Turntable.home(for: simplex)
        guard let stage else { return view = home }
        let end = viewpoint.map { Turntable($0, stageSize: stage.size) } ?? home
        guard !stage.isMotionReduced, end != view else { return view = end }
        ease = Ease(start: view, end: end, since: stage.time)
    }

    /// Moves the pointer; nil: it has left.
    func point(at place: Point?) {
        pointer = place
        hovered = place.flatMap { content.isPlaced ? layout.tile(at: $0, held: hovered) : nil }
        if hovered != nil { focused = nil }
        if let stage { updateHighlight(request(in: stage)) }
    }

    /// Goes to the next (1) or previous (-1) support vector; where there are none, to the next tile.
    func moveFocus(by step: Int) {
        let vectors = content.tiles.indices.filter { content.tiles[$0].isSupportVector }
        let stops = vectors.isEmpty ? Array(content.tiles.indices) : vectors
        guard content.isPlaced, !stops.isEmpty else { return }
        let current = (focused ?? hovered).flatMap { stops.firstIndex(of: $0) }
        focused =
            stops[current.map { ($0 + step + stops.count) % stops.count } ?? (step > 0 ? 0 : stops.count - 1)]
        hovered = nil
        if let stage { updateHighlight(request(in: stage)) }
    }

    /// Lets go of the focus.
    func dropFocus() {
        focused = nil
        if let stage { updateHighlight(request(in: stage)) }
    }

    /// The tile that is pointed at, by hand or by key.
    var highlighted: Int? {
        isDragging ? nil : hovered ?? focused
    }

    /// Whether the pointer is over the button that runs the pool.
    func isOverButton(_ place: Point) -> Bool {
        guard let stage else { return false }
        return OcclusionPainter.buttonPlace(content, stage.fonts, in: stage.size).contains(place)
    }

    /// The middle of the stage, in points.
    var middle: Point { (stage?.size ?? .zero) / 2 }

    // Private

    /// The figure of the corners; a tetrahedron while there are none.
    private var simplex: Simplex { Simplex(cornerCount: content.isPlaced ? content.corners.count : 4) }

    private func advanceCamera(to time: Double, isMotionReduced: Bool) {
        guard let ease else { return }
        let fraction = Float(min(1, max(0, (time - ease.since) / Ease.duration)))
        if fraction >= 1 || isMotionReduced {
            view = ease.end
            self.ease = nil
        } else {
            view = ease.start.mixed(with: ease.end, Easing.inOut(fraction))
        }
    }

    /// While the figure moves the tiles follow; when it rests they glide to where they belong. Nil: all stands.
    private func motion(
        towards request: OcclusionLayout.Request, at stage: Stage
    ) -> OcclusionLayout.Motion? {
        let isChanged = request != arranged
        if isChanged { glideStart = nil }
        if needsSettling || (isChanged && stage.isMotionReduced) {
            needsSettling = false
            return .settled
        }
        if isChanged { return .following }
        guard !layout.isSettled, !isDragging else { return nil }
        let start = glideStart ?? stage.time
        glideStart = start
        return .gliding(Easing.out(Float((stage.time - start) / Ease.duration)))
    }

    private func request(in stage: Stage) -> OcclusionLayout.Request {
        let isPlaced = content.isPlaced
        let tiles = isPlaced ? content.tiles : []
        return OcclusionLayout.Request(
            simplex: simplex, weights: tiles.map(\.weights), isSupportVector: tiles.map(\.isSupportVector),
            original: isPlaced ? content.original?.weights : nil, view: view, stageSize: stage.size,
            title: OcclusionLabels.title(of: content, stage.fonts),
            key: OcclusionPainter.keyPlace(content, stage.fonts, in: stage.size),
            labelSizes: isPlaced
                ? content.corners.map { OcclusionLabels.size(of: $0, stage.fonts) }
                : simplex.corners.map { _ in .zero },
            originalLabelSize: OcclusionLabels.originalSize(stage.fonts))
    }

    private func updateHighlight(_ request: OcclusionLayout.Request) {
        guard let tile = highlighted, layout.tiles.indices.contains(tile) else { return card = nil }
        card = (tile, layout.placeCard(for: tile, request: request))
    }
}
