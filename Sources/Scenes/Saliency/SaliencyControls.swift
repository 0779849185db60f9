import Foundation
import Occlusion
import Rendering
import Workbench

/// What hand and keyboard do in the Saliency scene.
extension SaliencyScene {
    /// Within so many points a press is a click.
    private static let clickRadius: Float = 4

    /// What a movement of hand or key asks for.
    public func handle(_ input: Input) -> [Command] {
        defer { refresh() }
        switch input {
        case .pointerMoved(let place):
            hand.pointer = place
            draw(to: place)
        case .pointerLeft:
            hand.pointer = nil
        case .pressed(let button, let place, _):
            hand.pointer = place
            refresh()
            if button == .left { press(at: place) }
        case .released(let button, let place, _):
            hand.pointer = place
            refresh()
            return button == .left ? release(at: place) : []
        case .scrolled(let notches, _, _):
            return resizeBrush(by: notches.y)
        case .key(let key, let modifiers):
            return press(key, modifiers)
        }
        return []
    }

    /// What is under the pointer, with values.
    public var statusText: String {
        switch hand.hover {
        case .pixel(let x, let y): return SaliencyWords.status(x: x, y: y, content)
        case .witness(let index):
            return hand.witnesses.indices.contains(index)
                ? SaliencyWords.status(of: hand.witnesses[index], content) : ""
        case .curve(let step):
            return SaliencyWords.status(
                of: content.curves[step.curve], step: step.step, shares: content.shares, content)
        case .button, nil: return ""
        }
    }

    /// What mouse and keys do here.
    public var hints: [Hint] {
        if content.isRunning { return [Hint("cancel", key: "Esc")] }
        guard content.picture != nil else { return [] }
        if content.prediction == .marking {
            return [
                Hint("Drag: mark"), Hint("wheel: brush"), Hint("reveal", key: "Enter"),
                Hint("stop", key: "Esc"),
            ]
        }
        if content.prediction == .revealed {
            return [Hint("try again", key: "Enter"), Hint("done", key: "Esc")]
        }
        if content.settings.tool.isMarking {
            return [
                Hint("Drag: mark, the most important first"), Hint("wheel: brush"), Hint("point", key: "V"),
            ]
        }
        return [
            Hint("Click: keep the pixel"), Hint("other class", key: "↓"), Hint("your order", key: "B"),
            Hint("predict", key: "M"),
        ]
    }

    /// The pointer's shape.
    public var cursor: Cursor {
        switch hand.hover {
        case .pixel, .curve: .crosshair
        case .witness, .button: .hand
        case nil: .arrow
        }
    }

    // MARK: The mouse

    private func press(at place: Point) {
        hand.pressed = (place, hand.hover)
        guard case .pixel = hand.hover, content.settings.tool.isMarking, let pane = layout.picture(at: place)
        else { return }
        hand.drawing = SaliencyHand.Drawing(pane: pane, points: [inputPoint(at: place, on: pane)])
    }

    private func draw(to place: Point) {
        guard var drawing = hand.drawing, let last = drawing.points.last else { return }
        let point = inputPoint(at: place, on: drawing.pane)
        let way = point - last
        guard (way * way).sum() > 0.04 else { return }
        drawing.points.append(point)
        hand.drawing = drawing
    }

    private func release(at place: Point) -> [Command] {
        defer { (hand.pressed, hand.drawing) = (nil, nil) }
        if let drawing = hand.drawing {
            let effect: PictureMark.Effect = content.settings.tool == .eraser ? .erases : .marks
            return drawing.shape(content.settings.tool, radius: brushRadius)
                .map { [.saliency(.mark(PictureMark($0, effect)))] } ?? []
        }
        guard let pressed = hand.pressed else { return [] }
        let way = place - pressed.place
        guard (way * way).sum() <= Self.clickRadius * Self.clickRadius else { return [] }
        return click(pressed.hover)
    }

    private func click(_ hover: SaliencyHand.Hover?) -> [Command] {
        switch hover {
        case .button(let action): return commands(for: action)
        case .witness(let index):
            guard hand.witnesses.indices.contains(index) else { return [] }
            return [.adoptPoolVariant(hand.witnesses[index].variant)]
        case .pixel(let x, let y): togglePin(SIMD2(x, y))
        case .curve, nil: break
        }
        return []
    }

    /// Keeps a pixel; lets go where the same one is kept already.
    private func togglePin(_ pixel: SIMD2<Int>) {
        guard content.prediction != .marking else { return }
        hand.pin = hand.pin == pixel ? nil : pixel
    }

    private func inputPoint(at place: Point, on pane: Int) -> Point {
        layout.inputPoint(at: place, on: pane, of: content.pictureSize)
    }

    /// The radius of brush and eraser, in pixels.
    var brushRadius: Float {
        content.settings.brushRadius(width: Int(content.pictureSize.x), height: Int(content.pictureSize.y))
    }

    private func resizeBrush(by notches: Float) -> [Command] {
        guard content.settings.tool.isMarking, notches != 0 else { return [] }
        var settings = content.settings
        settings.brushShare = min(max(settings.brushShare * pow(1.15, notches), 0.01), 0.3)
        return [.saliency(.change(settings))]
    }

    // MARK: Keys and buttons

    private func press(_ key: Key, _ modifiers: Modifiers) -> [Command] {
        guard modifiers.isDisjoint(with: [.control, .alt]) else { return [] }
        switch key {
        case .character("r"): return runWhatIsMissing()
        case .character("v"): return content.prediction == .marking ? [] : choose(.point)
        case .character("b"): return choose(.brush)
        case .character("e"): return choose(.eraser)
        case .character("l"): return choose(.lasso)
        case .character("c"): return [.saliency(.clearMarks)]
        case .character("m"): return [.saliency(content.prediction == .off ? .predict : .stopPredicting)]
        case .character("+"): return resizeBrush(by: 1)
        case .character("-"): return resizeBrush(by: -1)
        case .enter: return advancePrediction()
        case .escape: return escape()
        case .up: return stepClass(by: -1)
        case .down: return stepClass(by: 1)
        case .space:
            if let pixel = hand.cross ?? hand.pin { togglePin(pixel) }
            return []
        default: return []
        }
    }

    private func commands(for action: StageButton.Action) -> [Command] {
        switch action {
        case .runPool: [.runPool]
        case .runCurves: [.saliency(.runCurves)]
        case .tool(let tool): choose(tool)
        case .reveal: canReveal ? [.saliency(.reveal)] : []
        case .tryAgain: [.saliency(.predict)]
        case .clear: [.saliency(.clearMarks)]
        case .stop: [.saliency(.stopPredicting)]
        }
    }

    private var canReveal: Bool { content.prediction == .marking && content.marked?.order.isEmpty == false }

    private func choose(_ tool: SaliencyTool) -> [Command] {
        guard content.picture != nil else { return [] }
        var settings = content.settings
        settings.tool = tool
        return [.saliency(.change(settings))]
    }

    private func runWhatIsMissing() -> [Command] {
        guard content.canRunPool else { return [] }
        let hasNoCurves = content.areCurvesCancelled || content.curveFailure != nil
        return content.map != nil && hasNoCurves ? [.saliency(.runCurves)] : [.runPool]
    }

    private func advancePrediction() -> [Command] {
        switch content.prediction {
        case .off: []
        case .marking: canReveal ? [.saliency(.reveal)] : []
        case .revealed: [.saliency(.predict)]
        }
    }

    /// Gives up one thing: what is drawn, else what runs, else what is kept, else the tool or the prediction.
    private func escape() -> [Command] {
        if hand.drawing != nil {
            (hand.drawing, hand.pressed) = (nil, nil)
        } else if content.poolProgress != nil {
            return [.cancelPool]
        } else if content.curveProgress != nil {
            return [.saliency(.cancelCurves)]
        } else if hand.pin != nil {
            hand.pin = nil
        } else if content.prediction != .off {
            return [.saliency(.stopPredicting)]
        } else if content.settings.tool.isMarking {
            return choose(.point)
        }
        return []
    }

    /// Goes to the next or previous of the most probable classes.
    private func stepClass(by step: Int) -> [Command] {
        let count = classes.all.count
        guard count > 1 else { return [] }
        let current = classes.shown.flatMap { classes.all.firstIndex(of: $0) }
        let next = current.map { ($0 + step + count) % count } ?? 0
        return [.saliency(.chooseClass(classes.all[next]))]
    }
}
