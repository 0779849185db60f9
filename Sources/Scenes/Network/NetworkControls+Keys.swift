import Foundation
import Rendering
import Workbench

/// What wheel and keys ask for on the Network scene.
extension NetworkScene {
    // MARK: Keys and wheel

    func scroll(_ notches: Point, at place: Point) {
        if let fan = view.fanOut, view.fan > 0.5 {
            guard place.x > fan.card.minX - 20 else { return }
            hand.firstRow = min(
                max(0, fan.firstRow - Int(notches.y.rounded(.awayFromZero))), fan.lastFirstRow)
            return
        }
        zoom(by: pow(1.15, notches.y), at: place)
    }

    private func zoom(by factor: Float, at place: Point) {
        let zoom = min(max(view.zoom * factor, 0.5), 12)
        let pointer = place - regions.size / 2
        view.pan = pointer - (pointer - view.pan) * (zoom / view.zoom)
        view.zoom = zoom
        if abs(zoom - 1) < 0.02 { view.zoom = 1 }
    }

    func press(_ key: Key, _ modifiers: Modifiers) -> [Command] {
        switch key {
        case .escape:
            return hand.grip != nil || hand.lasso != nil ? giveUp() : [.foldOneStep]
        case .space: return togglePin()
        case .home: return goHome()
        case .character("y"): return switchPlanes(content.sampleSettings)
        case .character("g"): return [.showConnections(!content.settings.showsConnections)]
        case .character("f"):
            frameAll()
            return [.frameAll]
        case .character("+"), .character("="):
            zoom(by: 1.25, at: hand.pointer ?? regions.size / 2)
            return []
        case .character("-"):
            zoom(by: 0.8, at: hand.pointer ?? regions.size / 2)
            return []
        case .character("["): return resizeTool(by: -1)
        case .character("]"): return resizeTool(by: 1)
        case .backspace where content.explained != nil: return [.stepBack]
        case .backspace: return hand.lasso == nil ? [] : takeCornerBack()
        case .left, .right, .up, .down, .enter:
            if let commands = explanationKey(key, modifiers) { return commands }
            return key == .enter ? hand.lasso == nil ? open() : closeLasso() : move(key, modifiers)
        case .pageUp, .pageDown:
            guard let fan = view.fanOut else { return [] }
            let step = key == .pageUp ? -fan.visibleRows : fan.visibleRows
            hand.firstRow = min(max(0, fan.firstRow + step), fan.lastFirstRow)
            return []
        default: return []
        }
    }

    /// Makes the brush larger or the superpixels more, by an eighth a step.
    func resizeTool(by steps: Float) -> [Command] {
        let factor = pow(1.125, steps)
        let settings = content.settings
        switch settings.tool {
        case .brush, .eraser:
            let radius = (settings.brushRadius * factor).rounded()
            let changed = radius == settings.brushRadius ? radius + (steps < 0 ? -1 : 1) : radius
            return [.setBrushRadius(changed)]
        case .superpixels:
            return [.setSuperpixelCount(Int((Float(settings.superpixelCount) * factor).rounded()))]
        case .select, .rectangle, .ellipse, .lasso: return []
        }
    }

    func goHome() -> [Command] {
        frameAll()
        view.look(from: .start, regions: regions)
        return [.setCamera(content.settings.camera == .orbit ? .plate : .orbit)]
    }

    /// Shows everything: no pan, no zoom.
    func frameAll() {
        view.pan = .zero
        view.zoom = 1
    }

    func togglePin() -> [Command] {
        switch hand.hover {
        case .pixel(let layer, let cluster, let x, let y):
            let pin = Selection.Pin(layer: layer, cluster: cluster, x: x, y: y)
            return [.pin(content.selection.pin == pin ? nil : pin)]
        case .openMap(let x, let y), .card(_, let x, let y):
            guard let fan = view.fanOut else { return [] }
            let pin = Selection.Pin(layer: fan.layer, cluster: fan.cluster, x: x, y: y)
            return [.pin(content.selection.pin == pin ? nil : pin)]
        default: return content.selection.pin == nil ? [] : [.pin(nil)]
        }
    }

    // MARK: Walking with the arrows

    private func move(_ key: Key, _ modifiers: Modifiers) -> [Command] {
        let step: (Int, Int) =
            switch key {
            case .left: (-1, 0)
            case .right: (1, 0)
            case .up: (0, -1)
            default: (0, 1)
            }
        if content.selection.mask != nil, view.fanOut == nil {
            let pixels = modifiers.contains(.shift) ? 10 : 1
            return [.nudgeMask(x: step.0 * pixels, y: step.1 * pixels)]
        }
        if modifiers.contains(.shift) {
            view.pan -= Point(Float(step.0), Float(step.1)) * 40
            return []
        }
        if let fan = view.fanOut { return moveMap(in: fan, step) }
        let columns = content.layers.filter { $0.kind != .join }.map(\.id)
        guard let first = columns.first, let last = columns.last else { return [] }
        guard let current = content.selection.layer, let index = columns.firstIndex(of: current) else {
            return [.selectLayer(step.0 < 0 ? last : first)]
        }
        let rows = max(1, content.clusters(of: current).count)
        hand.keyRow = min(max(0, hand.keyRow + step.1), rows - 1)
        let next = columns[min(max(0, index + step.0), columns.count - 1)]
        return next == current ? [] : [.selectLayer(next)]
    }

    private func moveMap(in fan: FanOut, _ step: (Int, Int)) -> [Command] {
        let current = content.selection.map.flatMap { fan.maps.firstIndex(of: $0) }
        let next =
            current.map { min(max(0, $0 + step.0 + step.1 * fan.columnCount), fan.maps.count - 1) } ?? 0
        let row = next / fan.columnCount
        if row < fan.firstRow { hand.firstRow = row }
        if row >= fan.firstRow + fan.visibleRows { hand.firstRow = row - fan.visibleRows + 1 }
        return [.openMap(fan.maps[next])]
    }

    private func open() -> [Command] {
        guard view.fanOut == nil, let layer = content.selection.layer,
            content.layers[layer].kind == .convolution
        else { return [] }
        let rows = max(1, content.clusters(of: layer).count)
        return [.openCluster(layer: layer, cluster: min(hand.keyRow, rows - 1))]
    }
}
