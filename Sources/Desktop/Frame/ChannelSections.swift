import Rendering
import Workbench

/// The panel of the Channels scene.
extension InterfaceFrame {
    func channelSections(_ state: AppState, _ column: PanelColumn) {
    }
}
