import Inference
import Rendering
import Workbench

/// What hand and keys ask for where a number is explained.
extension NetworkScene {
    /// Explains a pixel of the open map, or no longer.
    func explain(x: Int, y: Int) -> [Command] {
        guard let fan = view.fanOut, let map = content.selection.map else { return [] }
        let place = MapPlace(value: content.layers[fan.layer].value, channel: map).pixel(x: x, y: y)
        return content.selection.explained.last == place ? [.foldOneStep] : [.explain(place)]
    }

    /// What an arrow or Enter asks for; nil: nothing of an explanation.
    func explanationKey(_ key: Key, _ modifiers: Modifiers) -> [Command]? {
        guard let explained = content.explained else { return key == .enter ? startExplaining() : nil }
        if modifiers.contains(.shift) { return moved(explained.explanation.place, by: key) }
        let targets = frame?.explanation?.targets ?? []
        guard !targets.isEmpty, modifiers.isEmpty else { return key == .enter ? [] : nil }
        let row = min(hand.explainedRow ?? -1, targets.count - 1)
        switch key {
        case .enter: return [.stepInto(targets[max(0, row)].value)]
        case .up: hand.explainedRow = max(0, row - 1)
        case .down: hand.explainedRow = min(targets.count - 1, row + 1)
        default: return nil
        }
        return []
    }

    /// The pinned pixel of the open map, else its largest; without a layer, the likeliest class.
    private func startExplaining() -> [Command]? {
        if hand.lasso != nil { return nil }
        if let fan = view.fanOut, let map = content.selection.map {
            let layer = content.layers[fan.layer]
            if let pin = content.selection.pin, pin.layer == fan.layer { return explain(x: pin.x, y: pin.y) }
            let values = pictures.values(of: map, in: layer)
            let largest = values.indices.max { values[$0] < values[$1] } ?? 0
            return explain(x: largest % max(1, layer.width), y: largest / max(1, layer.width))
        }
        guard view.fanOut == nil, content.selection.layer == nil, let answer = content.top.first else {
            return nil
        }
        return [.explainClass(answer.classIndex)]
    }

    /// The neighbouring pixel of a layer's map.
    private func moved(_ place: ValuePlace, by key: Key) -> [Command]? {
        guard let layer = content.layers.first(where: { $0.value == place.map.value }) else { return nil }
        let step =
            switch key {
            case .left: (-1, 0)
            case .right: (1, 0)
            case .up: (0, -1)
            case .down: (0, 1)
            default: (0, 0)
            }
        let (x, y) = (place.x + step.0, place.y + step.1)
        guard (0..<layer.width).contains(x), (0..<layer.height).contains(y) else { return [] }
        return [.explain(place.map.pixel(x: x, y: y))]
    }
}
