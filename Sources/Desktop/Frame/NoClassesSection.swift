import Rendering
import Workbench

/// What stands in the panel where a network gives no class probabilities.
extension InterfaceFrame {
    /// A section that says why it has nothing to show. Returns whether that is so; else nothing is drawn.
    func noClassesSection(_ id: String, _ title: String, _ state: AppState, _ column: PanelColumn) -> Bool {
        guard let reason = state.network?.whyNoClasses else { return false }
        section(id, title, remark: "none", column) { sentence(reason, color: canvas.theme.ink2, column) }
        return true
    }
}
