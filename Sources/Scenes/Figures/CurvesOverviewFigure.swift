import Rendering
import Samples

extension Figure {
    /// The samples on a curve at every operation, in the drawing of the network, with names and qualities.
    ///
    /// - Parameters:
    ///   - orders: by `SampleOperation.id`; where one is missing its frame stays empty.
    ///   - operations: those that are shown, the input first, in the order in which they are computed.
    ///   - labels: the class of each sample of the population, an index into its names; -1: of none.
    ///   - usesWholeOrders: whether curves are squares of 2^k cells a side.
    @MainActor public static func curves(
        _ orders: [Int: SampleOrder], of population: Population, operations: [SampleOperation], labels: [Int],
        usesWholeOrders: Bool, theme: Theme
    ) -> Figure {
        let content = CurvesContent(orders, of: population, operations, labels, usesWholeOrders)
        let cells = content.grid.map { max($0.width, $0.height) } ?? 1
        // A figure is as wide as its network: nothing has to fit.
        let columns = Float(content.graph.ranks.count + 1)
        let tile = StripLayout.side(atMost: max(Float(cells), StripLayout.largestGlyph - 20), cells: cells)
        let layout = StripLayout(content.graph, tile: tile, pitch: tile + 42, spacing: .glyphs(side: tile))
        let width = max(columns * (tile + 42) - 42, 560)
        let height = (layout.heights.upperBound - layout.heights.lowerBound).rounded(.up)
        let area = Rectangle(x: margin - 4, y: 76, width: width + 8, height: height + 8)
        let pen = Pen(theme: theme, fonts: .standard)
        let painter = CurveGraphPainter(
            content: content, layout: layout, view: StripView(layout, in: area), area: area, pen: pen,
            images: CurveImages(), marksOpen: false)
        let legend = ClassLegend(
            labels, population.classNames, at: Point(margin, area.maxY + 28), width: width, pen: pen)
        return Figure(
            size: Point(width + 2 * margin, legend.bottom + margin), theme: theme,
            heading(
                "\(NumberFormat.count(population.count, "picture")) through the network", remark(content), width: width,
                theme: theme) + painter.items + legend.items)
    }

    @MainActor private static func remark(_ content: CurvesContent) -> String {
        let cells = content.grid.map { " (\(CurvesWords.cells($0)))" } ?? ""
        let quality = content.hasClasses ? "; below: neighboring cells with the same label" : ""
        return "one cell is one picture, in VAT order along a Hilbert curve\(cells)\(quality)"
    }
}

extension CurvesContent {
    /// What a figure shows.
    fileprivate init(
        _ orders: [Int: SampleOrder], of population: Population, _ operations: [SampleOperation], _ labels: [Int],
        _ usesWholeOrders: Bool
    ) {
        self.init()
        (isOpen, self.population) = (true, population)
        let hasClasses = labels.contains { $0 >= 0 }
        self.labels = CurveLabels(hasClasses ? .given : .none, names: population.classNames, classOf: labels)
        memberCounts = self.labels.memberCounts
        coloring = self.labels.usualColoring
        graph = LayeredGraph.laidOut(operations)
        grid = orders.values.first.map {
            CurveGrid(holding: $0.order.count, usesWholeOrders: usesWholeOrders)
        }
        self.operations = operations.map { operation in
            var shown = Operation(
                id: operation.id, name: operation.name, extent: CurvesWords.extent(operation))
            if let order = orders[operation.id], let grid, order.order.count == grid.count {
                shown.glyph = CurveGlyph(
                    order.order, on: grid, labels: labels, classCount: population.classNames.count)
            }
            return shown
        }
    }
}
