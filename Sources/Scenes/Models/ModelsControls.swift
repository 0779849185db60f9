import Occlusion
import Rendering
import Workbench

/// What hand and keyboard do in the Models scene.
extension ModelsScene {
    /// What a movement of hand or key asks for.
    public func handle(_ input: Input) -> [Command] {
        switch input {
        case .pointerMoved(let place):
            point(at: place)
            return drag(to: place)
        case .pointerLeft:
            point(at: nil)
            return []
        case .pressed(.left, let place, _):
            point(at: place)
            return press(at: place)
        case .released(.left, let place, _): return release(at: place)
        case .pressed(.right, let place, _):
            guard let pixel = inputPixel(at: place), openPicture?.contains(place) == true else { return [] }
            return [.removeMask(x: Int(pixel.x), y: Int(pixel.y))]
        case .pressed, .released: return []
        case .scrolled(let notches, _, _): return scroll(notches)
        case .key(let key, _): return press(key)
        }
    }

    /// What is under the pointer, with values.
    public var statusText: String {
        guard content.phase == .ready else { return "" }
        switch hover {
        case .column(let network, let index):
            let shown = network == 0 ? content.open : content.other
            return ModelsWords.column(shown.columns[index], of: shown)
        case .checkpoint(let index, let row):
            return row.map { ModelsWords.cell(row: $0, checkpoint: index, content) }
                ?? ModelsWords.checkpoint(index, content)
        case .picture: return "Drag to hide a part of the picture from both networks."
        case .offer, nil: return content.verdict
        }
    }

    /// What mouse and keys do here.
    public var hints: [Hint] {
        guard content.phase == .ready else { return [] }
        let sides = "\u{2190} \u{2192}"
        let layers = Hint("next layer", key: content.series == nil ? sides : "\u{2191} \u{2193}")
        return (content.series == nil ? [] : [Hint("checkpoint", key: sides)])
            + [layers, Hint("drag on the picture: hide from both")]
    }

    /// The pointer's shape.
    public var cursor: Cursor {
        switch hover {
        case .picture: .crosshair
        case .column, .checkpoint, .offer: .hand
        case nil: .arrow
        }
    }

    // MARK: Layers and checkpoints

    private func choose(_ network: Int, _ index: Int) -> [Command] {
        network == 0
            ? [.selectLayer(content.open.columns[index].layer)]
            : [.models(.chooseLayer(content.other.columns[index].layer))]
    }

    private func show(checkpoint: Int) -> [Command] {
        guard let series = content.series, series.names.indices.contains(checkpoint),
            checkpoint != series.shown
        else { return [] }
        return [.models(.show(checkpoint))]
    }

    private func scroll(_ notches: Point) -> [Command] {
        guard let series = content.series, let timeline = layout.timeline, hover != nil,
            case .checkpoint = hover, timeline.centers.count > 1
        else { return [] }
        return show(checkpoint: series.shown + (notches.y > 0 ? -1 : 1))
    }

    private func press(_ key: Key) -> [Command] {
        if key == .enter, let offer = offers.first { return [offer.command] }
        guard content.phase == .ready else { return [] }
        let series = content.series
        switch key {
        case .left: return series.map { show(checkpoint: $0.shown - 1) } ?? go(-1)
        case .right: return series.map { show(checkpoint: $0.shown + 1) } ?? go(1)
        case .up: return go(-1)
        case .down: return go(1)
        case .home: return series == nil ? go(to: 0) : show(checkpoint: 0)
        case .end:
            return series.map { show(checkpoint: $0.names.count - 1) } ?? go(to: steps.columns.count - 1)
        case .character("r"):
            guard series != nil else { return [] }
            return [.models(.setColorRange(content.colorRange == .row ? .single : .row))]
        case .escape: return giveUp()
        default: return []
        }
    }

    /// The network with more layers is gone through, so that none is passed over.
    private var steps: (network: Int, columns: [ModelsContent.Column], focus: Int?) {
        content.other.columns.count > content.open.columns.count
            ? (1, content.other.columns, content.focus.other) : (0, content.open.columns, content.focus.open)
    }

    private func go(_ step: Int) -> [Command] { go(to: (steps.focus ?? -1) + step) }

    private func go(to index: Int) -> [Command] {
        steps.columns.indices.contains(index) ? choose(steps.network, index) : []
    }

    // MARK: Hand

    private func press(at place: Point) -> [Command] {
        switch hover {
        case .offer(let index): return [offers[index].command]
        case .column(let network, let index): return choose(network, index)
        case .checkpoint(let index, _):
            hand.isOnTimeline = true
            return show(checkpoint: index)
        case .picture:
            guard let pixel = inputPixel(at: place) else { return [] }
            hand.points = [pixel]
            return hand.shape(content, size: inputSize).map { preview($0) } ?? []
        case nil: return []
        }
    }

    private func drag(to place: Point) -> [Command] {
        if hand.isOnTimeline, let timeline = layout.timeline, let first = timeline.centers.first {
            let index = Int(((place.x - first) / timeline.pitch).rounded())
            return show(checkpoint: min(max(index, 0), timeline.centers.count - 1))
        }
        guard !hand.points.isEmpty, let pixel = inputPixel(at: place) else { return [] }
        hand.points.append(pixel)
        return hand.shape(content, size: inputSize).map { preview($0) } ?? []
    }

    private func release(at place: Point) -> [Command] {
        defer { hand = ModelsHand() }
        guard !hand.points.isEmpty else { return [] }
        guard let shape = hand.shape(content, size: inputSize) else { return [.cancelMaskPreview] }
        return [.addMask(shape, intent)]
    }

    private func giveUp() -> [Command] {
        defer { hand = ModelsHand() }
        return hand.points.isEmpty ? [] : [.cancelMaskPreview]
    }

    private func preview(_ shape: MaskShape) -> [Command] { [.previewMask(shape, intent)] }
    private var intent: MaskIntent { content.tool == .eraser ? .show : .hide }

    private var inputSize: SIMD2<Int> {
        SIMD2(content.open.picture?.width ?? 1, content.open.picture?.height ?? 1)
    }

    /// The place on the picture in pixels of the open network's input, also beyond its edges.
    private func inputPixel(at place: Point) -> SIMD2<Float>? {
        openPicture.map {
            (place - $0.origin) / $0.size * Point(Float(inputSize.x), Float(inputSize.y))
        }
    }
}
