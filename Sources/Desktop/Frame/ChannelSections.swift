import Rendering
import Workbench

/// The panel of the Channel scene.
extension InterfaceFrame {
    func channelSections(_ state: AppState, _ column: PanelColumn) {
        guard state.samples.store != nil else { return dataSection(state, column) }
        classListSection(state, column)
        sampleSelectionSection(state, column)
        summarySection(state, column)
        dataSection(state, column)
    }
}
