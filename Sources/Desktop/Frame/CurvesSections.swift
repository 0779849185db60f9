import Rendering
import Scenes
import Workbench

/// The panel of the Curves scene.
extension InterfaceFrame {
    func curvesSections(_ state: AppState, _ column: PanelColumn) {
        guard state.samples.store != nil else { return dataSection(state, column) }
        classListSection(state, column)
        sampleSelectionSection(state, column)
        dataSection(state, column)
    }
}
