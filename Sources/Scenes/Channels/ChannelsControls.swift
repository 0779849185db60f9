import Foundation
import Rendering
import Samples
import Workbench

/// What hand and keyboard do in the Channels scene.
extension ChannelsScene {
    /// What a movement of hand or key asks for.
    public func handle(_ input: Input) -> [Command] {
        let before = pointedSample
        let commands = act(on: input)
        let now = pointedSample
        return before == now ? commands : commands + [.samples(.point(now))]
    }

    private func act(on input: Input) -> [Command] {
        switch input {
        case .pointerMoved(let place): return move(to: place)
        case .pointerLeft:
            point(at: nil)
            return []
        case .pressed(let button, let place, let modifiers): return press(button, at: place, modifiers)
        case .released(_, let place, _): return release(at: place)
        case .scrolled(let notches, let place, _):
            if case .part(let card, .scatter) = hover, case .scatter(_, let frame, _) = plots[card].shape {
                plots[card].memory.hand.scrolled(by: notches.y, at: place, in: frame)
            }
            guard stripArea.contains(place) else { return [] }
            stripView?.zoom(by: exp2(notches.y / 4), at: place, stripLayout, in: stripArea)
            stripView?.pan(by: Point(notches.x * 60, 0), stripLayout, in: stripArea)
            point(at: place)
            return []
        case .key(let key, _): return press(key)
        }
    }

    /// The sample under the pointer.
    private var pointedSample: Int? {
        guard case .part(let card, let part) = hover else { return nil }
        switch (part, plots[card].shape) {
        case (.scatter(.sample(let sample)), _): return sample
        case (.matrix(.cell(let row, _)), .matrix(let matrix, _, _, _, _)): return matrix.sample(row)
        default: return cell(part, card: card)?.sample
        }
    }

    // MARK: Pointer

    private func move(to place: Point) -> [Command] {
        switch grip {
        case .strip(let from, let hasMoved):
            let distance = place - from
            guard hasMoved || (distance * distance).sum() > 16 else { return [] }
            stripView?.pan(by: distance, stripLayout, in: stripArea)
            grip = .strip(from: place, hasMoved: true)
        case .minimap: lookFromMinimap(place)
        case .cut(let card): moveCut(of: card, to: place.x)
        case .scatter(let card):
            if case .scatter(_, let frame, _) = plots[card].shape {
                plots[card].memory.hand.moved(to: place, in: frame)
            }
        case nil: break
        }
        point(at: place)
        return []
    }

    private func lookFromMinimap(_ place: Point) {
        guard let stage = stageShown, let x = stripPainter(stage).layoutX(atMinimap: place.x) else { return }
        stripView?.look(at: x, stripLayout, in: stripArea)
    }

    private func moveCut(of card: Int, to x: Float) {
        guard plots.indices.contains(card), case .hierarchy(_, let layout, _, _) = plots[card].shape,
            let stage = stageShown
        else { return }
        cuts[content.cards[card].layer] = layout.similarity(
            atX: min(max(x, layout.scale.lowerBound - 12), layout.scale.upperBound + 8))
        arrange(in: stage)
    }

    private func press(_ button: PointerButton, at place: Point, _ modifiers: Modifiers) -> [Command] {
        point(at: place)
        let isOnStrip = stripArea.contains(place)
        if case .part(let card, .scatter(let part)) = hover, button != .right {
            plots[card].memory.hand.pressed(button, on: part, at: place, modifiers)
            grip = .scatter(card: card)
            return []
        }
        if button == .middle, isOnStrip { grip = .strip(from: place, hasMoved: true) }
        guard button == .left else { return [] }
        switch hover {
        case .tab: return SampleTabs(name, stageSize: layout.size).click(at: place) ?? []
        case .minimap:
            grip = .minimap
            lookFromMinimap(place)
            return []
        case .node: grip = .strip(from: place, hasMoved: false)
        case .choice(let card, let view):
            return [.samples(.setView(view, layer: content.cards[card].layer))]
        case .close(let card): return [.samples(.toggleLayer(content.cards[card].layer))]
        case .button(let card, let index):
            let command = plots[card].buttons[index].command
            chosen = nil
            return [command]
        case .part(let card, let part): return click(part, card: card, modifiers)
        case nil:
            if isOnStrip {
                grip = .strip(from: place, hasMoved: false)
            } else if content.pinned != nil {
                return [.samples(.pin(nil))]
            }
        }
        return []
    }

    /// A press on a tile without a movement opens or closes it.
    private func release(at place: Point) -> [Command] {
        defer { grip = nil }
        if case .scatter(let card) = grip, let stage = stageShown,
            let painter = plots[card].scatterPainter(pen(stage))
        {
            return plots[card].memory.hand.released(painter.scatter, painter.transform)
        }
        guard case .strip(_, false) = grip, case .node(let node) = hover else { return [] }
        return [.samples(.toggleLayer(content.layers[node].id))]
    }

    private func click(_ part: CardPart, card: Int, _ modifiers: Modifiers) -> [Command] {
        let layer = content.cards[card].layer
        switch part {
        case .heatmap(.cell):
            guard let cell = cell(part, card: card) else { return [] }
            if clicks.isSecond(on: .part(card: card, part)) { return [.samples(.openSample(cell.sample))] }
            let pin = SamplePin.channel(sample: cell.sample, channel: cell.channel, layer: layer)
            return [.samples(.pin(content.pinned == pin ? nil : pin))]
        case .matrix(let part): return click(part, card: card, modifiers)
        case .heatmap(.head(let ordering)): return order(by: ordering, card: card)
        case .hierarchy(.cut):
            grip = .cut(card: card)
            return []
        case .hierarchy(.node(let node)):
            chosen = (layer, node)
            if clicks.isSecond(on: .part(card: card, part)), let narrowed = narrowed(to: node, card: card) {
                return narrowed
            }
            return select(part, card: card, modifiers)
        default: return select(part, card: card, modifiers)
        }
    }

    /// A cell of the matrix keeps its pair, a mark selects its class.
    private func click(_ part: MatrixHover, card: Int, _ modifiers: Modifiers) -> [Command] {
        guard case .matrix(let matrix, _, _, _, _) = plots[card].shape else { return [] }
        switch part {
        case .group(let group):
            let index = matrix.groups[group].classIndex
            return [.samples(.selectClass(index < 0 ? nil : index, SelectionMode(modifiers)))]
        case .cell(let row, let column):
            guard let first = matrix.sample(row), let second = matrix.sample(column) else { return [] }
            let pin = SamplePin.pair(first, second, layer: content.cards[card].layer)
            return [.samples(.pin(content.pinned == pin ? nil : pin))]
        }
    }

    private func order(by ordering: ChannelOrdering, card: Int) -> [Command] {
        guard case .heatmap(let heatmap, _) = plots[card].shape, heatmap.scores(ordering) != nil else {
            return []
        }
        var settings = content.settings
        settings.channelOrder = ordering
        return [.samples(.set(settings))]
    }

    /// Nothing but the classes of a branch, unless those are all.
    private func narrowed(to node: Int, card: Int) -> [Command]? {
        guard case .hierarchy(let hierarchy, _, _, _) = plots[card].shape, node != hierarchy.root else {
            return nil
        }
        chosen = nil
        return [.samples(.narrow(toClasses: classes(of: node, hierarchy)))]
    }

    private func select(_ part: CardPart, card: Int, _ modifiers: Modifiers) -> [Command] {
        guard let samples = samples(of: part, card: card) else { return [] }
        let mode: SelectionMode =
            modifiers.contains(.shift) ? .add : modifiers.contains(.alt) ? .remove : .replace
        return [.samples(.select(Set(samples), mode))]
    }

    // MARK: Keys

    private func press(_ key: Key) -> [Command] {
        switch key {
        case .character("f"):
            if case .part(let card, .scatter) = hover {
                plots[card].memory.hand.view = ScatterView()
                return []
            }
            guard let view = stripView else { return [] }
            let fitted = StripView.fitted(stripLayout, in: stripArea)
            stripView = view == fitted ? StripView(stripLayout, in: stripArea) : fitted
            return []
        case .left: stripView?.pan(by: Point(stripArea.width / 3, 0), stripLayout, in: stripArea)
        case .right: stripView?.pan(by: Point(-stripArea.width / 3, 0), stripLayout, in: stripArea)
        case .escape:
            if content.pinned != nil { return [.samples(.pin(nil))] }
            if !content.selected.isEmpty { return [.samples(.select([]))] }
            return content.isNarrowed ? [.samples(.narrow(toClasses: nil))] : []
        default: break
        }
        return []
    }
}
