import Rendering
import Samples
import Workbench

/// What is shown on a card, with its geometry: made when the stage is laid out, drawn every frame.
@MainActor struct CardPlot {
    /// The geometry of what is shown.
    enum Shape {
        /// Words.
        case words(String, isError: Bool, progress: SIMD2<Int>?)
        /// Channels by pictures.
        case heatmap(HeatmapContent, HeatmapLayout)
        /// Classes and, where they are known, clusters.
        case hierarchy(HierarchyContent, HierarchyLayout, ClusterBarsContent?, Rectangle)
        /// Accuracy against channels removed.
        case pruning(PruningContent, Rectangle)
        /// The embedding in its frame.
        case scatter(Scatter, Rectangle, remark: String)
        /// The Jaccard matrix, where its cells begin, and the strong channels behind it.
        case matrix(SampleMatrix, MatrixGrid, Point, SharedChannels, remark: String)
    }

    /// What is shown.
    let shape: Shape
    /// Where.
    let body: Rectangle
    /// Beside the choice of the view.
    let buttons: [CardButton]
    /// What is kept between frames.
    let memory: LayerMapMemory

    /// A card's plot in its place.
    init(
        _ card: ChannelsContent.Card, in place: ChannelsLayout.CardPlace, buttons: [CardButton],
        memory: LayerMapMemory
    ) {
        (body, self.buttons, self.memory) = (place.body, buttons, memory)
        switch card.body {
        case .waiting(let words, let progress):
            shape = .words(words, isError: false, progress: progress)
        case .failed(let words): shape = .words(words, isError: true, progress: nil)
        case .heatmap(let heatmap):
            shape = .heatmap(
                heatmap,
                HeatmapLayout(channelCount: heatmap.channelCount, classOf: heatmap.classOf, in: place.body))
        case .hierarchy(let hierarchy, let clusters):
            let parts = ChannelsLayout.clusters(in: place.body, count: clusters?.clusters.count ?? 0)
            shape = .hierarchy(hierarchy, HierarchyLayout(hierarchy, in: parts.tree), clusters, parts.bars)
        case .map(let map):
            switch map.shown {
            case .scatter(let scatter):
                shape = .scatter(scatter, LayerMapCard.frame(in: place.body), remark: map.remark)
            case .matrix(let matrix, let shared):
                let (grid, origin) = LayerMapCard.grid(matrix, in: place.body)
                shape = .matrix(matrix, grid, origin, shared, remark: map.remark)
            }
        case .pruning(let pruning):
            shape = .pruning(
                pruning,
                Rectangle(
                    x: place.body.minX, y: place.body.minY, width: place.body.width,
                    height: place.body.height - 50))
        }
    }

    /// What is at a place.
    func part(at place: Point, _ pen: Pen) -> CardPart? {
        switch shape {
        case .words: return nil
        case .scatter: return scatterPainter(pen)?.picked(at: place).map { .scatter($0) }
        case .matrix: return matrixPainter(pen)?.picked(at: place).map { .matrix($0) }
        case .heatmap(_, let layout): return layout.part(at: place).map { .heatmap($0) }
        case .hierarchy(let content, let layout, let clusters, let bars):
            if let clusters,
                let index = ClusterBars(content: clusters, place: bars, pen: pen).cluster(at: place)
            {
                return .cluster(index)
            }
            return layout.part(at: place, content).map { .hierarchy($0) }
        case .pruning(let content, let place0):
            return PruningPlot(content, in: place0, pen: pen).nearest(to: place).map {
                .pruning(step: $0.step, curve: $0.curve)
            }
        }
    }

    /// Draws the scatterplot, and knows what lies where in it; nil: there is none.
    func scatterPainter(_ pen: Pen) -> ScatterPainter? {
        guard case .scatter(let scatter, let frame, _) = shape else { return nil }
        let transform = memory.hand.view.transform(of: scatter.places.bounds, in: frame)
        return ScatterPainter(
            scatter: scatter, frame: frame, transform: transform, theme: pen.theme, fonts: pen.fonts)
    }

    /// Draws the matrix, and knows what lies where in it; nil: there is none.
    func matrixPainter(_ pen: Pen) -> MatrixPainter? {
        guard case .matrix(let matrix, let grid, let origin, _, _) = shape else { return nil }
        return MatrixPainter(matrix: matrix, grid: grid, origin: origin, theme: pen.theme, fonts: pen.fonts)
    }

    private func scatterItems(_ hovered: CardPart?, remark: String, _ painter: ChannelsPainter)
        -> [OverlayItem]
    {
        guard var plot = scatterPainter(painter.pen) else { return [] }
        if case .scatter(let hover) = hovered { plot.hover = hover }
        plot.lasso = memory.hand.lasso
        let marks = memory.marks.cloud(
            of: plot.scatter, in: plot.frame.size, theme: plot.theme, isFaint: plot.scatter.showsPictures)
        return plot.items(marks: marks, image: painter.thumbnail) + [
            painter.pen.text(
                remark, Point(body.minX, body.maxY - 5), width: body.width, color: painter.pen.theme.ink2)
        ]
    }

    private func matrixItems(_ hovered: CardPart?, remark: String, _ painter: ChannelsPainter)
        -> [OverlayItem]
    {
        guard var plot = matrixPainter(painter.pen) else { return [] }
        (plot.selected, plot.pointed) = (painter.content.selected, painter.content.pointed)
        if case .matrix(let hover) = hovered { plot.hover = hover }
        return plot.items(image: memory.images.image(of: plot.matrix, on: plot.grid))
            + plot.key(at: Point(plot.origin.x, body.maxY - 5), remark: remark)
    }

    /// What it looks like.
    func items(_ hovered: CardPart?, _ painter: ChannelsPainter) -> [OverlayItem] {
        let (pen, content) = (painter.pen, painter.content)
        switch shape {
        case .words(let words, let isError, let progress): return sentence(words, isError, progress, pen)
        case .scatter(_, _, let remark): return scatterItems(hovered, remark: remark, painter)
        case .matrix(_, _, _, _, let remark): return matrixItems(hovered, remark: remark, painter)
        case .heatmap(let heatmap, let layout):
            var plot = HeatmapPlot(
                content: heatmap, layout: layout, pen: pen,
                image: painter.images.heatmap(heatmap, layout, theme: pen.theme))
            if case .heatmap(let part) = hovered { plot.hovered = part }
            (plot.selected, plot.pointed) = (content.selected, content.pointed)
            return plot.items
        case .hierarchy(let hierarchy, let layout, let clusters, let bars):
            var plot = HierarchyPlot(
                content: hierarchy, layout: layout, classNames: content.classNames, pen: pen,
                thumbnail: painter.thumbnail)
            if case .hierarchy(let part) = hovered { plot.hovered = part }
            (plot.selected, plot.pointed) = (content.selected, content.pointed)
            return plot.items + clusterItems(clusters, bars, hovered, painter)
        case .pruning(let pruning, let place):
            var plot = PruningPlot(pruning, in: place, pen: pen)
            if case .pruning(let step, let curve) = hovered { (plot.step, plot.curve) = (step, curve) }
            return plot.items + words(of: pruning, step: plot.step, pen)
        }
    }

    private func clusterItems(
        _ clusters: ClusterBarsContent?, _ place: Rectangle, _ hovered: CardPart?, _ painter: ChannelsPainter
    ) -> [OverlayItem] {
        guard let clusters, !clusters.clusters.isEmpty else { return [] }
        let pen = painter.pen
        var bars = ClusterBars(content: clusters, place: place, pen: pen)
        bars.selected = painter.content.selected
        if case .cluster(let index) = hovered { bars.hovered = index }
        let y = place.minY - 12
        let title = "Clusters"
        let width = pen.fonts.width(of: title, size: TypeSize.body, weight: .semibold) + 8
        let rest = clusters.clusters.count - bars.shownCount
        let more = rest > 0 ? "; \(rest) more" : ""
        return [
            pen.text(title, Point(place.minX, y), size: TypeSize.body, weight: .semibold),
            pen.text(
                "\(clusters.method): their classes\(more)", Point(place.minX + width, y),
                width: place.width - width, color: pen.theme.ink2),
        ] + bars.items
    }

    /// Below the curve: what it says, and which channels go first.
    private func words(of pruning: PruningContent, step: Int?, _ pen: Pen) -> [OverlayItem] {
        let count = step.map { pruning.removedCounts[$0] } ?? pruning.channelCount
        return [
            pen.text(
                PruningWords.summary(pruning), Point(body.minX, body.maxY - 26), width: body.width,
                size: TypeSize.body, weight: .semibold),
            pen.text(
                PruningWords.order(pruning, upTo: count, width: body.width, pen: pen),
                Point(body.minX, body.maxY - 5), color: pen.theme.ink2),
        ]
    }

    private func sentence(
        _ words: String, _ isError: Bool, _ progress: SIMD2<Int>?, _ pen: Pen
    ) -> [OverlayItem] {
        let theme = pen.theme
        let lines = pen.fonts.lines(of: words, size: TypeSize.body, width: min(body.width - 24, 420))
        var items = lines.enumerated().map { line, words in
            pen.text(
                words, Point(body.minX + (isError ? 16 : 0), body.minY + 22 + 20 * Float(line)),
                size: TypeSize.body, color: isError ? theme.ink : theme.ink2)
        }
        let bottom = body.minY + 22 + 20 * Float(lines.count)
        if isError {
            items.append(
                pen.fill(
                    Rectangle(x: body.minX, y: body.minY + 6, width: 4, height: bottom - body.minY - 12),
                    Color(0xD55E00)))
        }
        if let progress, progress.y > 0 {
            let track = Rectangle(x: body.minX, y: bottom, width: min(body.width, 320), height: 4)
            var done = track
            done.size.x *= Float(progress.x) / Float(progress.y)
            items += [pen.fill(track, theme.line), pen.fill(done, theme.ink)]
        }
        return items
    }
}
