import Rendering
import Samples
import Workbench

/// A data set by its classes: how many pictures, how many the network recognizes, how much of its strong channels each
/// shares with a chosen class over the whole model, pictures that stand for it; and what is taken for what.
@MainActor public final class ClassesScene: Scene {
    /// Which one it is.
    public let name = SceneName.classes

    /// What is shown.
    private(set) var content = ClassesContent()
    /// The matrix, where there is one.
    private(set) var table: ConfusionTable?
    /// Where it stands.
    private(set) var layout = ClassesLayout(ClassesLayout.Request(size: Point(1, 1)))
    /// What is under the pointer.
    private(set) var hover: Hover?
    /// How far the list is scrolled, in points.
    var scroll: Float = 0
    /// Tells double clicks on pictures.
    var clicks = DoubleClick<Int>()
    /// The stage of the latest frame.
    private(set) var stageShown: Stage?

    /// Where small pictures come from instead of the store, in tests.
    var pictures: ((Int) -> DisplayImage?)?

    private let images = SampleImages()
    private var store: ActivationStore?
    private var revision: UInt64?
    private var pointer: Point?
    private var tabled: (figures: ClassFigures?, limit: Int)?
    private var counted:
        (population: Population, answers: [Int]?, networkClassOf: [Int?], figures: ClassFigures)?

    /// A scene that shows nothing yet.
    public init() {}

    /// Looks at the state again where it has changed.
    public func update(from state: AppState, in stage: Stage) {
        if revision != state.revision {
            revision = state.revision
            store = state.samples.store
            show(ClassesContent(state) { self.figures(of: $0, $1, state) })
        }
        arrange(in: stage)
    }

    /// The counts, made anew only where what they count has changed.
    private func figures(of population: Population, _ facts: SampleFacts, _ state: AppState) -> ClassFigures {
        let answers = state.samples.answers?.predictions
        if let counted, counted.population == population, counted.answers == answers,
            counted.networkClassOf == facts.networkClassOf
        {
            return counted.figures
        }
        let figures = ClassFigures(population, facts)
        counted = (population, answers, facts.networkClassOf, figures)
        return figures
    }

    /// Shows a content, whatever it comes from.
    func show(_ new: ClassesContent) { content = new }

    /// Lays out what is shown.
    func arrange(in stage: Stage) {
        stageShown = stage
        let limit = ClassesLayout.mostClasses(width: min(max(stage.size.x * 0.4, 280), 540))
        if tabled?.figures !== content.figures || tabled?.limit != limit {
            tabled = (content.figures, limit)
            table = content.figures.flatMap { ConfusionTable($0, limit: limit) }
        }
        let names = table?.rows.map { content.name(of: $0) } ?? []
        layout = ClassesLayout(
            ClassesLayout.Request(
                size: stage.size, rowCount: content.rows.count,
                matrix: table.map { SIMD2($0.rows.count, $0.columnCount) },
                hasAccuracy: content.facts.hasAnswers,
                nameWidth: names.map { stage.fonts.width(of: $0, size: TypeSize.label) }.max() ?? 0,
                scroll: scroll))
        scroll = min(max(scroll, 0), layout.longestScroll)
        hover = pointer.flatMap { picked(at: $0) }
    }

    /// What the stage looks like now.
    public func makeDrawing() -> Drawing {
        guard let stage = stageShown else {
            return Drawing(background: Theme.light.paper, camera: .flat(stageSize: Point(1, 1)))
        }
        let (images, store) = (images, store)
        let painter = ClassesPainter(
            content: content, table: table, layout: layout, theme: stage.theme, fonts: stage.fonts,
            hover: hover,
            image: pictures ?? { images.image(of: $0, in: store) })
        return painter.drawing()
    }

    /// Nothing moves.
    public func settle() {}
    /// Nothing moves.
    public var isAnimating: Bool { false }

    /// Moves the pointer; nil: it has left.
    func point(at place: Point?) {
        pointer = place
        hover = place.flatMap { picked(at: $0) }
    }
}
