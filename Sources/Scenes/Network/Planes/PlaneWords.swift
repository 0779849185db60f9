import Rendering
import Samples
import Workbench

/// What the planes of the Network scene say.
enum PlaneWords {
    /// How samples are laid out: "t-SNE of channel summaries, seed 0".
    static func method(_ settings: SampleSettings) -> String {
        let what = settings.usesWholeActivations ? "whole activations" : "channel summaries"
        let seed = settings.method.hasSeed ? ", seed \(settings.seed)" : ""
        return "\(settings.method.title) of \(what)\(seed)"
    }

    /// What stands above the stage.
    static func title(_ content: PlaneContent, isMasked: Bool) -> (title: String, subtitle: String) {
        let count = NumberFormat.count(content.population.count, "picture")
        let layers = "\(NumberFormat.word(content.planes.count)) stages of the network"
        let title = "\(count) through \(layers)"
        guard content.wait.isEmpty else {
            let ready = "\(content.readyCount) of \(content.planes.count) planes"
            return (title, "\(ready) \u{2013} \(content.wait)")
        }
        let mask = isMasked ? " The mask changes nothing here." : ""
        return (title, "Each plane is a layer\u{2019}s map of the pictures: \(content.method).\(mask)")
    }

    /// The kinds of lines that are drawn, each as it is drawn.
    @MainActor static func lines(_ content: PlaneContent, _ theme: Theme) -> [(Color, Float, String)] {
        var lines: [(Color, Float, String)] = []
        if content.selected.isEmpty {
            if content.classCounts.contains(where: { $0 > 0 }) {
                lines.append((theme.ink2, 3.2, "mean of a class"))
            }
        } else {
            let (drawn, all) = (content.pathPositions.count, content.selectedCount)
            let some = drawn < all ? ", \(NumberFormat.count(drawn)) of \(NumberFormat.count(all)) drawn" : ""
            lines.append((theme.ink2, 1.4, "path of a selected picture\(some)"))
        }
        lines.append((theme.signal, 2, "path of the picture under the pointer"))
        return lines
    }

    /// The left of the status line.
    @MainActor static func status(_ hover: PlaneHover?, _ content: PlaneContent) -> String {
        guard let facts = content.facts else { return "" }
        switch hover {
        case .sample(let sample, let id):
            return "\(content.planes[id].names[0]): \(SampleWords.sentence(on: sample, facts))"
        case .paper(let id): return "\(content.planes[id].names[0]): \(content.method)"
        case .classRow(let index): return "Click: select \(content.population.classNames[index])"
        case nil: return SampleWords.selection(content.selected, facts)
        }
    }

    /// What mouse and keys do.
    static func hints(_ hover: PlaneHover?, isFlat: Bool) -> [Hint] {
        let back = Hint("blocks", key: "Y")
        switch hover {
        case .sample:
            return [Hint("Click: select"), Hint("adds", key: "Shift"), Hint("Double click: open"), back]
        case .paper:
            return isFlat
                ? [Hint("Drag: lasso"), Hint("adds", key: "Shift"), Hint("takes away", key: "Alt"), back]
                : [Hint("Click: look at the plane"), Hint("Drag: turn"), Hint("Ctrl-drag: lasso"), back]
        case .classRow: return [Hint("Click: select the class"), Hint("adds", key: "Shift"), back]
        case nil:
            return [
                Hint("Drag the stage: turn"), Hint("wheel: zoom"),
                Hint(isFlat ? "back" : "front", key: "Home"),
                Hint("all", key: "F"), back,
            ]
        }
    }
}
