import Rendering
import Scenes
import Workbench

extension InterfaceFrame {
    /// The original and the user's variants.
    func variantsSection(_ state: AppState, _ column: PanelColumn) {
        section("variants", "Variants", remark: "\(state.variants.count)", column) {
            for (index, variant) in state.variants.enumerated() {
                let place = column.take(64)
                let row = Rectangle(x: place.minX - 8, y: place.minY, width: place.width + 16, height: 64)
                variantRow(variant, index: index, state, row)
            }
            column.y += 8
            let buttons = column.take(32)
            let half = buttons.leading((buttons.width - 8) / 2)
            if canvas.button("new variant", "New variant", half) { ask(.newVariant) }
            let other = Rectangle(x: half.maxX + 8, y: half.minY, width: half.width, height: half.height)
            let current = state.selection.variant
            if canvas.button("duplicate variant", "Duplicate", other, isEnabled: state.network != nil) {
                ask(.duplicateVariant(current))
            }
        }
    }

    private func variantRow(_ variant: Variant, index: Int, _ state: AppState, _ place: Rectangle) {
        let isRenaming = memory.renaming?.id == variant.id
        let row = ThumbnailRow(
            title: variant.name, detail: answerText(of: variant, state),
            thumbnail: thumbnails.image(of: variant), key: index < 9 ? "\(index + 1)" : nil,
            isOn: state.selection.variant == variant.id, isRemovable: !variant.isOriginal)
        switch canvas.thumbnailRow("variant.\(variant.id)", row, place, showsTitle: !isRenaming) {
        case .chosen: ask(.chooseVariant(variant.id))
        case .renameBegun: memory.renaming = .init(id: variant.id, name: variant.name)
        case .removed: ask(.removeVariant(variant.id))
        case nil: break
        }
        if isRenaming { nameField(place) }
    }

    private func nameField(_ place: Rectangle) {
        guard var renaming = memory.renaming else { return }
        let field = Rectangle(x: place.minX + 66, y: place.center.y - 24, width: place.width - 72, height: 26)
        canvas.fill(field, canvas.theme.raised, radius: 4)
        canvas.outline(field, canvas.theme.ink, radius: 4)
        let inner = Rectangle(x: field.minX + 6, y: field.minY, width: field.width - 12, height: field.height)
        let touch = canvas.textField("rename", &renaming.name, inner, takesFocus: renaming.isNew)
        renaming.isNew = false
        memory.renaming = renaming
        guard touch.contains(.submitted) || touch.contains(.left) else { return }
        // Enter and a click elsewhere keep the name; Escape has put the old one back.
        ask(.renameVariant(renaming.id, renaming.name))
        memory.renaming = nil
    }

    /// What the network says of a variant: "dog 86 %".
    func answerText(of variant: Variant, _ state: AppState) -> RowDetail {
        guard let answer = state.answers[variant.id], let labels = state.network?.labels else { return "–" }
        return RowDetail(
            labels.name(of: answer.classIndex), value: NumberFormat.probability(answer.probability))
    }
}
