import Foundation
import Inference
import Rendering
import Workbench

/// What hand and keys ask for on the Network scene.
extension NetworkScene {
    /// What a movement of hand or key asks for.
    public func handle(_ input: Input) -> [Command] {
        guard let stage else { return [] }
        defer { refreshHand() }
        if let planes = content.planes, let commands = handlePlanes(input, planes) { return commands }
        switch input {
        case .pointerMoved(let place):
            hand.moved(to: place, time: stage.time)
            let commands = drag(to: place)
            refreshHand()
            return commands + traceConnections()
        case .pointerLeft:
            hand.moved(to: nil, time: stage.time)
            refreshHand()
            return traceConnections()
        case .pressed(let button, let place, let modifiers):
            hand.moved(to: place, time: stage.time)
            refreshHand()
            return press(button, place, modifiers)
        case .released(let button, let place, _):
            hand.pointer = place
            // The right button holds nothing.
            return button == .right ? [] : release(at: place)
        case .scrolled(let notches, let place, let modifiers):
            if modifiers.contains(.control), view.fan < 0.5 { return resizeTool(by: notches.y) }
            scroll(notches, at: place)
            return []
        case .key(let key, let modifiers): return press(key, modifiers)
        }
    }

    // MARK: Pressing

    private func press(_ button: PointerButton, _ place: Point, _ modifiers: Modifiers) -> [Command] {
        switch button {
        case .middle:
            hand.grip = .pan(from: place, pan: view.pan)
            return []
        case .right: return pressRight()
        case .left where !modifiers.isDisjoint(with: [.shift, .control]) && pickedClass != nil:
            return pickedClass.map { [.pickShownLabel($0)] } ?? []
        case .left where modifiers.contains(.shift):
            hand.grip = .pan(from: place, pan: view.pan)
            return []
        case .left:
            if isOnInput || hand.lasso != nil { return pressOnInput(at: place, modifiers) }
            hand.grip = .click(hand.hover, at: place)
            return []
        }
    }

    /// The class of the top 10 under the pointer.
    private var pickedClass: Int? {
        guard case .answer(let rank) = hand.hover, content.top.indices.contains(rank) else { return nil }
        return content.top[rank].classIndex
    }

    /// Whether the pointer is on the picture and the picture can be drawn on.
    private var isOnInput: Bool {
        guard case .input = hand.hover else { return false }
        return content.input != nil && view.fan < 0.5
    }

    private func pressRight() -> [Command] {
        guard hand.grip == nil else { return [] }
        if hand.lasso != nil { return takeCornerBack() }
        return switch hand.hover {
        case .input(let x, let y): [.removeMask(x: x, y: y)]
        case .pixel: togglePin()
        case .openMap, .card: togglePin()
        default: []
        }
    }

    // MARK: Dragging

    func drag(to place: Point) -> [Command] {
        switch hand.grip {
        case nil: return moveLasso(to: place)
        case .click(let hover, let start):
            let distance = ((place - start) * (place - start)).sum().squareRoot()
            guard distance > 4, view.fan < 0.5, canTurn(hover) else { return [] }
            return beginTurn(from: start, to: place)
        case .turn: return turn(to: place)
        case .pan(let start, let pan):
            view.pan = pan + place - start
            return []
        case let grip?: return dragOnInput(grip, to: place)
        }
    }

    /// Takes hold of the stage, to turn it.
    func beginTurn(from start: Point, to place: Point) -> [Command] {
        hand.grip = .turn(from: start, angles: content.settings.camera == .orbit ? view.angles : .start)
        return content.settings.camera == .orbit ? turn(to: place) : [.setCamera(.orbit)]
    }

    private func canTurn(_ hover: NetworkHover?) -> Bool {
        switch hover {
        case .camera, .answer, .explained: false
        default: true
        }
    }

    private func turn(to place: Point) -> [Command] {
        guard case .turn(let start, let angles) = hand.grip else { return [] }
        let offset = (place - start) * 0.3 * .pi / 180
        let turned = OrbitAngles(azimuth: angles.azimuth - offset.x, elevation: angles.elevation + offset.y)
        view.look(from: turned, regions: regions)
        return []
    }

    // MARK: Letting go

    private func release(at place: Point) -> [Command] {
        defer { hand.grip = nil }
        switch hand.grip {
        case .click(let hover, let start):
            let distance = ((place - start) * (place - start)).sum().squareRoot()
            return distance <= 4 ? click(hover) : []
        case .turn, .pan, nil: return []
        case let grip?: return releaseOnInput(grip, at: place)
        }
    }

    private func click(_ hover: NetworkHover?) -> [Command] {
        switch hover {
        case .camera(.plate): return [.setCamera(.plate)]
        case .camera(.orbit): return [.setCamera(.orbit)]
        case .camera(.home): return goHome()
        case .pixel(let layer, let cluster, _, _), .block(let layer, let cluster):
            guard content.layers[layer].kind == .convolution else { return [.selectLayer(layer)] }
            return [.openCluster(layer: layer, cluster: cluster)]
        case .unit(let layer, let number):
            let unit = MapPlace(value: content.layers[layer].value, channel: number)
            return [.selectLayer(layer), .explain(unit.pixel(x: 0, y: 0))]
        case .card(let map, _, _): return [.openMap(content.selection.map == map ? nil : map)]
        case .openMap(let x, let y): return explain(x: x, y: y)
        case .answer(let rank) where content.top.indices.contains(rank):
            return [.explainClass(content.top[rank].classIndex)]
        case .explained(.place(let place, _)): return [.stepInto(place)]
        case .explained(.back): return [.stepBack]
        default: return []
        }
    }
}
