import Rendering
import Workbench

extension InterfaceFrame {
    /// What went wrong, in a card at the stage's bottom that stays until it is sent away.
    func messageCard(_ state: AppState) {
        let failure = state.message.flatMap { $0.isError ? $0.text : nil } ?? memory.failure
        guard let failure, !isTold(failure, state) else { return }
        let stage = visibleStage
        let width = min(stage.width - 48, 720, canvas.width(failure, .body) + 80)
        let lines = canvas.lines(failure, .body, width: width - 76)
        let height = Float(lines.count) * 20 + 24
        let place = Rectangle(
            x: stage.center.x - width / 2, y: stage.maxY - height - 24, width: width, height: height)
        float("message", place) {
            canvas.fill(place, canvas.theme.raised, radius: 6)
            canvas.outline(place, canvas.theme.line2, radius: 6)
            canvas.fill(
                Rectangle(x: place.minX, y: place.minY, width: 4, height: height), Color(0xD55E00))
            for (index, line) in lines.enumerated() {
                let row = Rectangle(
                    x: place.minX + 20, y: place.minY + 12 + Float(index) * 20, width: width - 70, height: 20)
                canvas.text(line, in: row, .body, canvas.theme.ink)
            }
            let close = Rectangle(x: place.maxX - 42, y: place.center.y - 16, width: 32, height: 32)
            if canvas.iconButton("message.close", .close, close, words: "Dismiss", key: "Esc") {
                memory.failure = nil
                ask(.dismissMessage)
            }
        }
    }

    /// The stage without what an overlaid panel hides.
    var visibleStage: Rectangle {
        guard layout.isPanelOverlaid, let panel = layout.panel else { return layout.stage }
        let width = max(panel.minX - layout.stage.minX, 200)
        return Rectangle(
            x: layout.stage.minX, y: layout.stage.minY, width: width, height: layout.stage.height)
    }
}
