import Analysis
import Rendering
import Samples

/// Neighbourhoods in reports.
extension Figure {
    /// How many of its nearest neighbours in the input every sample keeps, a line each.
    ///
    /// - Parameters:
    ///   - overlaps: the neighbours kept, `[operation][sample]`.
    ///   - operations: the operations, the input first.
    ///   - count: how many neighbours were compared.
    public static func stability(
        overlaps: [[Int]], operations: [SampleOperation], count: Int, theme: Theme
    ) -> Figure {
        let samples = Array(0..<(overlaps.first?.count ?? 0))
        let lines = StabilityLines(overlaps, names: operations.map(\.name), samples: samples, count: count)
        let pen = Pen(theme: theme, fonts: .standard)
        let pitch = min(max(36, 240 / Float(max(operations.count - 1, 1))), 120)
        // A figure has room for whole names.
        let longest = operations.map {
            pen.fonts.width(of: $0.name, size: TypeSize.label, weight: .semibold)
        }
        let names = min(max((longest.max() ?? 0).rounded(.up) + 10, StabilityPainter.nameWidth), 240)
        let area = Rectangle(
            x: margin + names, y: 92, width: 440,
            height: (pitch * Float(max(operations.count - 1, 1))).rounded())
        let plot = StabilityPlot(area: area, lines: lines)
        let tiles = StabilityImage.tiles(.init(lines: lines, size: area.size, theme: theme, selected: []))
        var painter = StabilityPainter(plot: plot, pen: pen)
        painter.nameWidth = names
        let width = area.maxX - margin
        let remark =
            NeighborsWords.thinned(lines)
            ?? "\(NumberFormat.count(samples.count, "picture")), one line each"
        return Figure(
            size: Point(area.maxX + margin + 12, area.maxY + StabilityPainter.keyHeight + margin),
            theme: theme,
            heading(
                "Of its \(NumberFormat.count(count)) nearest pictures in the input, how many stay", remark,
                width: width, theme: theme) + painter.items(tiles ?? []))
    }

    /// How far one sample is from those of every class in an operation.
    ///
    /// - Parameters:
    ///   - position: the sample, by its position in the population.
    ///   - name: what the sample is called.
    ///   - count: whose distance is marked: that of the last of so many neighbours.
    public static func distances(
        _ distances: SampleDistances, of position: Int, called name: String, in population: Population,
        operation: SampleOperation, count: Int, theme: Theme
    ) -> Figure {
        let ownClass = population.classOf.indices.contains(position) ? population.classOf[position] : -1
        let curves = DistanceCurves(
            distances, ownClass: ownClass < 0 ? nil : ownClass, hasClasses: !population.classNames.isEmpty,
            count: count)
        let area = Rectangle(x: margin + 8, y: 84, width: 560, height: 220)
        let pen = Pen(theme: theme, fonts: .standard)
        let plot = DistancePlot(curves: curves, classNames: population.classNames, area: area, pen: pen)
        let legend = ClassLegend(
            curves.curves.map(\.classIndex), population.classNames, at: Point(area.minX, area.maxY + 48),
            width: area.width, pen: pen)
        return Figure(
            size: Point(area.maxX + margin + 8, legend.bottom + margin), theme: theme,
            heading(
                "Distances in \(operation.name): \(name)", NeighborsWords.bandwidth(curves),
                width: area.width, theme: theme) + plot.items() + legend.items)
    }

    /// How the neighbourhood of one sample changes from one operation to another.
    ///
    /// - Parameters:
    ///   - position: the sample, by its position in the population.
    ///   - name: what the sample is called.
    ///   - count: how many neighbours each operation has.
    ///   - image: the small picture of a sample, by its index in the data set.
    @MainActor public static func transformation(
        from: SampleDistances, to: SampleDistances, of position: Int, called name: String,
        in population: Population, operations: (from: SampleOperation, to: SampleOperation), count: Int,
        image: (Int) -> DisplayImage?, theme: Theme
    ) -> Figure {
        let change = NeighborhoodChange(
            from: from.distances, fromOrder: from.order, to: to.distances, toOrder: to.order, count: count)
        let plot = RadialPlot(change, samples: population.samples, classOf: population.classOf)
        let pen = Pen(theme: theme, fonts: .standard)
        let layout = RadialLayout(in: Rectangle(x: margin, y: 72, width: 700, height: 560))
        let ownClass = population.classOf.indices.contains(position) ? population.classOf[position] : -1
        let own = ownClass < 0 ? nil : ownClass
        let labels = RadialLabels(
            plot, layout, classNames: population.classNames, ownClass: own, fonts: .standard)
        let painter = RadialPainter(
            plot: plot, layout: layout, labels: labels, pen: pen, ownClass: own,
            image: population.samples.indices.contains(position) ? image(population.samples[position]) : nil)
        let key = RadialKey(at: Point(margin, layout.bounds.maxY + 18), count: change.count, pen: pen)
        let strip = ChangeStrip(
            plot.traces.map(\.change),
            in: Rectangle(x: margin, y: layout.bounds.maxY + 64, width: layout.bounds.width, height: 90))
        let bars = ChangeStripPainter(strip: strip, pen: pen)
        let words = NeighborsWords.transformation(
            from: operations.from.name, to: operations.to.name, shown: plot.traces.count,
            of: plot.traces.count)
        return Figure(
            size: Point(layout.bounds.maxX + margin, strip.area.maxY + margin + 8), theme: theme,
            heading("Neighborhood of \(name)", words, width: layout.bounds.width, theme: theme)
                + painter.items(picture: image) + key.items(width: layout.bounds.width)
                + bars.items() + bars.words(baseline: strip.area.minY - 12).items)
    }
}
