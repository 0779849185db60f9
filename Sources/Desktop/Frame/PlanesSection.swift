import Rendering
import Samples
import Scenes
import Workbench

/// The samples of a data set in the panel of the Network scene: blocks or planes, and how samples are laid out.
extension InterfaceFrame {
    func planesSection(_ state: AppState, _ column: PanelColumn) {
        let settings = state.samples.settings
        let hasData = state.samples.set != nil
        section("planes", "Samples", remark: settings.showsPlanes && hasData ? "planes" : "blocks", column) {
            guard hasData else { return planesWithoutData(column) }
            if let index = canvas.segments(
                "planes.shown", ["Blocks", "Planes"], selected: settings.showsPlanes ? 1 : 0,
                column.take(32, gap: 8))
            {
                changeSamples(state) { $0.showsPlanes = index == 1 }
            }
            guard settings.showsPlanes else {
                return sentence(
                    "Planes: how every layer lays out the pictures of \(state.samples.set?.name ?? "the data").",
                    color: canvas.theme.ink2, column)
            }
            planesState(state, column)
            planesLayout(state, settings, column)
        }
    }

    /// The switch, out of use, and how that changes.
    private func planesWithoutData(_ column: PanelColumn) {
        let place = column.take(32, gap: 8)
        canvas.fill(place, canvas.theme.surface, radius: 6)
        canvas.outline(place, canvas.theme.line, radius: 6)
        for (index, title) in ["Blocks", "Planes"].enumerated() {
            let cell = Rectangle(
                x: place.minX + Float(index) * place.width / 2, y: place.minY, width: place.width / 2,
                height: place.height)
            canvas.text(title, in: cell, .label, canvas.theme.ink3, alignment: .center)
        }
        sentence(
            "For planes of samples, open a data set: a folder with a folder of pictures a class, or one of those in Classes.",
            color: canvas.theme.ink2, column)
        column.y += 6
        if canvas.button("planes.open", "Open folder\u{2026}", column.take(32)) { ask(.openDataFolder) }
    }

    private func planesState(_ state: AppState, _ column: PanelColumn) {
        if state.samples.progress != nil {
            passRow("planes", state, column)
        } else if let failure = state.samples.failure {
            sentence(failure, color: canvas.theme.ink2, column)
        }
    }

    /// The settings of the Map, which are those of the planes.
    private func planesLayout(_ state: AppState, _ settings: SampleSettings, _ column: PanelColumn) {
        let methods = EmbeddingMethod.allCases
        if let index = canvas.segments(
            "planes.method", methods.map(\.title), selected: methods.firstIndex(of: settings.method),
            column.take(32, gap: 8))
        {
            changeSamples(state) { $0.method = methods[index] }
        }
        if let index = canvas.segments(
            "planes.vector", ["Summaries", "All values"], selected: settings.usesWholeActivations ? 1 : 0,
            column.take(32, gap: 8))
        {
            changeSamples(state) { $0.usesWholeActivations = index == 1 }
        }
        if settings.method.hasSeed {
            let row = column.take(32, gap: 8)
            canvas.text("Seed \(settings.seed)", in: row, .label, canvas.theme.ink2)
            let place = Rectangle(x: row.minX + 84, y: row.minY, width: row.width - 84, height: row.height)
            if canvas.button("planes.reseed", "Reseed", place) { changeSamples(state) { $0.seed &+= 1 } }
        }
        sentence("Each plane is turned to be most like the one before.", color: canvas.theme.ink3, column)
    }
}
