import Rendering
import Workbench

/// The panel of the Map scene.
extension InterfaceFrame {
    func mapSections(_ state: AppState, _ column: PanelColumn) {
    }
}
