import Rendering
import Workbench

/// What the status line says about the Network scene.
extension NetworkScene {
    /// What is under the pointer, with values.
    public var statusText: String {
        if let planes = content.planes { return PlaneWords.status(hand.hover?.planeHover, planes) }
        if let text = maskText { return text }
        switch hand.hover {
        case .pixel(let layer, let cluster, let x, let y): return pixelText(layer, cluster, x, y)
        case .block(let layer, let cluster): return blockText(layer, cluster)
        case .unit(let layer, let number):
            let value = content.maps(content.layers[layer])?.values[number] ?? 0
            let words =
                "\(content.layers[layer].name), unit \(NumberFormat.count(number)): \(NumberFormat.value(value))"
            return connected(words, .map(layer: layer, number: number))
        case .input(let x, let y): return inputText(x, y)
        case .answer(let rank): return answerText(rank)
        case .output(let x, let y): return outputText(x, y)
        case .card(let map, let x, let y):
            return connected(mapText(map, x, y), view.fanOut.map { .map(layer: $0.layer, number: map) })
        case .openMap(let x, let y): return content.selection.map.map { mapText($0, x, y) } ?? ""
        case .knot(let id): return knotText(id)
        case .explained(.place(let place, _)): return content.explained?.words.status(of: place) ?? ""
        case .camera, .plane, .explained, nil:
            return content.explained?.words.status ?? content.emptyReason ?? ""
        }
    }

    /// With what it takes from where, where that is known.
    private func connected(_ words: String, _ target: ConnectionTarget?) -> String {
        guard let more = target.flatMap({ content.connectionWords(of: $0) }) else { return words }
        return "\(words); \(more)"
    }

    private func pixelText(_ id: Int, _ cluster: Int, _ x: Int, _ y: Int) -> String {
        let name = content.layers[id].name
        let clusters = content.clusters(of: id)
        if clusters.indices.contains(cluster), clusters[cluster].explainedVariance == nil {
            return "\(name): One value everywhere: no component."
        }
        let place = "\(name), pixel \(NumberFormat.position(x, y))"
        guard let box = fieldBox(id, cluster, x, y) else { return place }
        return "\(place) sees \(NumberFormat.pixels(box.width, box.height)) of the picture"
    }

    private func fieldBox(_ id: Int, _ cluster: Int, _ x: Int, _ y: Int) -> (width: Int, height: Int)? {
        if let field = hand.field, field.layer == id, field.x == x, field.y == y, let box = field.inputBox {
            return (box.width, box.height)
        }
        let box = content.receptiveField(.init(x: x, y: y, width: 1, height: 1), content.layers[id], nil)
        return box.map { ($0.width, $0.height) }
    }

    private func blockText(_ id: Int, _ cluster: Int) -> String {
        let layer = content.layers[id]
        let clusters = content.clusters(of: id)
        guard clusters.indices.contains(cluster) else {
            return
                "\(layer.name), \(NumberFormat.count(layer.mapCount, "map")) of \(NumberFormat.pixels(layer.width, layer.height))"
        }
        let block = clusters[cluster]
        let share = block.explainedVariance.map { ", the face explains \(NumberFormat.share($0))" } ?? ""
        return "\(layer.name), \(NumberFormat.count(block.maps.count, "map")), mean entropy "
            + NumberFormat.entropy(block.meanEntropy) + share
    }

    private func inputText(_ x: Int, _ y: Int) -> String {
        guard let input = content.input, x < input.width, y < input.height else { return "" }
        let color = input[x, y]
        let hidden = content.layersHidden.hidden.contains(x: x, y: y) ? ", hidden" : ""
        return
            "Picture, pixel \(NumberFormat.position(x, y)): red \(color.red), green \(color.green), blue \(color.blue)\(hidden)"
    }

    private func answerText(_ rank: Int) -> String {
        guard content.top.indices.contains(rank) else { return "" }
        let entry = content.top[rank]
        let now = "\(entry.name): \(NumberFormat.probability(entry.probability))"
        let words =
            entry.withoutMask.map {
                "\(now), without the mask \(NumberFormat.probability($0)) (\(NumberFormat.change(entry.probability - $0)) points)"
            } ?? now
        return connected(words, .shownClass(entry.classIndex))
    }

    private func outputText(_ x: Int, _ y: Int) -> String {
        guard let values = content.output?.values else { return "" }
        let numbers = (0..<values.shape[0]).map { NumberFormat.value(values[$0, y, x]) }
        return "Output, pixel \(NumberFormat.position(x, y)): \(numbers.joined(separator: ", "))"
    }

    private func mapText(_ map: Int, _ x: Int, _ y: Int) -> String {
        guard let fan = view.fanOut else { return "" }
        let layer = content.layers[fan.layer]
        let values = pictures.values(of: map, in: layer)
        let index = y * layer.width + x
        let value = values.indices.contains(index) ? ": \(NumberFormat.value(values[index]))" : ""
        return "\(layer.name), map #\(map), pixel \(NumberFormat.position(x, y))\(value)"
    }

    private func knotText(_ id: Int) -> String {
        let layer = content.layers[id]
        return
            "\(layer.name): \(NumberFormat.word(layer.predecessors.count)) branches become \(NumberFormat.count(layer.mapCount, "map"))"
    }

    /// What mouse and keys do here.
    public var hints: [Hint] {
        if content.planes != nil {
            return PlaneWords.hints(hand.hover?.planeHover, isFlat: content.settings.camera == .plate)
        }
        if let explained = content.explained { return explained.words.hints }
        if content.selection.map != nil {
            return [
                Hint("Click a pixel: where its value comes from"), Hint("pin", key: "Space"),
                Hint("folds the map", key: "Esc"),
            ]
        }
        if view.fanOut != nil {
            return [Hint("Click a map to open it"), Hint("folds the cluster", key: "Esc")]
        }
        switch hand.hover {
        case _ where hand.lasso != nil: return lassoHints
        case .input: return maskHints
        case .pixel, .block:
            return [Hint("Click: its maps"), Hint("pin", key: "Space"), Hint("keys", key: "F1")]
        case .answer:
            let isPicked = content.top.contains(where: \.isPicked)
            let words = isPicked ? "Merge what is picked: the panel's Labels" : "pick, to merge labels"
            return [
                Hint("Click: what speaks for it"), isPicked ? Hint(words) : Hint(words, key: "Shift-click"),
                Hint("keys", key: "F1"),
            ]
        default:
            return [
                Hint("Drag the stage: turn"), Hint("wheel: zoom"),
                Hint(content.settings.camera == .orbit ? "front" : "back", key: "Home"),
                Hint("all", key: "F"), Hint("keys", key: "F1"),
            ]
        }
    }

    /// The pointer's shape.
    public var cursor: Cursor {
        switch hand.grip {
        case .pan, .turn: return .hand
        case .box, .stroke, .lasso, .regions: return .crosshair
        case .move: return .hand
        default: break
        }
        if hand.lasso != nil { return .crosshair }
        if case .lasso = hand.planeGrip { return .crosshair }
        switch hand.hover {
        case .plane(.paper): return content.settings.camera == .plate ? .crosshair : .hand
        case .plane: return .hand
        case .input:
            if content.input == nil || view.fan > 0.5 { return .arrow }
            let isHand = hand.hold != nil || content.settings.tool == .select
            return isHand && !content.settings.isPickingColor ? .hand : .crosshair
        case .pixel, .block, .unit, .card, .openMap, .camera, .answer: return .hand
        case .explained(.place), .explained(.back): return .hand
        default: return .arrow
        }
    }
}
