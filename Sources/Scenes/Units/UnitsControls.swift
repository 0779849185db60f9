import Rendering
import Samples
import Workbench

/// What hand and keyboard do in the Units scene.
extension UnitsScene {
    // MARK: The mouse

    /// The sample under the pointer, by its index in the data set.
    var hoveredSample: Int? {
        switch hover {
        case .point(let point, _): content.cloud?.sample(point)
        case .thumbnail(let sample): sample
        default: nil
        }
    }

    func press(_ button: PointerButton, at place: Point, _ modifiers: Modifiers) -> [Command] {
        let isPan = button == .middle || button == .left && modifiers.contains(.control)
        if isPan, layout.matrix.inset(by: -UnitsLayout.labelWidth).contains(place) {
            hand.grip = .pan(from: place, view)
        } else if button == .left, let hover {
            hand.outline = nil
            hand.grip = .click(hover, at: place, SelectionMode(modifiers))
            if hover == .overview {
                hand.grip = .overview
                move(to: place)
            }
        } else if button == .left {
            hand.outline = nil
        }
        return []
    }

    func move(to place: Point) {
        point(at: place)
        hand.moved(to: place)
        let count = content.order.count
        switch hand.grip {
        case .pan(let start, let before):
            view = before
            let way = (start - place) / grid.pitch
            view.move(by: Int(way.x.rounded()), Int(way.y.rounded()), shown: layout.shown, of: count)
        case .overview:
            guard let overview = layout.overview else { return }
            let (across, upwards) = UnitOverview.units(at: place, of: count, in: overview)
            view.center(across, upwards, shown: layout.shown, of: count)
        case .click, .lasso, nil: return
        }
        if let stage { arrange(in: stage) }
    }

    func release() -> [Command] {
        let grip = hand.grip
        hand.grip = nil
        switch grip {
        case .lasso(let lasso, let cell, let mode):
            hand.outline = (lasso, cell, grid)
            return select(inside(lasso, in: cell), mode)
        case .click(let hover, _, let mode): return click(hover, mode)
        case .pan, .overview, nil: return []
        }
    }

    private func click(_ hover: UnitsHover, _ mode: SelectionMode) -> [Command] {
        switch hover {
        case .point(let point, _):
            guard let sample = content.cloud?.sample(point) else { return [] }
            if mode == .replace, hand.clicks.isSecond(on: sample) { return [.samples(.openSample(sample))] }
            return select([Int32(point)], mode)
        case .plot: return deselect(mode)
        case .unit(let unit): center(unit: unit)
        case .classRow(let row):
            guard content.classes.indices.contains(row) else { return [] }
            let index = content.classes[row].index
            return [.samples(.selectClass(index < 0 ? nil : index, mode))]
        case .thumbnail(let sample):
            if mode == .replace, hand.clicks.isSecond(on: sample) { return [.samples(.openSample(sample))] }
            return mode == .remove ? [.samples(.select([sample], .remove))] : []
        case .response(let layer, let unit): return show(layer: content.layers[layer].id, unit: unit)
        case .layer(let layer): return show(layer: content.layers[layer].id, unit: nil)
        case .overview: break
        }
        return []
    }

    /// Selects points: places of maps, or pictures where each has one place.
    private func select(_ points: [Int32], _ mode: SelectionMode) -> [Command] {
        guard let cloud = content.cloud else { return [] }
        guard content.isMap else {
            return [.samples(.select(Set(points.map { cloud.sample(Int($0)) }), mode))]
        }
        // Places are added to whole pictures, or taken from them, as if all of their places had been chosen.
        var chosen = Set(points)
        var newMode = mode
        if mode != .replace, !content.hasPlaces, !content.selected.isEmpty {
            let before = Set(content.chosen.indices)
            chosen = mode == .add ? before.union(chosen) : before.subtracting(chosen)
            newMode = .replace
        }
        let places = chosen.map {
            SelectedPlaces.Place(
                sample: cloud.sample(Int($0)), place: Int(cloud.points.places[Int($0)]))
        }
        return [
            .samples(
                .selectPlaces(SelectedPlaces(operation: content.operation, places: Set(places)), newMode))
        ]
    }

    /// Goes to a layer, and there to the plot of a unit.
    private func show(layer: Int, unit: Int?) -> [Command] {
        if layer == content.layer {
            if let unit { center(unit: unit) }
            return []
        }
        wantedUnit = unit.map { (layer, $0) }
        return [.samples(.showLayer(layer))]
    }

    func scroll(_ notches: Point, at place: Point) {
        if layout.strip.contains(place) {
            let step = notches.y + notches.x < 0 ? 1 : -1
            firstLayer = min(max(firstLayer + step, 0), max(content.layers.count - layout.stripCount, 0))
        } else if layout.matrix.inset(by: -UnitsLayout.labelWidth).contains(place), notches.y != 0 {
            let way = (place - grid.origin) / grid.pitch
            let most = max(layout.shown - 1, 0)
            let cell = (min(max(Int(way.x), 0), most), min(max(Int(way.y), 0), most))
            view.resize(
                by: notches.y < 0 ? 1 : -1, around: cell, shown: layout.shown, of: content.order.count)
        }
        if let stage { arrange(in: stage) }
    }

    // MARK: Keys

    func press(_ key: Key) -> [Command] {
        switch key {
        case .left: step(-1, 0)
        case .right: step(1, 0)
        case .up: step(0, -1)
        case .down: step(0, 1)
        case .home, .character("f"): step(-view.column, -view.row)
        case .pageUp: return stepLayer(-1)
        case .pageDown: return stepLayer(1)
        default: break
        }
        return []
    }

    private func step(_ columns: Int, _ rows: Int) {
        view.move(by: columns, rows, shown: layout.shown, of: content.order.count)
        if let stage { arrange(in: stage) }
    }

    private func stepLayer(_ step: Int) -> [Command] {
        guard let index = content.layers.firstIndex(where: { $0.id == content.layer }),
            content.layers.indices.contains(index + step)
        else { return [] }
        return [.samples(.showLayer(content.layers[index + step].id))]
    }

    func dropGrip() -> Bool {
        defer { hand.grip = nil }
        return hand.isBusy
    }

    /// The outline of the latest lasso, and the selection.
    func letGo() -> [Command] {
        hand.outline = nil
        return deselect()
    }
}
