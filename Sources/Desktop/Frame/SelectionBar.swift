import Rendering
import Workbench

extension InterfaceFrame {
    /// The one shared selection, and the way to change it; at the right undo, redo, snapshot and the panel.
    func selectionBar(_ state: AppState) {
        let place = layout.selectionBar
        canvas.region("selection bar", place) {
            canvas.fill(place, canvas.theme.paper)
            canvas.fill(
                Rectangle(x: place.minX, y: place.maxY - 1, width: place.width, height: 1), canvas.theme.line)
            let end = barButtons(state, right: place.maxX - 14)
            var left = place.minX + 16
            let wanted = chips(state).map { canvas.chipWidth(label: $0.label, value: $0.value) }
            let room = end - 16 - left - Float(max(wanted.count - 1, 0)) * 8
            let shrink = min(1, room / max(wanted.reduce(0, +), 1))
            for (chip, width) in zip(chips(state), wanted) {
                let cell = Rectangle(x: left, y: 9, width: (width * shrink).rounded(.down), height: 34)
                let isOpen = memory.popup == chip.popup
                if canvas.chip(
                    "chip.\(chip.label)", label: chip.label, value: chip.value, cell, isOpen: isOpen)
                {
                    memory.popup = isOpen ? nil : chip.popup
                    memory.scrolls["popup"] = 0
                }
                chipPlaces[chip.popup] = cell
                left += cell.width + 8
            }
        }
    }

    struct ChipContent {
        let popup: Popup
        let label: String
        let value: String
    }

    private func chips(_ state: AppState) -> [ChipContent] {
        if state.scene.showsSamples { return sampleChips(state) }
        var chips = [
            ChipContent(popup: .model, label: "Model", value: state.network?.displayName ?? "none"),
            ChipContent(popup: .picture, label: "Picture", value: state.picture?.displayName ?? "none"),
            ChipContent(popup: .variant, label: "Variant", value: state.currentVariant.name),
        ]
        let layer = state.scene == .compare ? state.comparedLayer : state.selection.layer
        if state.scene == .network || state.scene == .compare, let id = layer,
            let layers = state.network?.layers,
            layers.indices.contains(id)
        {
            chips.append(ChipContent(popup: .layer, label: "Layer", value: layers[id].name))
        }
        return chips
    }

    /// The buttons at the right; returns where they begin.
    private func barButtons(_ state: AppState, right: Float) -> Float {
        struct Button {
            let icon: Icon
            let words: String
            let action: Action
            var isEnabled = true
        }
        let isFolded = layout.panel == nil
        let buttons = [
            Button(icon: .undo, words: "Undo", action: .command(.undo), isEnabled: state.canUndo),
            Button(icon: .redo, words: "Redo", action: .command(.redo), isEnabled: state.canRedo),
            Button(
                icon: .camera, words: "Save the stage as PNG; right-click for more", action: .saveSnapshot),
            Button(
                icon: .panel, words: isFolded ? "Show the panel" : "Fold the panel", action: .switchPanel),
        ]
        var left = right - Float(buttons.count) * 38
        let start = left
        for button in buttons {
            let place = Rectangle(x: left, y: 9, width: 34, height: 34)
            let isClicked = canvas.iconButton(
                "bar.\(button.action)", button.icon, place, words: button.words,
                key: inputMap.keyName(of: button.action), isEnabled: button.isEnabled)
            if isClicked { ask(button.action) }
            if button.action == .saveSnapshot, canvas.rightClicked == "bar.\(button.action)" {
                ask(.openExport)
            }
            left += 38
        }
        return start
    }
}
