import Rendering
import Workbench

/// The panel of the Classes scene.
extension InterfaceFrame {
    func classesSections(_ state: AppState, _ column: PanelColumn) {
    }
}
