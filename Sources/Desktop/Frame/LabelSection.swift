import Datasets
import Rendering
import Scenes
import Workbench

/// A group's name while it is typed.
struct GroupRenaming {
    let name: String
    var text: String
    var isNew = true
}

/// Labels that count as one, in the panel.
extension InterfaceFrame {
    func labelSection(_ state: AppState, _ column: PanelColumn) {
        if noClassesSection("labels", "Labels", state, column) { return }
        guard let groups = state.labelGroups else { return }
        let (onCount, pickedCount) = (groups.on.count, state.selection.pickedLabels.count)
        let remark = pickedCount > 0 ? "\(pickedCount) picked" : onCount > 0 ? "\(onCount) merged" : nil
        section("labels", "Labels", remark: remark, column) {
            for (index, group) in groups.all.enumerated() {
                groupRow("group.\(index)", group, groups, column.take(34))
            }
            if !groups.all.isEmpty { column.y += 8 }
            let picked = NumberFormat.count(pickedCount, "label")
            let title = pickedCount > 0 ? "Merge \(picked)\u{2026}" : "Merge labels\u{2026}"
            let button = column.take(32, gap: 6)
            if canvas.button("labels.merge", title, button) { memory.labelDialog = LabelDialog() }
            if state.hasUnsavedGroups, canvas.button("labels.save", "Save for next time", column.take(32)) {
                ask(.saveGroups)
            }
            if groups.all.isEmpty {
                sentence(
                    "Shift and a click on labels of the top 10 pick them.", color: canvas.theme.ink3, column)
            }
        }
    }

    /// Whether all of a shown class is picked.
    func isPicked(shown index: Int, _ state: AppState) -> Bool {
        guard let members = state.network?.merging.members, members.indices.contains(index) else {
            return false
        }
        return members[index].allSatisfy(state.selection.pickedLabels.contains)
    }

    private func groupRow(_ id: String, _ group: LabelGroup, _ groups: LabelGroups, _ place: Rectangle) {
        if memory.groupRenaming?.name == group.name { return groupField(place) }
        let split = Rectangle(x: place.maxX - 24, y: place.center.y - 12, width: 24, height: 24)
        let rename = Rectangle(x: split.minX - 26, y: split.minY, width: 24, height: 24)
        let (splitTouch, renameTouch) = (
            canvas.area(id + ".split", split, isFocusable: false),
            canvas.area(id + ".rename", rename, isFocusable: false)
        )
        let touch = canvas.area(id, place)
        canvas.checkbox(group.isOn, in: place)
        let detail = NumberFormat.count(group.members.count, "label")
        let words = Rectangle(
            x: place.minX + 26, y: place.minY, width: place.width - canvas.width(detail, .label) - 40,
            height: place.height)
        canvas.text(group.name, in: words, group.isOn ? .bodyStrong : .body, canvas.theme.ink)
        if touch.union(splitTouch).union(renameTouch).contains(.hovered) {
            for (icon, box, touch) in [(Icon.brush, rename, renameTouch), (.close, split, splitTouch)] {
                let color = touch.contains(.hovered) ? canvas.theme.ink : canvas.theme.ink3
                canvas.icon(icon, in: box, size: 16, color)
            }
        } else {
            canvas.text(detail, in: place, .label, canvas.theme.ink2, alignment: .right)
        }
        canvas.focusRing(place, touch)
        canvas.tooltip(id, members(of: group, groups), beside: place)
        canvas.tooltip(id + ".rename", "Rename", beside: rename)
        canvas.tooltip(id + ".split", "Split: its labels count by themselves again", beside: split)
        if splitTouch.contains(.clicked) { return ask(.splitGroup(group.name)) }
        if renameTouch.contains(.clicked) {
            memory.groupRenaming = GroupRenaming(name: group.name, text: group.name)
        } else if touch.contains(.clicked) {
            ask(.switchGroup(group.name, on: !group.isOn))
        }
    }

    private func groupField(_ place: Rectangle) {
        guard var renaming = memory.groupRenaming else { return }
        let field = Rectangle(x: place.minX + 20, y: place.minY + 4, width: place.width - 20, height: 26)
        canvas.fill(field, canvas.theme.raised, radius: 4)
        canvas.outline(field, canvas.theme.ink, radius: 4)
        let inner = Rectangle(x: field.minX + 6, y: field.minY, width: field.width - 12, height: field.height)
        let touch = canvas.textField("rename group", &renaming.text, inner, takesFocus: renaming.isNew)
        renaming.isNew = false
        memory.groupRenaming = renaming
        guard touch.contains(.submitted) || touch.contains(.left) else { return }
        ask(.renameGroup(renaming.name, to: renaming.text))
        memory.groupRenaming = nil
    }

    private func members(of group: LabelGroup, _ groups: LabelGroups) -> String {
        let names = group.members.prefix(24).map { groups.labels[$0] }.joined(separator: ", ")
        let rest = group.members.count - 24
        return names + (rest > 0 ? " and \(rest) more" : "")
    }
}
