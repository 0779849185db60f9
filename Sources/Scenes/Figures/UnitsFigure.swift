import Rendering
import Samples
import Tensors

extension Figure {
    /// The most varying units of an operation against each other, at most six.
    ///
    /// - Parameters:
    ///   - points: the places of pictures that are its points.
    ///   - population: the pictures that they are of.
    ///   - names: what the units are called; empty: by number.
    @MainActor public static func units(
        _ points: UnitPoints, of population: Population, operation: SampleOperation, names: [String] = [],
        theme: Theme
    ) -> Figure {
        let cloud = UnitCloud(points, of: population)
        let units = Array(points.order.prefix(6))
        let side: Float = 132
        let grid = UnitGrid(
            origin: Point(margin + UnitsLayout.labelWidth, 100), side: side, columns: units, rows: units)
        let painter = UnitGridPainter(
            grid: grid, cloud: cloud, names: UnitsWords.names(names, count: cloud.unitCount), theme: theme,
            fonts: .standard)
        // Two pixels a point: figures are printed.
        let splat = UnitSplat(
            side: Int(side * 2), range: points.range, dot: UnitSplat.dot(cloud.count, scale: 2), theme: theme)
        let items = painter.items(
            plot: { cell in
                if let unit = grid.single(cell) {
                    return .bins(UnitHistogram.bins(of: cloud, unit: unit, count: UnitPlots.binCount(side)))
                }
                return .points(
                    splat.image(of: cloud, x: grid.columns[cell.column], y: grid.rows[cell.row]))
            }, chosen: { _ in nil })
        let width = max(grid.place.maxX - margin, 420)
        let legend = ClassLegend(
            population.classOf, population.classNames, at: Point(margin, grid.place.maxY + 50), width: width,
            pen: Pen(theme: theme, fonts: .standard))
        return Figure(
            size: Point(margin * 2 + width, legend.bottom + margin), theme: theme,
            heading(
                "\(operation.name), unit against unit",
                UnitsWords.figure(cloud, shown: units.count, operation.shape),
                width: width, theme: theme) + items + legend.items)
    }
}
