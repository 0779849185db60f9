import Rendering
import Workbench

/// What hand and keyboard do in the Classes scene.
extension ClassesScene {
    /// What a movement of hand or key asks for.
    public func handle(_ input: Input) -> [Command] {
        switch input {
        case .pointerMoved(let place):
            point(at: place)
            return pointing
        case .pointerLeft:
            point(at: nil)
            return pointing
        case .pressed(.left, let place, let modifiers):
            point(at: place)
            return click(modifiers)
        case .pressed, .released: return []
        case .scrolled(let notches, let place, _):
            guard place.x < layout.side.minX - 14, let stage = stageShown else { return [] }
            scroll -= notches.y * ClassesLayout.rowHeight
            arrange(in: stage)
            return pointing
        case .key(let key, let modifiers): return press(key, modifiers)
        }
    }

    /// Says which sample is under the pointer, where that has changed.
    private var pointing: [Command] {
        hoveredSample == content.pointed ? [] : [.samples(.point(hoveredSample))]
    }

    private func click(_ modifiers: Modifiers) -> [Command] {
        switch hover {
        case .tab(let scene): return scene == name ? [] : [.showScene(scene)]
        case .head(let order): return [.samples(.set(settings(ordering: order)))]
        case .similarity(let row):
            let index = content.rows[row].classIndex
            return [.samples(.setReference(index))]
        case .exemplar, .wrong:
            guard let sample = hoveredSample else { return [] }
            if clicks.isSecond(on: sample) { return [.samples(.openSample(sample))] }
        default: break
        }
        if let chosen = hoveredSamples { return [.samples(.select(Set(chosen), SelectionMode(modifiers)))] }
        return content.selected.isEmpty || modifiers != [] ? [] : [.samples(.select([]))]
    }

    private func settings(ordering order: ClassOrder) -> SampleSettings {
        var changed = content.settings
        changed.classOrder = order
        return changed
    }

    private func press(_ key: Key, _ modifiers: Modifiers) -> [Command] {
        guard content.isReady else { return [] }
        switch key {
        case .character("a") where modifiers == .control:
            return [.samples(.select(Set(content.rows.flatMap(\.samples))))]
        case .escape: return content.selected.isEmpty ? [] : [.samples(.select([]))]
        case .enter:
            let sample = content.pointed ?? (content.selected.count == 1 ? content.selected.first : nil)
            return sample.map { [.samples(.openSample($0))] } ?? []
        case .up: return goToRow(-1)
        case .down: return goToRow(1)
        default: return []
        }
    }

    /// Selects the class before or after the first one that is selected.
    private func goToRow(_ step: Int) -> [Command] {
        let current = content.rows.firstIndex { content.isSelected($0) }
        let next = current.map { $0 + step } ?? (step > 0 ? 0 : content.rows.count - 1)
        guard content.rows.indices.contains(next) else { return [] }
        scrollTo(next)
        return [.samples(.select(Set(content.rows[next].samples)))]
    }

    private func scrollTo(_ row: Int) {
        let top = Float(row) * ClassesLayout.rowHeight
        scroll = min(max(scroll, top + ClassesLayout.rowHeight - layout.listArea.height), top)
    }

    /// What is under the pointer, with values.
    public var statusText: String {
        guard content.isReady else { return "" }
        switch hover {
        case .row(let row): return ClassesWords.row(content.rows[row], content)
        case .similarity(let row): return ClassesWords.similarity(of: content.rows[row], content)
        case .exemplar(let row, let position):
            let exemplar = content.rows[row].exemplars[position]
            let cluster = ClassesWords.cluster(exemplar).map { "; \($0)" } ?? ""
            return SampleWords.sentence(on: exemplar.sample, content.facts) + cluster
        case .cluster(let row, let position):
            let exemplar = content.rows[row].exemplars[position]
            let share = exemplar.share.map { NumberFormat.share($0) } ?? ""
            return "A cluster of \(content.rows[row].name): "
                + "\(NumberFormat.count(exemplar.cluster.count, "picture")), \(share)"
        case .cell(let row, let column):
            return table.map { ClassesWords.cell($0, row: row, column: column, content) } ?? ""
        case .matrixRow(let row):
            return table.map { ClassesWords.figures(of: $0.rows[row], content) } ?? ""
        case .wrong: return hoveredSample.map { SampleWords.sentence(on: $0, content.facts) } ?? ""
        case .tab, .head, .wrongHead, nil: return SampleWords.selection(content.selected, content.facts)
        }
    }

    /// What mouse and keys do here.
    public var hints: [Hint] {
        guard content.isReady else { return [] }
        switch hover {
        case .head: return [Hint("Click: order by this")]
        case .similarity: return [Hint("Click: compare the others with this class")]
        case .exemplar, .wrong:
            return [Hint("Click: select"), Hint("adds", key: "Shift"), Hint("double click: open in Network")]
        default:
            return [Hint("Click a class, a picture or a cell: select"), Hint("adds", key: "Shift")]
        }
    }

    /// The pointer's shape.
    public var cursor: Cursor {
        switch hover {
        case nil: .arrow
        default: .hand
        }
    }

    /// What is said about the part of the stage under the pointer.
    public var tip: StageTip? {
        guard case .head(let order) = hover, order == .similarity else { return nil }
        let place = Rectangle(
            x: layout.similarity.lowerBound, y: SampleHeader.height,
            width: layout.similarity.upperBound - layout.similarity.lowerBound, height: 34)
        return StageTip(
            id: "classes.similarity",
            words:
                "The share of strong channels that pictures of both classes have in common (Jaccard), mean over all "
                + "pairs of pictures and all layers but the input. The line goes from the first layer to the last.",
            place: place)
    }
}
