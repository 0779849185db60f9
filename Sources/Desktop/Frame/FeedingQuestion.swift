import Datasets
import Rendering
import Workbench

extension InterfaceFrame {
    /// Asks how the network was fed, where no file says it: a card at the Network scene's lower left, where it hides
    /// the least. A choice is computed at once; the card goes when the choice is saved, or when it is sent away.
    func feedingQuestion(_ state: AppState) {
        guard let network = state.network, network.preprocessing.origin.isUnsaved,
            memory.silencedQuestion != network.url, memory.popup != .input,
            state.scene == .network
        else { return }
        let stage = visibleStage
        let size = Point(min(stage.width - 48, 560), 110)
        let place = Rectangle(origin: Point(stage.minX + 24, stage.maxY - 64 - size.y), size: size)
        float("feeding question", place) {
            card(place)
            let column = PanelColumn(x: place.minX + 16, width: place.width - 32, y: place.minY + 12)
            canvas.text(
                "How was this network fed?", in: column.take(22), .bodyStrong, canvas.theme.ink)
            canvas.text(
                explanation(of: network.preprocessing.origin), in: column.take(20, gap: 10), .label,
                canvas.theme.ink2)
            answerRow(network, column.take(32))
            let close = Rectangle(x: place.maxX - 40, y: place.minY + 6, width: 30, height: 30)
            let words = "Leave it so, and do not ask again"
            if canvas.iconButton("feeding.close", .close, close, words: words) {
                memory.silencedQuestion = network.url
            }
        }
    }

    /// The presets, and at their right the button that keeps one.
    private func answerRow(_ network: LoadedNetwork, _ row: Rectangle) {
        let preprocessing = network.preprocessing
        let choices = ValueRange.choices(channelCount: preprocessing.channelOrder.count)
        let button = Rectangle(x: row.maxX - 72, y: row.minY, width: 72, height: row.height)
        presets("feeding", choices, preprocessing, row.leading(row.width - 84))
        if canvas.button("feeding.save", "Save", button) { ask(.saveValues) }
        let file = Sidecar.url(beside: network.url).lastPathComponent
        canvas.tooltip("feeding.save", "Writes \(file), so that it is known the next time", beside: button)
    }

    private func explanation(of origin: Preprocessing.Origin) -> String {
        switch origin {
        case .chosen(let values): "Everything shown follows your choice: \(values.words)."
        default: "No file beside it says what pixels become. The marked choice is a guess."
        }
    }
}
