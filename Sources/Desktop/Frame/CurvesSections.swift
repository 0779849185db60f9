import Rendering
import Samples
import Scenes
import Workbench

/// The panel of the Curves scene.
extension InterfaceFrame {
    func curvesSections(_ state: AppState, _ column: PanelColumn) {
        guard state.samples.store != nil else { return dataSection(state, column) }
        curveSection(state, column)
        classListSection(state, column)
        sampleSelectionSection(state, column)
        dataSection(state, column)
    }

    /// How cells are coloured, which operations there are, which cells.
    private func curveSection(_ state: AppState, _ column: PanelColumn) {
        let settings = state.samples.settings
        section("curves", "Curves", remark: nil, column) {
            let counts = state.samples.population?.membersByClass.count { !$0.isEmpty } ?? 0
            let isByAgreement = settings.colorsByAgreement ?? (counts > CurvesWords.mostColoredClasses)
            choiceRow(
                "curves.coloring", "Colored by", ["Class", "Agreement"], selected: isByAgreement ? 1 : 0, column
            ) { index in changeSamples(state) { $0.colorsByAgreement = index == 1 } }
            if state.samples.answers != nil {
                choiceRow(
                    "curves.labels", "Labels", ["Given", "Predicted"], selected: settings.usesPredictions ? 1 : 0, column
                ) { index in changeSamples(state) { $0.usesPredictions = index == 1 } }
            }
            choiceRow(
                "curves.operations", "Network", ["Simplified", "Whole"], selected: settings.showsDetails ? 1 : 0, column
            ) { index in changeSamples(state) { $0.showsDetails = index == 1 } }
            choiceRow(
                "curves.cells", "Curve", ["Fitted", "Square"], selected: settings.usesWholeOrders ? 1 : 0, column
            ) { index in changeSamples(state) { $0.usesWholeOrders = index == 1 } }
            sentence(curveWords(settings), color: canvas.theme.ink3, column)
        }
    }

    private func curveWords(_ settings: SampleSettings) -> String {
        let network =
            settings.showsDetails
            ? "Every layer before and after its activation." : "Layers before their activation are left out."
        let cells =
            settings.usesWholeOrders
            ? "A Hilbert curve of 2, 4, 8… cells a side; unused cells are hatched."
            : "The curve has as many cells as there are pictures, or a few more."
        return network + " " + cells
    }
}
