import Datasets
import Foundation
import Rendering
import Scenes
import Workbench

/// The panel of the scene with several networks.
extension InterfaceFrame {
    func modelsSections(_ state: AppState, _ column: PanelColumn) {
        otherSection(state, column)
        if state.models.isSeries { checkpointSection(state, column) }
        if !state.models.others.isEmpty { agreementSection(state, column) }
        maskSection(state, column)
        variantsSection(state, column)
    }

    // MARK: What stands beside

    private func otherSection(_ state: AppState, _ column: PanelColumn) {
        let models = state.models
        let remark = models.folder?.lastPathComponent ?? models.other?.network.displayName ?? "none"
        section("models.other", "Beside it", remark: remark, column) {
            if let opening = models.opening {
                let count = opening.total > 1 ? ", \(opening.done) of \(opening.total)" : ""
                sentence("Opening \(opening.name)\(count)", color: canvas.theme.ink2, column)
                canvas.progressBar(
                    Float(opening.done) / Float(max(opening.total, 1)), column.take(6, gap: 8))
                if canvas.button("models.cancel", "Cancel", column.take(32, gap: 8)) {
                    ask(.command(.models(.cancelOpening)))
                }
            } else if let other = models.other?.network {
                otherFacts(other, state, column)
            }
            if canvas.button("models.file", "Open model\u{2026}", column.take(32, gap: 8)) {
                ask(.openOtherModel)
            }
            if canvas.button("models.folder", "Open checkpoints\u{2026}", column.take(32, gap: 8)) {
                ask(.openCheckpoints)
            }
            guard !models.others.isEmpty else { return }
            if canvas.button("models.close", "Close", column.take(32)) { ask(.command(.models(.close))) }
        }
    }

    private func otherFacts(_ other: LoadedNetwork, _ state: AppState, _ column: PanelColumn) {
        canvas.labeledValue("File", other.url.lastPathComponent, column.take(24))
        canvas.labeledValue(
            "Input", NumberFormat.pixels(other.inputWidth, other.inputHeight), column.take(24))
        if other.inputWidth != state.network?.inputWidth || other.inputHeight != state.network?.inputHeight {
            sentence(
                "The same places of the picture are hidden from both, each at its own size.",
                color: canvas.theme.ink2, column)
        }
        for remark in state.models.remarks.prefix(4) {
            sentence(remark, color: canvas.theme.ink2, column)
        }
        column.y += 8
    }

    // MARK: Checkpoints

    private func checkpointSection(_ state: AppState, _ column: PanelColumn) {
        let models = state.models
        let count = models.others.count
        section("models.checkpoints", "Checkpoint", remark: "\(models.shown + 1) of \(count)", column) {
            let moved = canvas.slider(
                "models.checkpoint", Float(models.shown), in: 0...Float(count - 1), step: 1,
                column.take(30, gap: 6))
            if let moved { ask(.command(.models(.show(Int(moved))))) }
            let row = column.take(32)
            canvas.text("Color range", in: row, .label, canvas.theme.ink2)
            let place = Rectangle(x: row.minX + 88, y: row.minY, width: row.width - 88, height: row.height)
            let ranges = ModelsState.MapColorRange.allCases
            let chosen = canvas.segments(
                "models.range", ["Each row", "Each map"], selected: ranges.firstIndex(of: models.colorRange),
                place)
            if let chosen { ask(.command(.models(.setColorRange(ranges[chosen])))) }
        }
    }

    // MARK: Agreement

    /// The classes that either finds likely, with both probabilities.
    private func agreementSection(_ state: AppState, _ column: PanelColumn) {
        if noClassesSection("models.answers", "Answers", state, column) { return }
        section("models.answers", "Answers", remark: "percentage points", column) {
            guard let labels = state.network?.labels, let here = state.analysis?.probabilities,
                let other = state.models.other, let there = other.run?.probabilities
            else {
                canvas.text("Nothing computed yet.", in: column.take(26), .label, canvas.theme.ink2)
                return
            }
            guard labels.names == other.network.labels.names, here.count == there.count else {
                sentence(
                    "The two tell other classes apart: their answers stand on the stage, each by itself.",
                    color: canvas.theme.ink2, column)
                return
            }
            for (position, change) in Comparison.changes(top: 5, from: here, to: there).enumerated() {
                let row = ChangeRow(
                    id: "models.change.\(position)", name: labels.name(of: change.classIndex),
                    before: change.before, after: change.after,
                    meaning: labels.meaning(of: change.classIndex),
                    isStrong: state.analysis?.answer?.classIndex == change.classIndex)
                canvas.changeRow(row, column.take(38))
            }
        }
    }
}
