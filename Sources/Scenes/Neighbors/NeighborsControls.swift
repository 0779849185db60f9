import Rendering
import Samples
import Workbench

/// What hand and keyboard do in the Neighbors scene.
extension NeighborsScene {
    /// How far a pointer moves before a click is a drag, in points.
    private static let clickRadius: Float = 4

    /// What is under the pointer, with values.
    public var statusText: String {
        guard content.isOpen, let facts = content.facts else { return "" }
        switch hover {
        case .line(let sample), .picture(let sample, _), .map(_, .sample(let sample)):
            return words(on: sample, facts)
        case .trace(let sample): return words(on: sample, facts)
        case .bar(let index):
            return trace(ofBar: index).map { words(on: $0.sample, facts) } ?? ""
        case .core: return content.focus.map { SampleWords.sentence(on: $0, facts) } ?? ""
        case .sector(let index), .curve(let index): return sectorWords(index, facts)
        case .axis(let axis) where content.operations.indices.contains(axis):
            return content.operations[axis].name
        case .map(_, .name(let index)) where facts.classNames.indices.contains(index):
            return "Click: select \(facts.classNames[index])"
        default: return SampleWords.selection(content.selected, facts)
        }
    }

    private func words(on sample: Int, _ facts: SampleFacts) -> String {
        if let trace = content.plot?.trace(of: sample) {
            let own = facts.ownClass(of: sample).map { facts.classNames[$0] + ", " } ?? ""
            let ranks = NeighborsWords.ranks(trace, from: content.names.from, to: content.names.to)
            return "\(own)\(facts.name(of: sample)): \(ranks)"
        }
        return SampleWords.sentence(on: sample, facts)
    }

    private func sectorWords(_ index: Int, _ facts: SampleFacts) -> String {
        let name = facts.classNames.indices.contains(index) ? facts.classNames[index] : "No class"
        guard let sector = content.plot?.sectors.first(where: { $0.classIndex == index }) else { return name }
        return
            "\(name): \(NumberFormat.count(sector.fromCount)) of the neighbors in \(NeighborsWords.inside(content.names.from)), "
            + "\(NumberFormat.count(sector.toCount)) in \(NeighborsWords.inside(content.names.to))"
    }

    /// What mouse and keys do here.
    public var hints: [Hint] {
        guard content.isOpen else { return [] }
        switch hover {
        case .stability, .line:
            return [
                Hint("Drag on an axis: brush"), Hint("click a line: its neighborhood"),
                Hint("adds", key: "Shift"), Hint("takes away", key: "Alt"),
            ]
        case .axis: return [Hint("Click: compare with this layer"), Hint("from this layer", key: "Shift")]
        case .bar: return [Hint("Drag: show ten others"), Hint("plays", key: "Space")]
        case .trace, .picture: return [Hint("Click: its neighborhood"), Hint("plays", key: "Space")]
        case .sector, .curve: return [Hint("Click: select its neighbors")]
        case .core: return [Hint("Click: open the picture")]
        case .map:
            return [Hint("Drag: lasso"), Hint("click: its neighborhood"), Hint("wheel: zoom")]
        default:
            return [Hint("other layer", key: "\u{2190} \u{2192}"), Hint("play the change", key: "Space")]
        }
    }

    /// The pointer's shape.
    public var cursor: Cursor {
        if case .brush = grip { return .crosshair }
        if case .strip = grip { return .hand }
        switch hover {
        case .stability, .map(_, .paper): return .crosshair
        case nil: return .arrow
        default: return .hand
        }
    }

    // MARK: The mouse

    /// The sample under the pointer, by its index in the data set.
    var hoveredSample: Int? {
        switch hover {
        case .line(let sample), .trace(let sample), .picture(let sample, _), .map(_, .sample(let sample)):
            sample
        case .bar(let index): trace(ofBar: index)?.sample
        default: nil
        }
    }

    func move(to place: Point) {
        switch grip {
        case .click(_, let start, let mode):
            let way = place - start
            guard (way * way).sum() > Self.clickRadius * Self.clickRadius else { break }
            grip = .brush(from: start, to: place, mode)
        case .brush(let start, _, let mode): grip = .brush(from: start, to: place, mode)
        case .strip: firstBrushed = strip.first(around: place)
        case .map(let index) where layout.maps.indices.contains(index):
            mapHands[index].moved(to: place, in: layout.maps[index])
        case .map, nil: break
        }
        point(at: place)
    }

    func press(_ button: PointerButton, at place: Point, _ modifiers: Modifiers) -> [Command] {
        if case .map(let index, let hover) = hover {
            mapHands[index].pressed(button, on: hover, at: place, modifiers)
            if mapHands[index].isBusy { grip = .map(index) }
            return []
        }
        guard button == .left, let hover else { return [] }
        let mode = SelectionMode(modifiers)
        switch hover {
        case .stageSwitch(let isMaps): show(maps: isMaps)
        case .distanceSwitch(let isTo): showsFromDistances = !isTo
        case .play: motion.play(isMotionReduced: stage?.isMotionReduced ?? true)
        case .axis(let axis): return compare(with: axis, isFrom: modifiers.contains(.shift))
        case .line, .stability: grip = .click(hover, at: place, mode)
        case .trace(let sample), .picture(let sample, _): return choose(sample, mode)
        case .sector(let index), .curve(let index): return select(ofClass: index, mode)
        case .core: return content.focus.map { [.samples(.openSample($0))] } ?? []
        case .bar:
            firstBrushed = strip.first(around: place)
            grip = .strip
        case .map: break
        }
        return []
    }

    /// A click makes a picture the one in focus; with Shift or Alt it is selected or not.
    private func choose(_ sample: Int, _ mode: SelectionMode) -> [Command] {
        [.samples(mode == .replace ? .focus(sample) : .select([sample], mode))]
    }

    private func select(ofClass index: Int, _ mode: SelectionMode) -> [Command] {
        let members = content.plot?.traces.filter { $0.classIndex == index }.map(\.sample) ?? []
        if members.isEmpty { return [.samples(.selectClass(index < 0 ? nil : index, mode))] }
        return [.samples(.select(Set(members), mode))]
    }

    func release() -> [Command] {
        defer { grip = nil }
        switch grip {
        case .click(.line(let sample), _, let mode): return choose(sample, mode)
        case .click(_, _, let mode): return deselect(mode)
        case .brush(_, _, let mode):
            guard let box = brush, let plot = stabilityPlot else { return [] }
            return [.samples(.select(plot.samples(in: box), mode))]
        case .map(let index): return release(inMap: index)
        case .strip, nil: return []
        }
    }

    private func release(inMap index: Int) -> [Command] {
        guard let painter = mapPainter(index) else { return [] }
        return mapHands[index].released(painter.scatter, painter.transform).compactMap { command in
            // A click on a point is one on a picture, as everywhere in this scene.
            if case .map(_, .sample(let sample)) = hover,
                command == .samples(.select([sample], .replace))
            {
                return .samples(.focus(sample))
            }
            // What is outlined without a selection are the neighbours: there is nothing to let go.
            return command == .samples(.select([])) && content.selected.isEmpty ? nil : command
        }
    }

    func scroll(_ notches: Point, at place: Point) {
        for index in layout.maps.indices
        where layout.maps[index].contains(place) && mapHands.indices.contains(index) {
            mapHands[index].scrolled(by: notches.y, at: place, in: layout.maps[index])
        }
        if layout.strip.inset(by: -8).contains(place), let count = content.plot?.traces.count {
            let last = max(count - ChangeStrip.brushCount, 0)
            firstBrushed = min(max(firstBrushed - Int((notches.y + notches.x) * 3), 0), last)
        }
        if let stage { arrange(in: stage) }
    }

    private func show(maps: Bool) {
        showsMaps = maps
        if let stage { arrange(in: stage) }
    }

    // MARK: Keys

    func press(_ key: Key) -> [Command] {
        switch key {
        case .left, .up: return step(-1)
        case .right, .down: return step(1)
        case .space: motion.play(isMotionReduced: stage?.isMotionReduced ?? true)
        case .character("m"): if layout.stageSwitch != nil { show(maps: !showsMaps) }
        case .character("f"):
            for index in mapHands.indices { mapHands[index].view = ScatterView() }
            refresh()
        default: break
        }
        return []
    }

    /// The picture in focus.
    var chosenSample: Int? { content.focus }

    func dropGrip() -> Bool {
        for index in mapHands.indices { _ = mapHands[index].dropGrip() }
        defer { grip = nil }
        return grip != nil
    }

    /// The operation before or after the one that is compared with.
    private func step(_ step: Int) -> [Command] {
        let to = content.transformation.to
        let now = content.axis(of: to) ?? content.operations.lastIndex { $0.id <= to } ?? 0
        return compare(with: now + step, isFrom: false)
    }

    private func compare(with axis: Int, isFrom: Bool) -> [Command] {
        guard content.operations.indices.contains(axis) else { return [] }
        let id = content.operations[axis].id
        return content.settings.changed {
            if isFrom { $0.transformedFrom = id } else { $0.transformedTo = id }
        }
    }
}
