import Rendering
import Workbench

/// What hand and keyboard do in the Compare scene.
extension CompareScene {
    /// What a movement of hand or key asks for.
    public func handle(_ input: Input) -> [Command] {
        switch input {
        case .pointerMoved(let place): point(at: place)
        case .pointerLeft: point(at: nil)
        case .pressed(.left, let place, _):
            point(at: place)
            return click()
        case .pressed, .released: break
        case .scrolled(let notches, let place, _): scroll(notches, at: place)
        case .key(let key, _): return press(key)
        }
        return []
    }

    /// What is under the pointer, with values.
    public var statusText: String {
        guard content.phase == .ready else { return "" }
        switch hover {
        case .pixel(let picture, _, let x, let y):
            guard content.hasComponent(picture) else { return "One value everywhere: no component." }
            return CompareWords.pixel(picture, x: x, y: y, cells: valueCells, content)
        case .largePixel(_, let x, let y):
            guard let row = content.enlarged else { return "" }
            return CompareWords.pixel(row.picture, x: x, y: y, cells: content.largeCells, content)
        case .layer(let index): return CompareWords.movement(of: content.strip[index], content)
        case .toggle, .close, .offer: return ""
        case nil:
            return stripIndex.map { CompareWords.movement(of: content.strip[$0], content) } ?? ""
        }
    }

    /// Of every variant; the difference too where there are two.
    private var valueCells: [CompareContent.Cell] {
        content.isTable ? content.variants.indices.map { .value($0) } : content.pairCells
    }

    /// What mouse and keys do here.
    public var hints: [Hint] {
        guard content.phase == .ready else { return [] }
        let layers = [Hint("next layer", key: "\u{2190} \u{2192}")]
        if content.enlarged != nil {
            return [Hint("next map", key: "\u{2193}"), Hint("back", key: "Esc")] + layers
        }
        return layers + [Hint("swap", key: "X"), Hint("click a map: open both")]
    }

    /// The pointer's shape.
    public var cursor: Cursor {
        switch hover {
        case .largePixel: .crosshair
        case .pixel, .layer, .toggle, .close, .offer: .hand
        case nil: .arrow
        }
    }

    private func click() -> [Command] {
        switch hover {
        case .pixel(let picture, let cell, _, _):
            content.hasComponent(picture)
                ? [.enlarge(EnlargedRow(picture, column: max(cell.variant, 1)))] : []
        case .layer(let index): [.selectLayer(content.strip[index].id)]
        case .toggle: [toggledMaps]
        case .close: [.enlarge(nil)]
        case .offer(let index): [offers[index].command]
        case .largePixel, nil: []
        }
    }

    private var toggledMaps: Command {
        var settings = content.settings
        settings.showsAllMaps.toggle()
        return .setComparison(settings)
    }

    private func scroll(_ notches: Point, at place: Point) {
        if place.y > layout.separator { return }
        if let area = layout.tilesArea, place.x >= area.minX - 12 {
            tileScroll -= notches.y * 60
        } else {
            rowScroll -= notches.y * 60
        }
        guard let stage = stageShown else { return }
        arrange(in: stage)
    }

    private func press(_ key: Key) -> [Command] {
        if key == .enter, let offer = offers.first { return [offer.command] }
        guard content.phase == .ready else { return [] }
        switch key {
        case .left: return goToLayer(-1)
        case .right: return goToLayer(1)
        case .home: return content.strip.first.map { [.selectLayer($0.id)] } ?? []
        case .end: return content.strip.last.map { [.selectLayer($0.id)] } ?? []
        case .up: return goToPicture(-1)
        case .down: return goToPicture(1)
        case .character("x"): return [.swapCompared]
        case .character("m"): return content.isDense || content.isTable ? [] : [toggledMaps]
        case .escape: return content.enlarged == nil ? [] : [.enlarge(nil)]
        default: return []
        }
    }

    private func goToLayer(_ step: Int) -> [Command] {
        guard let index = stripIndex, content.strip.indices.contains(index + step) else { return [] }
        return [.selectLayer(content.strip[index + step].id)]
    }

    /// The next row or map, where one is open large.
    private func goToPicture(_ step: Int) -> [Command] {
        guard let enlarged = content.enlarged, !content.isDense, let layer = content.layer else { return [] }
        let pictures: [ComparedPicture] =
            if case .map = enlarged.picture {
                content.mapOrder.map { .map($0) }
            } else {
                layer.clusters.indices.map { .block($0) }
            }
        guard let index = pictures.firstIndex(of: enlarged.picture), pictures.indices.contains(index + step)
        else { return [] }
        return [.enlarge(EnlargedRow(pictures[index + step], column: enlarged.column))]
    }
}
