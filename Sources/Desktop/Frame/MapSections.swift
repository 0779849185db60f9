import Rendering
import Workbench

/// The panel of the Map scene.
extension InterfaceFrame {
    func mapSections(_ state: AppState, _ column: PanelColumn) {
        guard state.samples.store != nil else { return dataSection(state, column) }
        classListSection(state, column)
        sampleSelectionSection(state, column)
        projectionSection(state, column)
        clusterSection(state, column)
        sharedChannelsSection(state, column)
        summarySection(state, column)
        dataSection(state, column)
    }
}
