import Rendering
import Workbench

/// What lies where in the Channels scene, and the cards beside it.
extension ChannelsScene {
    /// What is at a place of the stage.
    func picked(at place: Point) -> ChannelsHover? {
        guard let stage = stageShown else { return nil }
        if let tab = SampleTabs(name, stageSize: stage.size).scene(at: place) { return .tab(tab) }
        guard content.isOpen else { return nil }
        let strip = stripPainter(stage)
        if strip.minimapPlace?.contains(place) == true { return .minimap }
        if let node = strip.node(at: place) { return .node(node) }
        guard let index = layout.cards.firstIndex(where: { $0.frame.contains(place) }) else { return nil }
        let card = layout.cards[index]
        if card.close.contains(place) { return .close(card: index) }
        if let button = plots[index].buttons.firstIndex(where: { $0.place.contains(place) }) {
            return .button(card: index, button)
        }
        if let view = LayerView.allCases.indices.first(where: { card.segment($0).contains(place) }) {
            return .choice(card: index, view: LayerView.allCases[view])
        }
        return plots[index].part(at: place, pen(stage)).map { .part(card: index, $0) }
    }

    /// The buttons beside the choice of a card's view.
    func buttons(of card: ChannelsContent.Card, _ place: ChannelsLayout.CardPlace) -> [CardButton] {
        var titles: [(String, Command)] = []
        switch card.body {
        case .hierarchy(let hierarchy, _):
            if content.isNarrowed { titles.append(("All classes", .samples(.narrow(toClasses: nil)))) }
            if let chosen, chosen.layer == card.layer, chosen.node < hierarchy.nodeCount,
                chosen.node != hierarchy.root
            {
                titles.append(
                    ("Only these", .samples(.narrow(toClasses: classes(of: chosen.node, hierarchy)))))
            }
        case .waiting(_, .some) where card.view == .pruning:
            titles.append(("Cancel", .samples(.setView(.heatmap, layer: card.layer))))
        default: break
        }
        let room = place.frame.maxX - 16 - place.choice.maxX - 10
        // Where there is no room beside the choice they stand above it, left of the cross.
        let isBeside = room >= 92 * Float(titles.count)
        let right = isBeside ? place.frame.maxX - 16 : place.close.minX - 8
        return titles.enumerated().map { index, title in
            CardButton(
                title: title.0,
                place: Rectangle(
                    x: right - 86 - 92 * Float(index), y: isBeside ? place.choice.minY : place.close.minY - 1,
                    width: 86, height: 28), command: title.1)
        }
    }

    /// The classes of a branch.
    func classes(of node: Int, _ hierarchy: HierarchyContent) -> [Int] {
        hierarchy.leaves(of: node).map { hierarchy.members[$0].classIndex }.sorted()
    }

    /// The samples that a part of a card stands for, by their index in the data set.
    func samples(of part: CardPart, card: Int) -> [Int]? {
        switch (part, plots[card].shape) {
        case (.hierarchy(.node(let node)), .hierarchy(let hierarchy, _, _, _)):
            hierarchy.leaves(of: node).flatMap { hierarchy.members[$0].samples }
        case (.hierarchy(.subclass(let member, let index)), .hierarchy(let hierarchy, _, _, _)):
            hierarchy.members[member].subclasses[index]
        case (.cluster(let index), .hierarchy(_, _, let clusters, _)): clusters?.clusters[index].samples
        case (.heatmap(.mark(let classIndex)), .heatmap):
            content.classOf.indices.filter { content.classOf[$0] == classIndex }
        default: nil
        }
    }

    /// The picture and channel of a heatmap's cell, the first ones where it stands for several.
    func cell(_ part: CardPart, card: Int) -> (sample: Int, channel: Int, summary: Float)? {
        guard case .heatmap(.cell(let row, let column)) = part,
            case .heatmap(let heatmap, let layout) = plots[card].shape, row < layout.rows.count,
            column < layout.columns.count
        else { return nil }
        let channel = heatmap.order[layout.rows[row].lowerBound]
        let picture = layout.columns[column].lowerBound
        return (heatmap.samples[picture], channel, heatmap.value(channel: channel, column: picture))
    }

    // MARK: Cards beside the pointer

    /// The card of what is pointed at, or of what a click keeps.
    func card(in stage: Stage) -> [OverlayItem] {
        if case .part(let index, let part) = hover {
            if let cell = cell(part, card: index), let anchor = anchor(of: part, card: index) {
                return channelCard(
                    sample: cell.sample, channel: cell.channel, summary: cell.summary, card: index,
                    beside: anchor, isPinned: false, stage)
            }
            if let card = mapCard(part, card: index, stage) { return card }
            if let card = branchCard(part, card: index, stage) { return card }
        }
        return pinnedCard(stage) + pinnedPair(stage)
    }

    /// The cell that a click keeps, if its layer's heatmap is on the stage.
    private func pinnedCard(_ stage: Stage) -> [OverlayItem] {
        guard case .channel(let sample, let channel, let layer) = content.pinned,
            let index = content.cards.firstIndex(where: { $0.layer == layer }),
            case .heatmap(let heatmap, let layout) = plots[index].shape,
            let picture = heatmap.samples.firstIndex(of: sample),
            let column = layout.columns.firstIndex(where: { $0.contains(picture) }),
            let position = heatmap.order.firstIndex(of: channel),
            let row = layout.rows.firstIndex(where: { $0.contains(position) })
        else { return [] }
        let cell = layout.place(row: row, column: column)
        return pen(stage).ring(cell.inset(by: -1), width: 2)
            + channelCard(
                sample: sample, channel: channel, summary: heatmap.value(channel: channel, column: picture),
                card: index, beside: cell, isPinned: true, stage)
    }

    private func channelCard(
        sample: Int, channel: Int, summary: Float, card: Int, beside anchor: Rectangle, isPinned: Bool,
        _ stage: Stage
    ) -> [OverlayItem] {
        let layer = content.cards[card]
        let key = ChannelsContent.MapsKey(sample: sample, layer: layer.layer)
        let maps = content.maps[key]
        let overlay = maps.flatMap {
            images.overlay($0, key, channel: channel, share: content.overlayShare)
        }
        let words = ChannelsWords.card(
            sample: sample, channel: channel, summary: summary, maps: maps, layer: layer.name, content)
        let drawn = ChannelCard(
            picture: thumbnail(sample), overlay: overlay, range: maps?.range,
            classIndex: content.classOf.indices.contains(sample) ? content.classOf[sample] : -1,
            pictureWords: words.picture, channelWords: words.channel, isPinned: isPinned, pen: pen(stage))
        return drawn.items(in: place(ChannelCard.size, beside: anchor, stage))
    }

    private func branchCard(_ part: CardPart, card: Int, _ stage: Stage) -> [OverlayItem]? {
        guard let samples = samples(of: part, card: card), let words = words(of: part, card: card),
            let anchor = anchor(of: part, card: card)
        else { return nil }
        let drawn = BranchCard(
            title: words.title, remark: words.remark, samples: BranchCard.some(of: samples), pen: pen(stage),
            thumbnail: { [self] in thumbnail($0) })
        return drawn.items(in: place(drawn.size, beside: anchor, stage))
    }

    /// A title and a remark for a branch, a subclass or a cluster.
    func words(of part: CardPart, card: Int) -> (title: String, remark: String)? {
        guard case .hierarchy(let hierarchy, _, let clusters, _) = plots[card].shape else { return nil }
        switch part {
        case .hierarchy(.node(let node)): return ChannelsWords.branch(node, hierarchy, content)
        case .hierarchy(.subclass(let member, let index)):
            return ChannelsWords.subclass(member, index, hierarchy, content)
        case .cluster(let index): return clusters.map { ChannelsWords.cluster(index, $0, content) }
        default: return nil
        }
    }

    /// What a card stands beside.
    private func anchor(of part: CardPart, card: Int) -> Rectangle? {
        switch (part, plots[card].shape) {
        case (.heatmap(.cell(let row, let column)), .heatmap(_, let layout)):
            return layout.place(row: row, column: column)
        case (.hierarchy(.node(let node)), .hierarchy(_, let layout, _, _)):
            if let row = layout.rows.first(where: { $0.node == node }) {
                return Rectangle(
                    x: layout.nameX - 14, y: row.place.minY, width: 130, height: row.place.height)
            }
            return layout.nodes[node].map { Rectangle(origin: $0 - 8, size: Point(16, 16)) }
        case (.hierarchy(.subclass(let member, let index)), .hierarchy(_, let layout, _, _)):
            return layout.rows.first { $0.node == member }.flatMap { layout.subclass(row: $0, index: index) }
        case (.cluster(let index), .hierarchy(_, _, let clusters, let place)):
            guard let clusters, let stage = stageShown else { return nil }
            return ClusterBars(content: clusters, place: place, pen: pen(stage)).bar(index)
        default: return nil
        }
    }

    private func place(_ size: Point, beside anchor: Rectangle, _ stage: Stage) -> Rectangle {
        let bounds = Rectangle(origin: .zero, size: stage.size).inset(by: 8)
        let others = layout.cards.map(\.frame).filter { !$0.intersects(anchor) }
        return CardPlace.find(size, beside: anchor, in: bounds, keeping: [stripArea] + others, gap: 18)
    }
}
