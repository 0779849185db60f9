import Rendering
import Samples
import Workbench

/// A data set on its way through a network: every sample is a cell of a Hilbert curve at every operation, in an order in
/// which alike ones follow each other (Halnaut et al. 2021).
@MainActor public final class CurvesScene: SampleScene {
    /// Which one it is.
    public let name = SceneName.curves

    /// What is shown.
    private(set) var content = CurvesContent()
    /// Where it stands.
    private(set) var layout = CurvesLayout(CurvesLayout.Request(size: Point(1, 1)))
    /// What is under the pointer.
    private(set) var hover: CurvesHover?
    /// Which part of the network is seen.
    var view: StripView?
    /// What a pressed button does.
    var grip: Grip?
    /// How far the list of classes is scrolled, in points.
    var listScroll: Float = 0
    /// Notices double clicks on a sample.
    var clicks = DoubleClick<Int>()
    /// The state's revision that the content is of.
    var revision: UInt64?
    /// The stage of the latest frame.
    private(set) var stage: Stage?

    private let source = CurvesSource()
    private let images = CurveImages()
    private var flow = CurveFlow()
    private var request: CurvesLayout.Request?
    private var pointer: Point?

    /// So many neighbours on the curve are shown to each side.
    static let reach = 3

    /// What a pressed button does.
    enum Grip: Equatable {
        /// Nothing yet: a click on a large glyph, or the beginning of a lasso.
        case click(large: Int, at: Point, SelectionMode)
        /// Goes around cells of a large glyph.
        case lasso(SampleLasso, large: Int, SelectionMode)
        /// Moves the network, from the place where it was seized; whether it has moved.
        case graph(from: Point, hasMoved: Bool)
    }

    /// A scene that shows nothing yet.
    public init() {}

    /// What there is to be shown.
    func content(of state: AppState, in stage: Stage) -> CurvesContent { source.content(of: state) }

    /// Shows a content, whatever it comes from.
    func show(_ new: CurvesContent, in stage: Stage) {
        let isOtherGraph = new.graph != content.graph
        let isOtherOpen = new.opened?.id != content.opened?.id
        content = new
        if isOtherGraph { view = nil }
        arrange(in: stage)
        if isOtherOpen { reveal() }
    }

    /// Lays out what is shown.
    func arrange(in stage: Stage) {
        self.stage = stage
        flow.advance(to: stage.time, isWorking: content.isWorking, isMotionReduced: stage.isMotionReduced)
        var wanted = CurvesLayout.Request(size: stage.size, graph: content.graph)
        wanted.cells = content.grid.map { SIMD2($0.width, $0.height) } ?? SIMD2(1, 1)
        wanted.hasClasses = content.hasClasses
        wanted.classCount = content.listedClasses.count
        wanted.listScroll = listScroll
        if wanted != request {
            if wanted.size != request?.size || wanted.cells != request?.cells { view = nil }
            request = wanted
            layout = CurvesLayout(wanted)
            listScroll = min(max(listScroll, 0), layout.list?.longestScroll ?? 0)
        }
        if view == nil {
            view = StripView(layout.strip, in: layout.stripArea)
            reveal()
        }
        refresh()
    }

    /// Brings the open operation into view.
    private func reveal() {
        guard layout.strip.tiles.indices.contains(content.open) else { return }
        view?.reveal(layout.strip.tiles[content.open], layout.strip, in: layout.stripArea)
    }

    /// What the stage looks like now.
    public func makeDrawing() -> Drawing {
        guard let stage else {
            return Drawing(background: Theme.light.paper, camera: .flat(stageSize: Point(1, 1)))
        }
        var drawing = Drawing(background: stage.theme.paper, camera: .flat(stageSize: stage.size))
        let painter = painter(stage)
        drawing.overlay = painter.items + card(stage, keeping: painter.boxPlaces)
        return drawing
    }

    /// The dots have stood still where they are.
    public func settle() { refresh() }

    /// Whether dots are on their way.
    public var isAnimating: Bool { flow.isMoving && content.isOpen }

    /// Moves the pointer; nil: it has left.
    func point(at place: Point?) {
        pointer = place
        refresh()
    }

    /// Looks again at what is under the pointer.
    func refresh() { hover = grip == nil ? pointer.flatMap { picked(at: $0) } : hover }

    // MARK: Painters

    private func painter(_ stage: Stage) -> CurvesPainter {
        let pen = Pen(theme: stage.theme, fonts: stage.fonts)
        var large = CurveLargePainter(content: content, layout: layout, pen: pen, images: images)
        if case .lasso(let lasso, _, _) = grip { large.lasso = lasso }
        return CurvesPainter(
            content: content, layout: layout, graph: graphPainter(stage), large: large, pen: pen, hover: hover
        )
    }

    /// Draws the network, and knows what lies where in it.
    func graphPainter(_ stage: Stage) -> CurveGraphPainter {
        var painter = CurveGraphPainter(
            content: content, layout: layout.strip,
            view: view ?? StripView(layout.strip, in: layout.stripArea),
            area: layout.stripArea, pen: Pen(theme: stage.theme, fonts: stage.fonts), flow: flow,
            images: images)
        if case .glyph(let index, _) = hover { painter.hovered = index }
        return painter
    }
}
