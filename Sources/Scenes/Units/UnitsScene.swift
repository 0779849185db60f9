import Inference
import Rendering
import Workbench

/// A layer of a data set: its units against each other, places of pictures as points.
@MainActor public final class UnitsScene: SampleScene {
    /// Which one it is.
    public let name = SceneName.units

    /// What is shown.
    private(set) var content = UnitsContent()
    /// Where it stands.
    private(set) var layout = UnitsLayout(UnitsLayout.Request(size: Point(1, 1)))
    /// The plots in view.
    private(set) var grid = UnitGrid()
    /// What is under the pointer.
    private(set) var hover: UnitsHover?
    /// Which part of the matrix is in view.
    var view = UnitMatrixView()
    /// The first layer of the strip that is seen.
    var firstLayer = 0
    /// What the hand does.
    var hand = UnitsHand()
    /// A unit that is to be brought to the middle as soon as its layer is there.
    var wantedUnit: (layer: Int, unit: Int)?
    /// The state's revision that the content is of.
    var revision: UInt64?
    /// The stage of the latest frame.
    private(set) var stage: Stage?

    private let source = UnitsSource()
    private let plots = UnitPlots()
    private let marks = UnitMarks()
    private var overview: (cloud: UInt64, order: [Int], isDark: Bool, image: DisplayImage)?
    private var isDark = false
    private var pointer: Point?

    /// A scene that shows nothing yet.
    public init() {}

    /// What there is to be shown, in the colours of the stage.
    func content(of state: AppState, in stage: Stage) -> UnitsContent {
        isDark = stage.theme.isDark
        return source.content(of: state, theme: stage.theme)
    }

    /// Whether what is shown has other colours than the stage.
    func isOutdated(in stage: Stage) -> Bool { isDark != stage.theme.isDark }

    /// Shows a content, whatever it comes from.
    func show(_ new: UnitsContent, in stage: Stage) {
        let isOther = new.operation != content.operation || new.layers.count != content.layers.count
        let isOtherLayer = new.layer != content.layer
        content = new
        if isOther {
            hand.outline = nil
            if isOtherLayer { (view.column, view.row) = (0, 0) }
        }
        arrange(in: stage)
        if isOtherLayer { firstLayer = layout.firstLayer(showing: content.layer, from: firstLayer) }
        if let wantedUnit, content.cloud != nil {
            self.wantedUnit = nil
            if wantedUnit.layer == content.layer { center(unit: wantedUnit.unit) }
        }
        arrange(in: stage)
    }

    /// Lays out what is shown.
    func arrange(in stage: Stage) {
        self.stage = stage
        source.take()
        layout = UnitsLayout(
            UnitsLayout.Request(
                size: stage.size, perSide: view.perSide, unitCount: content.order.count,
                classCount: content.classes.count, layerCount: content.layers.count, firstLayer: firstLayer))
        view.move(by: 0, 0, shown: layout.shown, of: content.order.count)
        let shown = min(layout.shown, content.order.count)
        grid = UnitGrid(
            origin: layout.matrix.origin, side: layout.plotSide,
            columns: Array(content.order.dropFirst(view.column).prefix(shown)),
            rows: Array(content.order.dropFirst(view.row).prefix(shown)))
        if let cloud = content.cloud {
            plots.want(
                grid, of: cloud, content.chosen,
                UnitPlots.Look(side: grid.side, scale: stage.scale, theme: stage.theme))
        } else {
            plots.wantNothing()
        }
        refresh()
    }

    /// What the stage looks like now.
    public func makeDrawing() -> Drawing {
        guard let stage else {
            return Drawing(background: Theme.light.paper, camera: .flat(stageSize: Point(1, 1)))
        }
        var drawing = Drawing(background: stage.theme.paper, camera: .flat(stageSize: stage.size))
        let painter = UnitsPainter(
            content: content, layout: layout, grid: grid, view: view, hover: hover,
            pen: Pen(theme: stage.theme, fonts: stage.fonts))
        drawing.overlay =
            painter.items(plots: plotItems, overview: overviewImage) + handItems(stage) + cardItems(stage)
        return drawing
    }

    /// Makes what is still to come.
    public func settle() {
        plots.finish()
        _ = card(in: stage)
        source.finish()
    }

    /// Whether plots or a picture are still to come.
    public var isAnimating: Bool { plots.isBusy || source.isBusy }

    /// Moves the pointer; nil: it has left.
    func point(at place: Point?) {
        pointer = place
        refresh()
    }

    /// Looks again at what is under the pointer.
    func refresh() { hover = hand.isBusy ? hover : pointer.flatMap { picked(at: $0) } }

    /// Brings a unit to the middle.
    func center(unit: Int) {
        guard let place = content.order.firstIndex(of: unit) else { return }
        view.center(place, place, shown: layout.shown, of: content.order.count)
        if let stage { arrange(in: stage) }
    }

    // MARK: Plots

    private var plotItems: [OverlayItem] {
        guard let stage, let cloud = content.cloud else { return [] }
        var painter = UnitGridPainter(
            grid: grid, cloud: cloud, names: content.unitNames, theme: stage.theme, fonts: stage.fonts)
        painter.hasSelection = !content.chosen.indices.isEmpty
        if case .unit(let unit) = hover { painter.hoveredUnit = unit }
        let made = { [plots, grid] (cell: UnitGrid.Cell, isChosen: Bool) -> UnitGridPainter.Plot? in
            plots.key(x: grid.columns[cell.column], y: grid.rows[cell.row], isChosen: isChosen)
                .flatMap { plots.plot($0) }
        }
        let items = painter.items(
            plot: { made($0, false) }, chosen: { painter.hasSelection ? made($0, true) : nil })
        guard painter.hasSelection else { return items }
        return items + [.points(marks.cloud(of: content.chosen, in: cloud, grid, theme: stage.theme))]
    }

    /// The correlation of all units, in their order.
    private var overviewImage: DisplayImage? {
        guard let stage, let cloud = content.cloud else { return nil }
        if let overview, overview.cloud == cloud.id, overview.order == content.order,
            overview.isDark == isDark
        {
            return overview.image
        }
        let image = UnitOverview.image(of: cloud.points.correlation, order: content.order, theme: stage.theme)
        overview = (cloud.id, content.order, isDark, image)
        return image
    }

    // MARK: The hand

    /// The points that are ringed: the one under the pointer, or those of the sample that another view points at.
    var ringed: [Int] {
        guard let cloud = content.cloud else { return [] }
        if case .point(let point, _) = hover { return [point] }
        guard let position = content.pointed.flatMap({ self.position(of: $0, in: cloud) }) else { return [] }
        let wanted = Int32(position)
        return Array(
            cloud.points.positions.indices.lazy.filter { cloud.points.positions[$0] == wanted }.prefix(16))
    }

    private func position(of sample: Int, in cloud: UnitCloud) -> Int? {
        var (low, high) = (0, cloud.samples.count)
        while low < high {
            let middle = (low + high) / 2
            if cloud.samples[middle] < sample { low = middle + 1 } else { high = middle }
        }
        return low < cloud.samples.count && cloud.samples[low] == sample ? low : nil
    }

    private func handItems(_ stage: Stage) -> [OverlayItem] {
        let theme = stage.theme
        var items = rings(theme)
        guard let (lasso, cell) = hand.lasso(in: grid) else { return items }
        items.append(.box(Box(grid.plot(cell).inset(by: -2), border: theme.signal, borderWidth: 2)))
        guard lasso.corners.count > 1 else { return items }
        items += lasso.bands.map { .box(Box($0, fill: theme.signal.opacity(0.06))) }
        let line = { (width: Float, color: Color) in
            OverlayItem.polyline(Polyline(lasso.corners, width: width, color: color, isClosed: lasso.isArea))
        }
        return items + [line(3.6, theme.casing), line(1.6, theme.signal)]
    }

    private func rings(_ theme: Theme) -> [OverlayItem] {
        guard let cloud = content.cloud else { return [] }
        let scale = UnitScale(range: cloud.points.range, side: grid.side)
        let isFine = ringed.count > 1
        var marks: [PointCloud.Mark] = []
        for point in ringed {
            for cell in grid.cells where grid.single(cell) == nil {
                let (x, y) = (
                    cloud.value(grid.columns[cell.column], point), cloud.value(grid.rows[cell.row], point)
                )
                guard x == x, y == y else { continue }
                let place = grid.plot(cell).origin + scale.place(x, y)
                let radius: Float = isFine ? 4 : 5.5
                marks += [
                    PointCloud.Mark(.ring, at: place, radius: radius + 1.2, fill: theme.casing),
                    PointCloud.Mark(.ring, at: place, radius: radius, fill: theme.signal),
                ]
            }
        }
        return marks.isEmpty ? [] : [.points(PointCloud(marks))]
    }

    // MARK: The card

    /// The card of the point under the pointer; nil: there is none, or no room for it.
    func card(in stage: Stage?) -> UnitCard? {
        guard case .point(let point, let cell) = hover, let place = layout.card, let cloud = content.cloud,
            let facts = content.facts
        else { return nil }
        let sample = cloud.sample(point)
        let units = [grid.columns[cell.column], grid.rows[cell.row]]
        let mapPlace = Int(cloud.points.places[point])
        let label = facts.ownClass(of: sample).map { facts.classNames[$0] + ", " } ?? ""
        return UnitCard(
            place: place,
            content: UnitCard.Content(
                image: content.picture(sample) ?? content.thumbnail(sample), pictureSize: content.pictureSize,
                field: content.field(mapPlace), name: label + facts.name(of: sample),
                classIndex: facts.ownClass(of: sample) ?? -1,
                place: content.isMap ? content.position(ofPlace: mapPlace) : nil,
                values: units.map { (content.unitNames[$0], cloud.value($0, point)) },
                side: UnitsWords.side(content.settings.unitSide)))
    }

    private func cardItems(_ stage: Stage) -> [OverlayItem] {
        card(in: stage)?.items(Pen(theme: stage.theme, fonts: stage.fonts)) ?? []
    }
}
