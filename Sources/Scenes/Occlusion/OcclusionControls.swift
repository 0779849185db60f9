import Foundation
import Rendering
import Workbench

/// What hand and keyboard do in the Occlusion scene.
extension OcclusionScene {
    /// What the pointer does while a button is down.
    enum Gesture: Equatable {
        /// No button is down.
        case none
        /// A button is down, and the pointer has not moved far.
        case pressing(PointerButton, from: Point)
        /// The figure is being turned.
        case dragging(Drag, last: Point)
    }

    /// What a drag does to the figure.
    enum Drag: Equatable {
        case turn, move
    }

    /// Within so many points a press is a click.
    private static let clickRadius: Float = 4

    /// What a movement of hand or key asks for.
    public func handle(_ input: Input) -> [Command] {
        switch input {
        case .pointerMoved(let place):
            move(to: place)
        case .pointerLeft:
            if gesture == .none { point(at: nil) }
        case .pressed(let button, let place, let modifiers):
            point(at: place)
            gesture = .pressing(modifiers.contains(.shift) ? .middle : button, from: place)
        case .released(_, let place, _):
            return release(at: place)
        case .scrolled(let notches, let place, _):
            look { $0.zoomed(by: pow(1.12, notches.y), at: place, around: middle) }
        case .key(let key, let modifiers):
            return press(key, modifiers)
        }
        return []
    }

    /// What is under the pointer, with values.
    public var statusText: String {
        if let tile = highlighted { return OcclusionWords.status(of: content.tiles[tile], content) }
        guard let pointer, content.isPlaced else { return "" }
        if let corner = layout.corner(at: pointer) {
            return OcclusionWords.status(of: content.corners[corner], in: content)
        }
        guard let original = content.original, layout.isOriginal(at: pointer) else { return "" }
        return "original: \(original.answer.label) \(NumberFormat.probability(original.answer.probability))"
    }

    /// What mouse and keys do here.
    public var hints: [Hint] {
        if content.progress != nil { return [Hint("cancel", key: "Esc")] }
        guard content.isPlaced else {
            let offersRun = OcclusionWords.notice(for: content)?.offersRun ?? false
            return offersRun ? [Hint("run the pool", key: "R")] : []
        }
        let next = content.hasSupportVectors ? "next support vector" : "next variant"
        return [
            Hint("Click: open in Network"), Hint("drag: turn"), Hint("wheel: zoom"), Hint("frame", key: "F"),
            Hint(next, key: "Tab"),
        ]
    }

    /// The pointer's shape.
    public var cursor: Cursor {
        if case .dragging = gesture { return .hand }
        let isOverButton = pointer.map { self.isOverButton($0) } ?? false
        return hovered != nil || isOverButton ? .hand : .arrow
    }

    private func move(to place: Point) {
        switch gesture {
        case .none: point(at: place)
        case .pressing(let button, let start):
            let way = place - start
            guard (way * way).sum() > Self.clickRadius * Self.clickRadius else { return }
            gesture = .dragging(button == .left ? .turn : .move, last: start)
            move(to: place)
        case .dragging(let drag, let last):
            let way = place - last
            look {
                switch drag {
                case .turn: return $0.turned(by: way)
                case .move:
                    var moved = $0
                    moved.shift += way
                    return moved
                }
            }
            gesture = .dragging(drag, last: place)
        }
    }

    private func release(at place: Point) -> [Command] {
        defer {
            gesture = .none
            point(at: place)
        }
        guard case .pressing(.left, _) = gesture else { return [] }
        if isOverButton(place) { return [.runPool] }
        return hovered.map { [.adoptPoolVariant(content.tiles[$0].variant)] } ?? []
    }

    private func press(_ key: Key, _ modifiers: Modifiers) -> [Command] {
        switch key {
        case .character("r"):
            return content.canRun ? [.runPool] : []
        case .escape:
            if content.progress != nil { return [.cancelPool] }
            dropFocus()
        case .tab: moveFocus(by: modifiers.contains(.shift) ? -1 : 1)
        case .enter: return highlighted.map { [.adoptPoolVariant(content.tiles[$0].variant)] } ?? []
        case .character("f"), .home: frameAll()
        // The arrows drag the figure.
        case .left: look { $0.turned(by: Point(-20, 0)) }
        case .right: look { $0.turned(by: Point(20, 0)) }
        case .up: look { $0.turned(by: Point(0, -20)) }
        case .down: look { $0.turned(by: Point(0, 20)) }
        case .character("+"): look { $0.zoomed(by: 1.12, at: middle, around: middle) }
        case .character("-"): look { $0.zoomed(by: 1 / 1.12, at: middle, around: middle) }
        default: break
        }
        return []
    }
}
