import Rendering
import Workbench

/// How the neighbours of pictures change on the way through the network.
@MainActor public final class NeighborsScene: SampleScene {
    /// Which one it is.
    public let name = SceneName.neighbors

    /// What is shown.
    private(set) var content = NeighborsContent()
    /// Where it stands.
    private(set) var layout = NeighborsLayout(.init(size: Point(1, 1)))
    /// What is under the pointer.
    private(set) var hover: NeighborsHover?
    /// The disc in motion.
    var motion = RadialMotion()
    /// What the hand does.
    var grip: Grip?
    /// What the hand does in each map.
    var mapHands: [ScatterHand] = []
    /// The first of the neighbours in the strip's brush.
    var firstBrushed = 0
    /// Whether maps are shown where there is no room beside the plots.
    var showsMaps = false
    /// Whether distances are those of the operation where the transformation begins.
    var showsFromDistances = false
    /// The state's revision that the content is of.
    var revision: UInt64?
    /// The stage of the latest frame.
    private(set) var stage: Stage?

    private let source = NeighborsSource()
    private let images = StabilityImages()
    private var marks: [ScatterMarks] = []
    private var labels: (key: LabelsKey, value: RadialLabels)?
    private var disc: (key: DiscKey, items: [OverlayItem])?
    /// Where the pointer is; nil: elsewhere.
    private(set) var pointer: Point?

    /// What a pressed button does.
    enum Grip {
        /// A click in the stability plot, or the beginning of a brush.
        case click(NeighborsHover, at: Point, SelectionMode)
        /// Brushes lines.
        case brush(from: Point, to: Point, SelectionMode)
        /// Moves the strip's brush.
        case strip
        /// Is busy in a map.
        case map(Int)
    }

    private struct LabelsKey: Equatable {
        var plot: Int
        var layout: RadialLayout
    }

    private struct DiscKey: Equatable {
        var plot: Int
        var layout: RadialLayout
        var theme: Theme
        var selected: Set<Int>
        var hoveredClass: Int?
    }

    /// A scene that shows nothing yet.
    public init() {}

    /// What there is to be shown.
    func content(of state: AppState, in stage: Stage) -> NeighborsContent { source.content(of: state) }

    /// Shows a content, whatever it comes from.
    func show(_ new: NeighborsContent, in stage: Stage) {
        if new.focus != content.focus || new.transformation != content.transformation { firstBrushed = 0 }
        content = new
        let last = (new.plot?.traces.count ?? 0) - ChangeStrip.brushCount
        firstBrushed = min(firstBrushed, max(last, 0))
        motion.go(
            to: new.plot, number: new.plotNumber, focus: new.focus, time: stage.time,
            isMotionReduced: stage.isMotionReduced)
        while mapHands.count < new.maps.count {
            mapHands.append(ScatterHand())
            marks.append(ScatterMarks())
        }
        arrange(in: stage)
    }

    /// Lays out what is shown.
    func arrange(in stage: Stage) {
        self.stage = stage
        motion.advance(to: stage.time)
        layout = NeighborsLayout(
            .init(size: stage.size, mapCount: content.maps.count, showsMaps: showsMaps))
        images.want(
            stabilityPlot.map {
                StabilityImage.Request(
                    lines: $0.lines, size: $0.area.size, theme: stage.theme, selected: content.selected)
            })
        refresh()
    }

    /// What the stage looks like now.
    public func makeDrawing() -> Drawing {
        guard let stage else {
            return Drawing(background: Theme.light.paper, camera: .flat(stageSize: Point(1, 1)))
        }
        var drawing = Drawing(background: stage.theme.paper, camera: .flat(stageSize: stage.size))
        let painter = NeighborsPainter(scene: self, pen: Pen(theme: stage.theme, fonts: stage.fonts))
        drawing.overlay = painter.items() + card
        return drawing
    }

    /// Brings all motion to its end.
    public func settle() {
        motion.settle()
        images.settle()
        refresh()
    }

    /// Whether something moves, or is being drawn beside.
    public var isAnimating: Bool { motion.isMoving || images.isPending }

    /// Moves the pointer; nil: it has left.
    func point(at place: Point?) {
        pointer = place
        refresh()
    }

    /// Looks again at what is under the pointer.
    func refresh() {
        guard grip == nil else { return }
        hover = pointer.flatMap { picked(at: $0) }
    }

    // MARK: Parts

    /// The lines of all pictures; nil: they are not known, or not shown.
    var stabilityPlot: StabilityPlot? {
        guard let lines = content.stability, let area = layout.stability else { return nil }
        return StabilityPlot(area: area, lines: lines)
    }

    /// The images of those lines.
    var stabilityTiles: [StabilityImage.Tile] { images.tiles }

    /// The axes of the two operations that are compared.
    var shownAxes: [Int] {
        [content.transformation.from, content.transformation.to].compactMap { content.axis(of: $0) }
    }

    /// What is being brushed in the stability plot.
    var brush: Rectangle? {
        guard case .brush(let start, let end, _) = grip else { return nil }
        return stabilityPlot?.brush(from: start, to: end)
    }

    /// The distances of the picture in focus; nil: they are not known, or not shown.
    var distancePlot: DistancePlot? {
        let curves = showsFromDistances ? content.curves.from : content.curves.to
        guard let stage, let area = layout.distances, let curves else { return nil }
        var plot = DistancePlot(
            curves: curves, classNames: content.facts?.classNames ?? [], area: area,
            pen: Pen(theme: stage.theme, fonts: stage.fonts))
        plot.hoveredClass = hoveredClass
        plot.pointedDistance = content.pointed.flatMap {
            $0 == content.focus ? nil : content.distance(of: $0, inFrom: showsFromDistances)
        }
        return plot
    }

    /// The class that is pointed at in disc or distances.
    var hoveredClass: Int? {
        switch hover {
        case .sector(let index), .curve(let index): index
        default: nil
        }
    }

    /// What stands around the disc: of where the motion leads, so that it stands still.
    var radialLabels: RadialLabels? {
        guard let plot = content.plot, let stage else { return nil }
        let key = LabelsKey(plot: content.plotNumber, layout: layout.radial)
        if let labels, labels.key == key { return labels.value }
        let made = RadialLabels(
            plot, layout.radial, classNames: content.facts?.classNames ?? [],
            ownClass: content.focus.flatMap { content.facts?.ownClass(of: $0) }, fonts: stage.fonts)
        labels = (key, made)
        return made
    }

    /// Draws the disc.
    var radialPainter: RadialPainter? {
        guard let stage, let plot = motion.plot, let labels = radialLabels else { return nil }
        var painter = RadialPainter(
            plot: plot, layout: layout.radial, labels: labels,
            pen: Pen(theme: stage.theme, fonts: stage.fonts))
        painter.ownClass = content.focus.flatMap { content.facts?.ownClass(of: $0) }
        painter.image = content.focus.flatMap(content.image)
        (painter.selected, painter.pointed) = (content.selected, content.pointed)
        (painter.hoveredClass, painter.isMoving) = (hoveredClass, motion.isPlaying)
        return painter
    }

    /// The disc: kept while nothing of it changes, as it can have thousands of lines.
    var discItems: [OverlayItem] {
        guard let painter = radialPainter, let stage else { return [] }
        guard !motion.isMoving else { return painter.disc + painter.around(picture: content.image) }
        let key = DiscKey(
            plot: content.plotNumber, layout: layout.radial, theme: stage.theme, selected: content.selected,
            hoveredClass: hoveredClass)
        if disc?.key != key { disc = (key, painter.disc) }
        return (disc?.items ?? []) + painter.around(picture: content.image)
    }

    /// The bars of all changes.
    var strip: ChangeStrip { ChangeStrip(content.plot?.traces.map(\.change) ?? [], in: layout.strip) }

    /// The neighbour of a bar; what is pointed at may be of a moment ago.
    func trace(ofBar index: Int) -> RadialPlot.Trace? {
        content.plot.flatMap { $0.traces.indices.contains(index) ? $0.traces[index] : nil }
    }

    /// The pictures in the strip's brush, with their places.
    var brushedPictures: [(sample: Int, place: Rectangle)] {
        guard let traces = content.plot?.traces else { return [] }
        let shown = traces.dropFirst(firstBrushed).prefix(ChangeStrip.brushCount)
        return zip(shown, layout.pictures).map { ($0.sample, $1) }
    }

    /// Draws a map, and knows what lies where in it.
    func mapPainter(_ index: Int) -> ScatterPainter? {
        guard let stage, layout.maps.indices.contains(index), content.maps.indices.contains(index),
            let scatter = content.maps[index].scatter
        else { return nil }
        let frame = layout.maps[index]
        var painter = ScatterPainter(
            scatter: scatter, frame: frame,
            transform: mapHands[index].view.transform(of: scatter.places.bounds, in: frame),
            theme: stage.theme, fonts: stage.fonts)
        if case .map(index, let hover) = hover { painter.hover = hover }
        painter.lasso = mapHands[index].lasso
        return painter
    }

    /// A map.
    func mapItems(_ index: Int) -> [OverlayItem] {
        guard let painter = mapPainter(index) else { return [] }
        let cloud = marks[index].cloud(
            of: painter.scatter, in: layout.maps[index].size, theme: painter.theme)
        return painter.items(marks: cloud, image: content.image) + painter.focusItems(content.focus)
    }
}

extension ScatterPainter {
    /// Around the picture whose neighbours are shown.
    func focusItems(_ sample: Int?) -> [OverlayItem] {
        guard let place = sample.flatMap({ place(of: $0) }) else { return [] }
        let position = sample.flatMap { scatter.places.position(of: $0) } ?? 0
        let index = scatter.places.classOf[position]
        return [
            .points(
                PointCloud([
                    .init(
                        .circle, at: place, radius: 9, fill: theme.casing, outline: theme.ink, outlineWidth: 2
                    ),
                    .init(
                        SampleMarks.mark(index), at: place, radius: 5, fill: SampleMarks.color(index, theme)),
                ]))
        ]
    }
}
