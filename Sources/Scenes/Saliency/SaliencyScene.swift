import Occlusion
import Rendering
import Workbench

/// What does the network look at? The occlusion map of a class beside its Grad-CAM, what hiding and showing pixels in
/// some order does, and a place to predict all of that first.
@MainActor public final class SaliencyScene: Scene {
    /// Which one it is.
    public let name = SceneName.saliency

    /// What is shown.
    private(set) var content = SaliencyContent()
    /// Where it stands.
    private(set) var layout = SaliencyLayout(
        .init(stageSize: Point(1, 1), pictureSize: Point(1, 1), pictureCount: 1, showsPlot: false))
    /// What the pointer does.
    var hand = SaliencyHand()
    /// The column at the right.
    private(set) var column: SaliencyColumn?
    /// The curves.
    private(set) var plot: CurvePlot?

    private let source = SaliencySource()
    private var revision: UInt64?
    private(set) var stage: Stage?
    private var subject: SaliencyColumn.Subject?
    private var stepPicture: (step: CurvePlot.Step, image: DisplayImage)?
    /// The most probable classes and the shown one, which the arrows go through.
    private(set) var classes: (all: [Int], shown: Int?) = ([], nil)

    /// A scene that shows nothing yet.
    public init() {}

    /// Looks at the state again where it has changed.
    public func update(from state: AppState, in stage: Stage) {
        let isRecolored = self.stage?.theme != stage.theme
        if revision != state.revision || isRecolored {
            revision = state.revision
            classes = (state.originalAnalysis?.top(10).map(\.index) ?? [], state.explainedClass)
            show(source.content(of: state, stage.theme), in: stage)
        } else if self.stage?.size != stage.size {
            show(content, in: stage)
        }
        self.stage = stage
    }

    /// Shows something else; what the hand holds stays where that is still there.
    func show(_ content: SaliencyContent, in stage: Stage) {
        if content.pictureSize != self.content.pictureSize { hand = SaliencyHand() }
        if content.prediction != self.content.prediction { hand.dropPixels() }
        self.content = content
        self.stage = stage
        stepPicture = nil
        layout = SaliencyLayout(
            .init(
                stageSize: stage.size, pictureSize: content.pictureSize,
                pictureCount: max(content.panes.count, 1), showsPlot: content.prediction != .marking,
                columnWidth: content.prediction == .off ? min(max(stage.size.x * 0.17, 148), 230) : 250))
        plot = layout.plot.map {
            CurvePlot(
                content.curves, shares: content.shares, in: SaliencyPainter.axesPlace(in: $0),
                theme: stage.theme,
                fonts: stage.fonts)
        }
        subject = nil
        refresh()
    }

    /// What the stage looks like now.
    public func makeDrawing() -> Drawing {
        let camera = Camera(clipFromWorld: .identity, stageSize: stage?.size ?? Point(1, 1))
        guard let stage else { return Drawing(background: Theme.light.paper, camera: camera) }
        var drawing = Drawing(background: stage.theme.paper, camera: camera)
        let painter = SaliencyPainter(
            content: content, layout: layout, theme: stage.theme, fonts: stage.fonts, size: stage.size,
            hand: hand)
        var plot = plot
        if case .curve(let step) = hand.hover { plot?.highlight = step }
        drawing.overlay = painter.items(
            plot: plot, column: column, stepPicture: stepPicture?.image)
        return drawing
    }

    /// Nothing moves by itself here.
    public func settle() {}

    /// Nothing moves by itself here.
    public var isAnimating: Bool { false }

    /// Looks again at what is under the pointer, and at what the column says of it.
    func refresh() {
        guard let stage else { return }
        hand.hover = hand.pointer.flatMap { hover(at: $0) }
        if case .pixel(let x, let y) = hand.hover, !content.settings.tool.isMarking {
            hand.latest = SIMD2(x, y)
        }
        let new = newSubject()
        if new != subject || column == nil {
            subject = new
            column = SaliencyColumn(new, content, layout, stage.theme, stage.fonts)
            if case .pixel(_, _, let witnesses) = new {
                hand.witnesses = witnesses
            } else {
                hand.witnesses = []
            }
        }
        guard case .step(let step) = new else { return }
        if stepPicture?.step != step {
            let curve = content.curves[step.curve]
            stepPicture = source.picture(of: curve.order, curve.kind, step: step.step).map { (step, $0) }
        }
    }

    /// What the pointer is on.
    private func hover(at place: Point) -> SaliencyHand.Hover? {
        if let button = buttons.first(where: { $0.place.contains(place) }) { return .button(button.action) }
        if let cell = column?.cells.firstIndex(where: { $0.inset(by: -4).contains(place) }),
            hand.witnesses.indices.contains(cell)
        {
            return .witness(cell)
        }
        if content.picture != nil, let point = layout.inputPoint(at: place, of: content.pictureSize) {
            return .pixel(x: Int(point.x), y: Int(point.y))
        }
        return plot?.step(at: place).map { .curve($0) }
    }

    private func newSubject() -> SaliencyColumn.Subject {
        if content.prediction == .marking { return .task }
        if case .curve(let step) = hand.hover { return .step(step) }
        let isVerdict = content.prediction == .revealed && hand.pin == nil
        if isVerdict { return .verdict }
        guard content.map != nil, let pixel = hand.pin ?? hand.latest else { return .nothing }
        if case .pixel(let x, let y, _) = subject, SIMD2(x, y) == pixel, let subject { return subject }
        return .pixel(x: pixel.x, y: pixel.y, content.witnesses(x: pixel.x, y: pixel.y))
    }

    /// Everything that can be clicked, in the column and over the pictures.
    var buttons: [StageButton] {
        guard let stage else { return [] }
        return (column?.buttons ?? [])
            + SaliencyPainter.noticeButtons(content, layout, stage.fonts)
    }
}
