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
    }

    /// What is shown.
    let shape: Shape
    /// Where.
    let body: Rectangle
    /// Beside the choice of the view.
    let buttons: [CardButton]

    /// A card's plot in its place.
    init(_ card: ChannelsContent.Card, in place: ChannelsLayout.CardPlace, buttons: [CardButton]) {
        (body, self.buttons) = (place.body, buttons)
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

    /// What it looks like.
    func items(_ hovered: CardPart?, _ painter: ChannelsPainter) -> [OverlayItem] {
        let (pen, content) = (painter.pen, painter.content)
        switch shape {
        case .words(let words, let isError, let progress): return sentence(words, isError, progress, pen)
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

/// A part of a card that can be pointed at.
enum CardPart: Sendable, Equatable {
    /// Of the heatmap.
    case heatmap(HeatmapLayout.Part)
    /// Of the hierarchy.
    case hierarchy(HierarchyLayout.Part)
    /// A cluster.
    case cluster(Int)
    /// A step of a curve.
    case pruning(step: Int, curve: Int)
}

/// What the pointer is over.
enum ChannelsHover: Equatable {
    /// A word of the switch between scenes.
    case tab(SceneName)
    /// A node of the strip.
    case node(Int)
    /// The small picture of the strip.
    case minimap
    /// A view of a card.
    case choice(card: Int, view: LayerView)
    /// The cross of a card.
    case close(card: Int)
    /// A button of a card.
    case button(card: Int, Int)
    /// What a card shows.
    case part(card: Int, CardPart)

    /// The part of a card, if it is that card's.
    func inCard(_ index: Int) -> CardPart? {
        if case .part(index, let part) = self { return part }
        return nil
    }
}

/// The pictures of the Channels scene, made when they are first seen.
@MainActor final class ChannelsImages {
    /// The tiles of the strip.
    let tiles = StripImages()

    private struct HeatmapKey: Hashable {
        let number: UInt64
        let ordering: ChannelOrdering
        let leftOutShare: Float
        let cell: Point
        let size: Point
        let isDark: Bool
    }

    private struct OverlayKey: Hashable {
        let key: ChannelsContent.MapsKey
        let channel: Int
        let share: Float
    }

    private var heatmaps: [HeatmapKey: DisplayImage] = [:]
    private var overlays: [OverlayKey: DisplayImage] = [:]

    /// The cells of a heatmap.
    func heatmap(_ content: HeatmapContent, _ layout: HeatmapLayout, theme: Theme) -> DisplayImage? {
        let key = HeatmapKey(
            number: content.number, ordering: content.ordering, leftOutShare: content.leftOutShare,
            cell: layout.cell, size: layout.area.size, isDark: theme.isDark)
        if let image = heatmaps[key] { return image }
        if heatmaps.count > 12 { heatmaps = [:] }
        let image = HeatmapImage.make(content, layout, theme: theme)
        heatmaps[key] = image
        return image
    }

    /// Forgets what depends on data and summary.
    func forgetOverlays() { overlays = [:] }

    /// A channel over its picture.
    func overlay(
        _ maps: ChannelsContent.Maps, _ key: ChannelsContent.MapsKey, channel: Int, share: Float
    ) -> DisplayImage? {
        guard channel < maps.count else { return nil }
        let entry = OverlayKey(key: key, channel: channel, share: share)
        if let image = overlays[entry] { return image }
        if overlays.count > 200 { overlays = [:] }
        let image = ChannelOverlay.make(
            map: maps.map(channel), width: maps.width, height: maps.height, range: maps.range,
            over: maps.picture, share: share)
        overlays[entry] = image
        return image
    }
}
