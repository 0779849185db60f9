import Occlusion
import Workbench

/// What the status line says about masks and tools.
extension NetworkScene {
    /// What is being drawn or moved, with its numbers; nil while nothing is.
    var maskText: String? {
        if let preview = content.preview { return words(for: preview) }
        if case .move(let hold, _, _) = hand.grip, content.parts.indices.contains(hold.part) {
            return words(for: content.parts[hold.part])
        }
        return nil
    }

    private func words(for part: MaskPart) -> String {
        let shown = part.effect == .shows ? "Shown" : "Mask"
        switch part.shape {
        case .rectangle(let box), .ellipse(let box):
            return "\(shown): x \(box.x), y \(box.y), \(NumberFormat.pixels(box.width, box.height))"
        case .stroke, .polygon, .region, .everything:
            let mask = Mask(width: inputSize.x, height: inputSize.y, shape: part.shape)
            return "\(shown): \(NumberFormat.count(mask.count)) px, "
                + "\(NumberFormat.share(Float(mask.share))) of the picture"
        }
    }

    /// What hand and keys do on the picture.
    var maskHints: [Hint] {
        if content.settings.isPickingColor {
            return [Hint("Click: take this color"), Hint("give up", key: "Esc")]
        }
        if let hold = hand.hold {
            let isWhole = hold.handle == .whole
            return [
                Hint(isWhole ? "Drag: move the mask" : "Drag: resize the mask"),
                Hint("right-click: remove"), Hint("keys", key: "F1"),
            ]
        }
        return [Hint(toolHint)] + sizeHints
            + [Hint("right-click a mask to remove it"), Hint("keys", key: "F1")]
    }

    /// What hand and keys do while a lasso is on its way.
    var lassoHints: [Hint] {
        [
            Hint("Click: next corner"), Hint("close", key: "Enter"), Hint("one back", key: "Backspace"),
            Hint("give up", key: "Esc"),
        ]
    }

    private var sizeHints: [Hint] {
        switch content.settings.tool {
        case .brush, .eraser: [Hint("size", key: "[ ]")]
        case .superpixels: [Hint("granularity", key: "[ ]")]
        case .select, .rectangle, .ellipse, .lasso: []
        }
    }

    private var toolHint: String {
        switch content.settings.tool {
        case .select: return "Drag a mask to move it"
        case .rectangle: return "Drag to hide a rectangle"
        case .ellipse: return "Drag to hide an ellipse"
        case .brush: return "Paint to hide pixels"
        case .eraser: return "Paint to show pixels again"
        case .lasso: return "Drag around what is to be hidden, or click its corners"
        case .superpixels:
            let isFinding = content.superpixels == nil && content.isFindingSuperpixels
            return isFinding ? "Looking for regions of like color \u{2026}" : "Click or drag: hide regions"
        }
    }
}
