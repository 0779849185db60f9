import Rendering
import Samples
import Workbench

/// What the status line says in the Channels scene, and what the pointer looks like.
extension ChannelsScene {
    /// What is under the pointer, with values.
    public var statusText: String {
        switch hover {
        case .node(let node): return words(ofNode: node)
        case .part(let index, let part): return words(ofPart: part, card: index)
        default: return ""
        }
    }

    private func words(ofNode node: Int) -> String {
        let layer = content.layers[node]
        guard let tile = layer.tile, !tile.classes.isEmpty else { return layer.name }
        let count = tile.classes.count
        let within = (0..<count).map { tile.values[$0 * count + $0] }.filter(\.isFinite)
        let between = (0..<count * count).filter { $0 / count != $0 % count }.map { tile.values[$0] }
            .filter(\.isFinite)
        func mean(_ values: [Float]) -> String {
            NumberFormat.decimal(values.reduce(0, +) / Float(max(values.count, 1)), places: 2)
        }
        return "\(layer.name): shared inside of a class \(mean(within)), between classes \(mean(between))"
    }

    private func words(ofPart part: CardPart, card index: Int) -> String {
        let card = content.cards[index]
        switch (part, plots[index].shape) {
        case (.scatter(let part), .scatter(let scatter, _, _)): return words(of: part, in: scatter)
        case (.matrix(.cell(let row, let column)), .matrix):
            return pair(row, column, card: index).map { MapWords.pair($0) } ?? ""
        case (.heatmap(.cell(let row, let column)), .heatmap(let heatmap, let layout)):
            return ChannelsWords.cell(heatmap, layout, row: row, column: column, layer: card.name, content)
        case (.heatmap(.score(let row)), .heatmap(let heatmap, let layout)):
            return ChannelsWords.scores(heatmap, layout, row: row, layer: card.name)
        case (.heatmap(.head(let ordering)), .heatmap(let heatmap, _)):
            return heatmap.scores(ordering) == nil
                ? "\(card.name) has no filters" : "Order the channels by \(PruningWords.name(ordering))"
        case (.pruning(let step, let curve), .pruning(let pruning, _)):
            return PruningWords.status(pruning, step: step, curve: curve)
        case (.hierarchy(.cut), .hierarchy(let hierarchy, _, _, _)):
            let number = hierarchy.superclasses.count
            let count = "\(NumberFormat.word(number)) superclass\(number == 1 ? "" : "es")"
            return
                "Superclasses are at least \(NumberFormat.decimal(hierarchy.cut, places: 2)) alike: \(count)"
        default:
            return words(of: part, card: index).map { "\(card.name): \($0.title), \($0.remark)" } ?? ""
        }
    }

    private func words(of part: ScatterHover, in scatter: Scatter) -> String {
        switch part {
        case .sample(let sample): content.facts.map { SampleWords.sentence(on: sample, $0) } ?? ""
        case .name(let index): "Click: select \(content.className(index))"
        case .cluster(let number):
            scatter.clusters.first { $0.number == number }.map { MapWords.cluster($0, content.classNames) }
                ?? ""
        case .paper: ""
        }
    }

    /// What mouse and keys do here.
    public var hints: [Hint] {
        guard content.isOpen else { return [] }
        var hints = [Hint("Click a layer: open or close"), Hint("fit", key: "F")]
        for card in content.cards {
            switch card.body {
            case .heatmap: hints.append(Hint("click a cell: keep the overlay"))
            case .map: hints.append(Hint("drag: lasso"))
            case .hierarchy: hints.append(Hint("click a node: select, double: only these"))
            default: break
            }
        }
        return hints
    }

    /// The pointer's shape.
    public var cursor: Cursor {
        switch hover {
        case .part(_, .pruning), .part(_, .heatmap(.score)), .part(_, .scatter(.paper)): return .crosshair
        case .none:
            if case .strip(_, true) = grip { return .hand }
            return .arrow
        default: return .hand
        }
    }
}
