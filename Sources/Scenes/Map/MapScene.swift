import Rendering
import Workbench

/// A data set in one layer: its samples as points, and which strong channels they share.
@MainActor public final class MapScene: SampleScene {
    /// Which one it is.
    public let name = SceneName.map

    /// What is shown.
    private(set) var content = MapContent()
    /// Where it stands.
    private(set) var layout = MapLayout(MapLayout.Request(size: Point(1, 1)))
    /// What is under the pointer.
    private(set) var hover: MapHover?
    /// What the hand does in the scatterplot.
    var hand = ScatterHand()
    /// Whether the matrix is one of classes.
    var showsClasses = false { didSet { revision = nil } }
    /// How far the strip is scrolled, in points.
    var stripScroll: Float = 0
    /// The state's revision that the content is of.
    var revision: UInt64?
    /// The stage of the latest frame.
    private(set) var stage: Stage?

    private let source = MapSource()
    private let marks = ScatterMarks()
    private let matrixImages = MatrixImages()
    private var glide = ScatterGlide()
    private var pointer: Point?

    /// Where the pointer is, as a small rectangle.
    var pointerPlace: Rectangle? { pointer.map { Rectangle(origin: $0, size: .zero).inset(by: -6) } }

    /// A scene that shows nothing yet.
    public init() {}

    /// What there is to be shown.
    func content(of state: AppState, in stage: Stage) -> MapContent {
        source.content(of: state, showsClasses: showsClasses)
    }

    /// Shows a content, whatever it comes from.
    func show(_ new: MapContent, in stage: Stage) {
        let isOtherLayer = new.layer != content.layer || new.layers.count != content.layers.count
        content = new
        if let places = new.scatter?.places {
            glide.go(to: places, time: stage.time, isMotionReduced: stage.isMotionReduced)
        }
        arrange(in: stage)
        guard isOtherLayer else { return }
        stripScroll = layout.strip.scroll(showing: new.layer, from: stripScroll)
        arrange(in: stage)
    }

    /// Lays out what is shown.
    func arrange(in stage: Stage) {
        self.stage = stage
        glide.advance(to: stage.time)
        layout = MapLayout(
            MapLayout.Request(
                size: stage.size, layerCount: content.layers.count,
                groupCounts: content.matrix?.groups.map(\.count) ?? [], stripScroll: stripScroll))
        stripScroll = min(max(stripScroll, 0), layout.strip.longestScroll)
        refresh()
    }

    /// What the stage looks like now.
    public func makeDrawing() -> Drawing {
        guard let stage else {
            return Drawing(background: Theme.light.paper, camera: .flat(stageSize: Point(1, 1)))
        }
        var drawing = Drawing(background: stage.theme.paper, camera: .flat(stageSize: stage.size))
        let painter = MapPainter(
            content: content, layout: layout, theme: stage.theme, fonts: stage.fonts, hover: hover,
            showsClasses: showsClasses)
        drawing.overlay = painter.items(scatter: scatterItems, matrix: matrixItems) + card
        return drawing
    }

    /// Brings the samples to their places.
    public func settle() {
        glide.settle()
        refresh()
    }

    /// Whether samples are on their way.
    public var isAnimating: Bool { glide.isMoving }

    /// Moves the pointer; nil: it has left.
    func point(at place: Point?) {
        pointer = place
        if let place { hand.moved(to: place, in: layout.plot) }
        refresh()
    }

    /// Looks again at what is under the pointer.
    func refresh() { hover = hand.isBusy ? hover : pointer.flatMap { picked(at: $0) } }

    // MARK: Scatterplot and matrix

    /// From the plane to the stage.
    var transform: ScatterTransform {
        hand.view.transform(
            of: (glide.places ?? content.scatter?.places)?.bounds ?? .init(origin: .zero, size: .zero),
            in: layout.plot)
    }

    /// Draws the scatterplot, and knows what lies where in it.
    var scatterPainter: ScatterPainter? {
        guard let stage, var scatter = content.scatter else { return nil }
        if let places = glide.places { scatter.places = places }
        var painter = ScatterPainter(
            scatter: scatter, frame: layout.plot, transform: transform, theme: stage.theme, fonts: stage.fonts
        )
        if case .scatter(let hover) = hover { painter.hover = hover }
        painter.lasso = hand.lasso
        painter.outlineOpacity = glide.share
        return painter
    }

    /// Draws the matrix, and knows what lies where in it.
    var matrixPainter: MatrixPainter? {
        guard let stage, let matrix = content.matrix else { return nil }
        var painter = MatrixPainter(
            matrix: matrix, grid: layout.grid, origin: layout.matrix.origin, theme: stage.theme,
            fonts: stage.fonts)
        (painter.selected, painter.pointed) = (content.selected, content.pointed)
        if case .matrix(let hover) = hover { painter.hover = hover }
        return painter
    }

    private var scatterItems: [OverlayItem] {
        guard let painter = scatterPainter else { return [] }
        let cloud = marks.cloud(
            of: painter.scatter, in: layout.plot.size, theme: painter.theme,
            isFaint: painter.scatter.showsPictures)
        return painter.items(marks: cloud, image: content.image)
    }

    private var matrixItems: [OverlayItem] {
        guard let painter = matrixPainter else { return [] }
        let image = matrixImages.image(of: painter.matrix, on: painter.grid)
        return painter.items(image: image)
            + painter.key(at: Point(layout.matrix.minX, layout.matrixKey), remark: content.matrixRemark)
    }

    // MARK: Cards

    /// The pinned pair's card.
    var pinnedCard: PairCard? {
        guard content.pinned.count == 2, let stage, let painter = matrixPainter,
            let pair = content.pair(content.pinned[0], content.pinned[1], isPinned: true)
        else { return nil }
        let cell = painter.place(of: content.pinned[0], content.pinned[1]) ?? layout.matrix
        return PairCard(pair, beside: beside(cell), in: bounds, fonts: stage.fonts)
    }

    /// The rows of the matrix around a cell, with their marks: a card stands beside them.
    private func beside(_ cell: Rectangle) -> Rectangle {
        Rectangle(
            x: layout.matrix.minX - MatrixPainter.head, y: cell.minY,
            width: layout.matrix.width + MatrixPainter.head, height: cell.height)
    }

    private var bounds: Rectangle { Rectangle(origin: .zero, size: layout.size).inset(by: 8) }

    private var card: [OverlayItem] {
        guard let stage else { return [] }
        let pinned =
            pinnedCard?.items(
                theme: stage.theme, fonts: stage.fonts, isCloseHovered: hover == .closeCard) ?? []
        switch hover {
        case .scatter(.sample(let sample)): return pinned + sampleCard(sample, stage)
        case .matrix(.cell(let row, let column)):
            // Two cards would lie over each other; the status line says the same.
            guard pinnedCard == nil, let painter = matrixPainter, let first = painter.matrix.sample(row),
                let second = painter.matrix.sample(column), let pair = content.pair(first, second)
            else { return pinned }
            let anchor = beside(layout.grid.cell(row: row, column: column).moved(by: layout.matrix.origin))
            return pinned
                + PairCard(pair, beside: anchor, in: bounds, fonts: stage.fonts)
                .items(theme: stage.theme, fonts: stage.fonts)
        default: return pinned
        }
    }

    private func sampleCard(_ sample: Int, _ stage: Stage) -> [OverlayItem] {
        guard let facts = content.facts, !hand.isBusy, let painter = scatterPainter,
            let place = painter.place(of: sample)
        else { return [] }
        let anchor = Rectangle(origin: place, size: .zero).inset(by: -9)
        return SampleCard(facts.card(of: sample, image: content.image(sample)), beside: anchor, in: bounds)
            .items(theme: stage.theme, fonts: stage.fonts)
    }
}
