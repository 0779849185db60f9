import Datasets
import Foundation
import Rendering
import Scenes
import Workbench

/// The data set in the panel: how many pictures, how far they are run, and what was left out.
extension InterfaceFrame {
    func dataSection(_ state: AppState, _ column: PanelColumn) {
        let set = state.samples.set
        section("samples.data", "Data", remark: set?.name ?? "none", column) {
            guard let set else {
                sentence("No data set is open.", color: canvas.theme.ink2, column)
                column.y += 6
                if canvas.button("data.open", "Open folder…", column.take(32)) { ask(.openDataFolder) }
                return
            }
            dataFacts(set, state, column)
            passState(set, state, column)
            leftOut(set, state, column)
        }
    }

    private func dataFacts(_ set: SampleSet, _ state: AppState, _ column: PanelColumn) {
        canvas.labeledValue(
            "Pictures", NumberFormat.count(set.samples.count), column.take(24), labelWidth: 80)
        let classes = state.samples.classes.classes.count
        canvas.labeledValue(
            "Classes", classes == 0 ? "none" : NumberFormat.count(classes), column.take(24), labelWidth: 80)
        let strangers = strangers(state)
        if let first = strangers.first {
            let rest = strangers.count > 1 ? " and \(NumberFormat.count(strangers.count - 1)) more" : ""
            sentence(
                "The network has no class \(first)\(rest): nobody can say whether those pictures are recognized.",
                color: canvas.theme.ink2, column)
        }
        if state.network != nil, state.samples.store != nil, state.samples.answers == nil {
            sentence(
                "This network gives no classes: accuracy and confusions are absent.",
                color: canvas.theme.ink2,
                column)
        }
    }

    /// Classes of the data that the network does not have.
    private func strangers(_ state: AppState) -> [String] {
        guard state.samples.answers != nil else { return [] }
        return zip(state.samples.classes.classes, state.samples.networkClassOf).compactMap {
            $0.isUserMade || $1 != nil ? nil : $0.name
        }
    }

    private func passState(_ set: SampleSet, _ state: AppState, _ column: PanelColumn) {
        if state.samples.progress != nil {
            column.y += 4
            passRow("data", state, column)
        } else if state.samples.isIncomplete, let done = state.samples.store?.doneCount {
            let all = NumberFormat.count(set.samples.count)
            sentence("\(NumberFormat.count(done)) of \(all) were run.", color: canvas.theme.ink2, column)
            if canvas.button("data.resume", "Run the rest", column.take(32, gap: 4)) {
                ask(.samples(.resume))
            }
        }
    }

    /// Files and pictures that could not be taken, each with its reason.
    private func leftOut(_ set: SampleSet, _ state: AppState, _ column: PanelColumn) {
        let broken = (state.samples.store?.broken ?? [:]).sorted { $0.key < $1.key }.map {
            (name: set.samples[$0.key].name, reason: $0.value)
        }
        let all = set.skipped.map { (name: $0.name, reason: $0.reason) } + broken
        guard !all.isEmpty else { return }
        column.y += 6
        canvas.text(
            "\(NumberFormat.count(all.count)) left out", in: column.take(22), .labelStrong, canvas.theme.ink)
        for (index, file) in all.prefix(6).enumerated() {
            let row = column.take(20)
            _ = canvas.area("skipped.\(index)", row, isFocusable: false)
            canvas.text(file.name, in: row, .label, canvas.theme.ink2)
            canvas.tooltip("skipped.\(index)", "\(file.name): \(file.reason)", beside: row)
        }
        if all.count > 6 {
            canvas.text(
                "and \(NumberFormat.count(all.count - 6)) more", in: column.take(20), .label,
                canvas.theme.ink3)
        }
    }
}
