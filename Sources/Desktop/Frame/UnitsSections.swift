import Rendering
import Scenes
import Workbench

/// The panel of the Units scene.
extension InterfaceFrame {
    func unitsSections(_ state: AppState, _ column: PanelColumn) {
        guard state.samples.store != nil else { return dataSection(state, column) }
        classListSection(state, column)
        sampleSelectionSection(state, column)
        dataSection(state, column)
    }
}
