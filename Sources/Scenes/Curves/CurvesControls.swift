import Foundation
import Rendering
import Samples
import Workbench

/// What hand and keyboard do in the Curves scene.
extension CurvesScene {
    private static let clickRadius: Float = 4

    // MARK: Pointer

    func move(to place: Point) {
        switch grip {
        case .click(let large, let start, let mode):
            let way = place - start
            guard (way * way).sum() > Self.clickRadius * Self.clickRadius else { break }
            var lasso = SampleLasso(from: start)
            lasso.follow(to: place)
            grip = .lasso(lasso, large: large, mode)
        case .lasso(var lasso, let large, let mode):
            lasso.follow(to: place)
            grip = .lasso(lasso, large: large, mode)
        case .graph(let from, let hasMoved):
            let way = place - from
            guard hasMoved || (way * way).sum() > Self.clickRadius * Self.clickRadius else { break }
            view?.pan(by: way, layout.strip, in: layout.stripArea)
            grip = .graph(from: place, hasMoved: true)
        case nil: break
        }
        point(at: place)
    }

    func press(_ button: PointerButton, at place: Point, _ modifiers: Modifiers) -> [Command] {
        if button == .middle, layout.stripArea.contains(place) { grip = .graph(from: place, hasMoved: true) }
        guard button == .left else { return [] }
        let mode = SelectionMode(modifiers)
        switch hover {
        case .tab(let scene): return scene == name ? [] : [.showScene(scene)]
        case .glyph, .graph: grip = .graph(from: place, hasMoved: false)
        case .large(let index, _): grip = .click(large: index, at: place, mode)
        case .classRow(let row):
            return [.samples(.select(content.members(ofClass: content.listedClasses[row]), mode))]
        case .agreementRow(let count): return [.samples(.select(content.members(agreeing: count), mode))]
        case nil: return deselect(mode)
        }
        return []
    }

    func release() -> [Command] {
        let held = grip
        grip = nil
        refresh()
        switch held {
        case .lasso(let lasso, let large, let mode):
            return [.samples(.select(samples(in: lasso, large: large), mode))]
        case .click(_, _, let mode): return click(mode)
        case .graph(_, false):
            guard case .glyph(let index, _) = hover else { return deselect() }
            return index == content.open ? [] : [.samples(.showOperation(content.operations[index].id))]
        case .graph, nil: return []
        }
    }

    private func click(_ mode: SelectionMode) -> [Command] {
        guard let sample = hoveredSample else { return deselect(mode) }
        if mode == .replace, clicks.isSecond(on: sample) { return [.samples(.openSample(sample))] }
        return [.samples(.select([sample], mode))]
    }

    func scroll(_ notches: Point, at place: Point) {
        if layout.stripArea.contains(place) {
            view?.zoom(by: exp2(notches.y / 4), at: place, layout.strip, in: layout.stripArea)
            view?.pan(by: Point(notches.x * 60, 0), layout.strip, in: layout.stripArea)
        } else if let list = layout.list, list.classArea.contains(place) {
            listScroll = min(max(listScroll - notches.y * 48, 0), list.longestScroll)
        }
        if let stage { arrange(in: stage) }
        point(at: place)
    }

    // MARK: Keys

    func press(_ key: Key) -> [Command] {
        switch key {
        case .left: return step(-1)
        case .right: return step(1)
        case .character("f"):
            fit()
            return pointing
        case .character("c"):
            return content.settings.changed { $0.colorsByAgreement = self.content.coloring == .classes }
        case .character("d"): return content.settings.changed { $0.showsDetails.toggle() }
        default: break
        }
        return []
    }

    private func step(_ step: Int) -> [Command] {
        let next = content.open + step
        return content.operations.indices.contains(next)
            ? [.samples(.showOperation(content.operations[next].id))] : []
    }

    /// All of the network; once more: as large as at first.
    private func fit() {
        let fitted = StripView.fitted(layout.strip, in: layout.stripArea)
        view = view == fitted ? nil : fitted
        if let stage { arrange(in: stage) }
    }

    func dropGrip() -> Bool {
        defer { grip = nil }
        return grip != nil
    }
}

/// What the status line says.
extension CurvesScene {
    /// What is under the pointer, with values.
    public var statusText: String {
        guard content.isOpen, let facts = content.facts else { return "" }
        if let sample = hoveredSample, let found = hoveredPlace {
            return SampleWords.sentence(on: sample, facts) + "; "
                + CurvesWords.cell(found.place, of: found.glyph, in: found.operation.name)
        }
        switch hover {
        case .glyph(let index, _) where content.operations.indices.contains(index):
            return CurvesWords.glyph(
                content.operations[index], content.labels, highlighted: content.highlighted)
        case .classRow(let row) where content.listedClasses.indices.contains(row):
            return "Click: highlight \(content.labels.names[content.listedClasses[row]])"
        case .agreementRow: return "Click: select these pictures"
        case .large(_, nil) where content.opened?.glyph != nil: return "An unused cell"
        default: return SampleWords.selection(content.selected, facts)
        }
    }

    /// What mouse and keys do here.
    public var hints: [Hint] {
        guard content.isOpen else { return [] }
        switch hover {
        case .glyph, .graph:
            return [
                Hint("Click a glyph: open it"), Hint("next operation", key: "\u{2190} \u{2192}"),
                Hint("drag: move"), Hint("wheel: zoom"), Hint("all", key: "F"),
            ]
        case .large:
            return [
                Hint("Drag: lasso"), Hint("adds", key: "Shift"), Hint("takes away", key: "Alt"),
                Hint("double click: open"),
            ]
        default:
            return [
                Hint("Click a class: highlight"), Hint("click a glyph: open it"),
                Hint("adds a class", key: "Shift"),
            ]
        }
    }

    /// The pointer's shape.
    public var cursor: Cursor {
        switch (grip, hover) {
        case (.graph(_, true), _): .hand
        case (.lasso, _), (.click, _), (nil, .large): .crosshair
        case (_, .glyph), (_, .tab), (_, .classRow), (_, .agreementRow): .hand
        default: .arrow
        }
    }
}
