import Datasets
import Rendering
import Samples

extension Figure {
    /// The channels of a layer by pictures grouped by class, ordered by one of their metrics.
    ///
    /// - Parameters:
    ///   - layer: the layer's name.
    ///   - ordering: what the rows are ordered by.
    ///   - leftOutShare: the share of the lowest summaries that have no colour.
    @MainActor public static func heatmap(
        _ heatmap: ChannelHeatmap, of population: Population, layer: String,
        ordering: ChannelOrdering = .classDistance, leftOutShare: Float = 0.1, theme: Theme
    ) -> Figure {
        let content = HeatmapContent(
            heatmap, population, ordering: ordering, leftOutShare: leftOutShare, number: 0)
        return self.heatmap(content, classNames: population.classNames, layer: layer, theme: theme)
    }

    static func heatmap(
        _ content: HeatmapContent, classNames: [String], layer: String, theme: Theme
    ) -> Figure {
        let pen = Pen(theme: theme, fonts: .standard)
        let cells = Point(
            Float(min(max(content.samples.count * 4, 240), 1200)),
            Float(min(max(content.channelCount * 6, 120), 900)))
        let room = Rectangle(
            x: margin, y: 72, width: cells.x + HeatmapLayout.gutter + HeatmapLayout.metricsWidth,
            height: cells.y + HeatmapLayout.head + HeatmapLayout.foot)
        let layout = HeatmapLayout(channelCount: content.channelCount, classOf: content.classOf, in: room)
        let plot = HeatmapPlot(
            content: content, layout: layout, pen: pen,
            image: HeatmapImage.make(content, layout, theme: theme))
        let width = max((layout.metrics.last?.maxX ?? 0) - margin, 420)
        let legend = ClassLegend(
            content.classOf, classNames, at: Point(margin, layout.area.maxY + HeatmapLayout.foot + 24),
            width: width,
            pen: pen)
        let channels = NumberFormat.count(content.channelCount, "channel")
        let pictures = NumberFormat.count(content.samples.count, "picture")
        let remark = "\(channels) by \(pictures), ordered by \(PruningWords.name(content.ordering))"
        return Figure(
            size: Point(width + 2 * margin, legend.bottom + margin), theme: theme,
            heading("Channels: \(layer)", remark, width: width, theme: theme) + plot.items + legend.items)
    }

    /// The classes that a layer takes for one another, the kinds it finds in them, and its clusters.
    ///
    /// - Parameter thumbnail: the picture of a sample, by its index in the data set.
    @MainActor public static func hierarchy(
        _ hierarchy: ConfusionHierarchy, clusters: SampleClusters?, of population: Population, layer: String,
        theme: Theme, thumbnail: (Int) -> Picture?
    ) -> Figure {
        self.hierarchy(
            HierarchyContent(hierarchy, population), clusters.map { ClusterBarsContent($0, population) },
            classNames: population.classNames, layer: layer, theme: theme
        ) { sample in
            thumbnail(sample).map { DisplayImage(rgb: $0.pixels, width: $0.width, height: $0.height) }
        }
    }

    @MainActor static func hierarchy(
        _ content: HierarchyContent, _ clusters: ClusterBarsContent?, classNames: [String], layer: String,
        theme: Theme, thumbnail: (Int) -> DisplayImage?
    ) -> Figure {
        let pen = Pen(theme: theme, fonts: .standard)
        let width: Float = 640
        let rows = min(content.members.count, HierarchyLayout.mostRows)
        let tree = Rectangle(x: margin, y: 76, width: width, height: 36 + 42 * Float(rows))
        return withoutActuallyEscaping(thumbnail) { thumbnail in
            let plot = HierarchyPlot(
                content: content, layout: HierarchyLayout(content, in: tree), classNames: classNames,
                pen: pen,
                thumbnail: thumbnail)
            var items = plot.items
            var bottom = tree.maxY
            if let clusters {
                let place = Rectangle(
                    x: margin, y: tree.maxY + 48, width: width,
                    height: ClusterBars.extent(clusters.clusters.count) + 1)
                items.append(
                    pen.text(
                        "Clusters: \(clusters.method)", Point(margin, place.minY - 14), size: TypeSize.body,
                        weight: .semibold))
                items += ClusterBars(content: clusters, place: place, pen: pen).items
                bottom = place.maxY
            }
            let remark = "mean Jaccard similarity of the classes, average linkage; subclasses by K-means"
            return Figure(
                size: Point(width + 2 * margin, bottom + margin), theme: theme,
                heading("Hierarchy: \(layer)", remark, width: width, theme: theme) + items)
        }
    }

    /// Accuracy against the share of a layer's channels removed, for all pictures and for every class.
    @MainActor public static func pruning(
        _ curve: PruningCurve, ordering: ChannelOrdering, of population: Population, layer: String,
        theme: Theme
    ) -> Figure {
        pruning(PruningContent(curve, ordering, population), layer: layer, theme: theme)
    }

    static func pruning(_ content: PruningContent, layer: String, theme: Theme) -> Figure {
        let pen = Pen(theme: theme, fonts: .standard)
        let place = Rectangle(x: margin, y: 72, width: 640, height: 400)
        let plot = PruningPlot(content, in: place, pen: pen)
        let remark =
            "accuracy on \(NumberFormat.count(content.sampleCount, "picture")), "
            + "channels removed by \(PruningWords.name(content.ordering)), the lowest first"
        let words = [
            pen.text(PruningWords.summary(content), Point(margin, place.maxY + 24), weight: .semibold),
            pen.text(
                PruningWords.order(content, upTo: content.channelCount, width: place.width, pen: pen),
                Point(margin, place.maxY + 44), color: theme.ink2),
        ]
        return Figure(
            size: Point(place.maxX + margin, place.maxY + 44 + margin), theme: theme,
            heading("Pruning: \(layer)", remark, width: place.width, theme: theme) + plot.items + words)
    }
}

/// The classes of a figure: marks and names, in lines.
struct ClassLegend {
    /// All of them.
    let items: [OverlayItem]
    /// Below the last line.
    let bottom: Float

    /// The classes that occur; those that share the grey ring are counted.
    init(_ classOf: [Int], _ classNames: [String], at start: Point, width: Float, pen: Pen) {
        var items: [OverlayItem] = []
        var place = start
        for (index, words) in Self.entries(Set(classOf), classNames) {
            let name = pen.fonts.truncated(words, to: width - 20, size: TypeSize.label)
            let extent = pen.fonts.width(of: name, size: TypeSize.label) + 36
            if place.x > start.x, place.x + extent - 20 > start.x + width {
                place = Point(start.x, place.y + 22)
            }
            items += pen.mark(index, place + Point(6, -4.5)) + [pen.text(name, place + Point(16, 0))]
            place.x += extent
        }
        (self.items, bottom) = (items, place.y + 6)
    }

    /// Classes with a mark of their own by name; then how many share one, in the name of the first of them.
    private static func entries(_ classes: Set<Int>, _ names: [String]) -> [(index: Int, words: String)] {
        let shown = classes.filter { names.indices.contains($0) }.sorted()
        let named = shown.prefix { $0 < CurveLabels.mostMarked }.map { ($0, names[$0]) }
        let others = shown.dropFirst(named.count)
        guard let first = others.first else { return named }
        return named + [(first, others.count == 1 ? names[first] : "and \(others.count) more")]
    }
}
