import Rendering
import Samples
import Workbench

/// What hand and keyboard do on the Map.
extension MapScene {
    /// What is under the pointer, with values.
    public var statusText: String {
        guard content.isOpen, let facts = content.facts else { return "" }
        switch hover {
        case .scatter(.sample(let sample)): return SampleWords.sentence(on: sample, facts)
        case .scatter(.name(let index)): return "Click: select \(facts.classNames[index])"
        case .scatter(.cluster(let number)):
            let cluster = content.scatter?.clusters.first { $0.number == number }
            return cluster.map { MapWords.cluster($0, facts.classNames) } ?? ""
        case .matrix(.cell(let row, let column)): return words(row, column, facts)
        case .matrix(.group(let group)):
            let index = content.matrix?.groups[group].classIndex ?? -1
            return
                "Click: select \(facts.classNames.indices.contains(index) ? facts.classNames[index] : "these")"
        case .layer(let index): return content.layers[index].name
        default: return SampleWords.selection(content.selected, facts)
        }
    }

    private func words(_ row: Int, _ column: Int, _ facts: SampleFacts) -> String {
        guard let matrix = content.matrix else { return "" }
        if let first = matrix.sample(row), let second = matrix.sample(column) {
            return content.pair(first, second).map { MapWords.pair($0) } ?? ""
        }
        let names = [row, column].map { facts.classNames[matrix.groups[$0].classIndex] }
        return MapWords.classes(names[0], names[1], matrix.value(row, column))
    }

    /// What mouse and keys do here.
    public var hints: [Hint] {
        guard content.isOpen else { return [] }
        switch hover {
        case .matrix: return [Hint("Click a cell: keep the pair"), Hint("a mark: select its class")]
        case .layer: return [Hint("Click: show the layer"), Hint("next layer", key: "\u{2190} \u{2192}")]
        default:
            return [
                Hint("Drag: lasso"), Hint("adds", key: "Shift"), Hint("takes away", key: "Alt"),
                Hint("wheel: zoom"), Hint("all", key: "F"),
            ]
        }
    }

    /// The pointer's shape.
    public var cursor: Cursor {
        if hand.isPanning { return .hand }
        if hand.lasso != nil { return .crosshair }
        switch hover {
        case .scatter(.paper): return .crosshair
        case .card, nil: return .arrow
        default: return .hand
        }
    }

    /// What is said about a part of the stage.
    public var tip: StageTip? {
        guard case .scatter(.cluster(let number)) = hover, let place = pointerPlace,
            let cluster = content.scatter?.clusters.first(where: { $0.number == number })
        else { return nil }
        return StageTip(
            id: "cluster \(number)",
            words: MapWords.cluster(cluster, content.facts?.classNames ?? [])
                + ". Found among all channels; the outline holds the 78\(NumberFormat.thinSpace)% nearest to its middle.",
            place: place)
    }

    // MARK: The mouse

    /// The sample under the pointer, by its index in the data set.
    var hoveredSample: Int? {
        switch hover {
        case .scatter(.sample(let sample)): sample
        case .matrix(.cell(let row, _)): content.matrix?.sample(row)
        default: nil
        }
    }

    func move(to place: Point) { point(at: place) }

    func press(_ button: PointerButton, at place: Point, _ modifiers: Modifiers) -> [Command] {
        if case .scatter(let hover) = hover {
            hand.pressed(button, on: hover, at: place, modifiers)
            return []
        }
        guard button == .left else { return [] }
        switch hover {
        case .tab(let scene): return scene == name ? [] : [.showScene(scene)]
        case .layer(let index): return [.samples(.showLayer(index))]
        case .rows(let isClasses): showsClasses = isClasses
        case .matrix(let hover): return click(hover, SelectionMode(modifiers))
        case .closeCard: return [.samples(.pin(nil))]
        case .scatter, .card, nil: break
        }
        return []
    }

    func release() -> [Command] {
        guard let painter = scatterPainter, hand.isBusy else { return [] }
        return hand.released(painter.scatter, painter.transform)
    }

    private func click(_ hover: MatrixHover, _ mode: SelectionMode) -> [Command] {
        guard let matrix = content.matrix else { return [] }
        switch hover {
        case .group(let group): return [.samples(.selectClass(index(of: group, in: matrix), mode))]
        case .cell(let row, let column):
            if let first = matrix.sample(row), let second = matrix.sample(column) {
                let isPinned = content.pinned == [first, second]
                return [.samples(.pin(isPinned ? nil : .pair(first, second, layer: content.layer)))]
            }
            return [
                .samples(.selectClass(index(of: row, in: matrix), mode)),
                .samples(.selectClass(index(of: column, in: matrix), mode == .remove ? .remove : .add)),
            ]
        }
    }

    /// The class of a group; nil: of none.
    private func index(of group: Int, in matrix: SampleMatrix) -> Int? {
        let index = matrix.groups[group].classIndex
        return index < 0 ? nil : index
    }

    func scroll(_ notches: Point, at place: Point) {
        if layout.plot.contains(place) {
            hand.scrolled(by: notches.y, at: place, in: layout.plot)
        } else if layout.strip.area.contains(place) {
            stripScroll -= (notches.y + notches.x) * 60
        }
        if let stage { arrange(in: stage) }
    }

    // MARK: Keys

    func press(_ key: Key) -> [Command] {
        switch key {
        case .left: return step(-1)
        case .right: return step(1)
        case .character("f"):
            hand.view = ScatterView()
            refresh()
        case .character("r"): return content.settings.changed { $0.seed &+= 1 }
        case .character("v"): return content.settings.changed { $0.showsThumbnails.toggle() }
        case .character("c"): showsClasses.toggle()
        default: break
        }
        return []
    }

    private func step(_ step: Int) -> [Command] {
        let next = content.layer + step
        return content.layers.indices.contains(next) ? [.samples(.showLayer(next))] : []
    }

    func dropGrip() -> Bool { hand.dropGrip() }

    /// The pinned card, else the selection.
    func letGo() -> [Command] { content.pinned.isEmpty ? deselect() : [.samples(.pin(nil))] }
}
