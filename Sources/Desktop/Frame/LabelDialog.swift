import Datasets
import Rendering
import Scenes
import Workbench

/// The state of the dialog in which labels are merged; which ones are picked is the state's.
struct LabelDialog {
    /// What is looked for.
    var search = ""
    /// The group's name; empty: the picked labels' own.
    var name = ""
    /// Whether it has just been opened.
    var isNew = true

    /// The classes whose names or meanings have all the words of the search.
    func found(in labels: Labels) -> [Int] {
        let words = search.lowercased().split(separator: " ")
        guard !words.isEmpty else { return Array(labels.names.indices) }
        return labels.names.indices.filter { index in
            let text = (labels.names[index] + " " + (labels.meaning(of: index) ?? "")).lowercased()
            return words.allSatisfy { text.contains($0) }
        }
    }

    /// The name that the group gets: what was typed, else the picked labels' first words.
    func groupName(of picked: [Int], labels: Labels) -> String {
        guard name.allSatisfy(\.isWhitespace) else { return name }
        let names = picked.prefix(3).map { labels.names[$0].prefix { $0 != "," } }
        return names.joined(separator: " + ") + (picked.count > 3 ? " \u{2026}" : "")
    }
}

extension InterfaceFrame {
    /// The dialog in which labels are picked and merged.
    func labelDialog(_ state: AppState, _ window: Point) {
        guard var dialog = memory.labelDialog, let network = state.network,
            let groups = state.labelGroups
        else {
            memory.labelDialog = nil
            return
        }
        let whole = Rectangle(origin: .zero, size: window)
        var isClosed = false
        float("label veil", whole) {
            isClosed = canvas.area("labels.beside", whole, isFocusable: false).contains(.clicked)
            canvas.fill(whole, canvas.theme.paper.opacity(0.6))
        }
        let size = pointwiseMin(Point(560, 620), window - 24)
        let place = Rectangle(origin: (window - size) / 2, size: size)
        float("labels", place) {
            card(place)
            canvas.text("Merge labels", at: place.origin + Point(24, 38), .heading, canvas.theme.ink)
            let close = Rectangle(x: place.maxX - 46, y: place.minY + 14, width: 32, height: 32)
            if canvas.iconButton("labels.close", .close, close, words: "Close", key: "Esc") {
                isClosed = true
            }
            let search = Rectangle(
                x: place.minX + 24, y: place.minY + 58, width: place.width - 48, height: 34)
            let typed = field(
                "labels.search", &dialog.search, search, hint: "Search", takesFocus: dialog.isNew)
            dialog.isNew = false
            labelList(dialog, network.ownLabels, groups, state, place)
            // Enter where nothing is looked for means what has been picked already.
            let isEntered = typed.contains(.submitted) && dialog.search.isEmpty
            if mergeRow(&dialog, network.ownLabels, groups, state, place, isEntered: isEntered) {
                isClosed = true
            }
        }
        memory.labelDialog = isClosed ? nil : dialog
    }

    /// A text field in a frame; `hint` stands in it while it is empty.
    @discardableResult
    private func field(
        _ id: String, _ text: inout String, _ place: Rectangle, hint: String, takesFocus: Bool = false
    ) -> FieldTouch {
        canvas.fill(place, canvas.theme.paper, radius: 6)
        canvas.outline(place, canvas.theme.ink2, radius: 6)
        let inner = Rectangle(
            x: place.minX + 10, y: place.minY, width: place.width - 20, height: place.height)
        if text.isEmpty { canvas.text(hint, in: inner, .body, canvas.theme.ink3) }
        return canvas.textField(id, &text, inner, takesFocus: takesFocus, selectsAll: false)
    }

    private func labelList(
        _ dialog: LabelDialog, _ labels: Labels, _ groups: LabelGroups, _ state: AppState, _ place: Rectangle
    ) {
        let inner = Rectangle(
            x: place.minX + 16, y: place.minY + 102, width: place.width - 32, height: place.height - 226)
        let found = dialog.found(in: labels)
        scrolled("labels.list", inner) { top in
            // Of a thousand only those in sight.
            let first = max(0, Int((inner.minY - top) / 30))
            for row in first..<min(found.count, first + Int(inner.height / 30) + 2) {
                let line = Rectangle(
                    x: inner.minX, y: top + Float(row) * 30, width: inner.width - 8, height: 30)
                labelRow(found[row], labels, groups, state, line)
            }
            return Float(found.count) * 30
        }
        if found.isEmpty {
            let words = Rectangle(x: inner.minX + 8, y: inner.minY, width: inner.width, height: 30)
            canvas.text("No label has these words.", in: words, .body, canvas.theme.ink2)
        }
    }

    private func labelRow(
        _ index: Int, _ labels: Labels, _ groups: LabelGroups, _ state: AppState, _ line: Rectangle
    ) {
        let touch = canvas.area("label.\(index)", line)
        if !touch.isDisjoint(with: [.hovered, .focused]) {
            canvas.fill(line, canvas.theme.surface, radius: 4)
        }
        let isPicked = state.selection.pickedLabels.contains(index)
        canvas.checkbox(isPicked, in: Rectangle(x: line.minX + 8, y: line.minY, width: 20, height: 30))
        let group = groups.on.first { $0.members.contains(index) }
        let words = Rectangle(
            x: line.minX + 36, y: line.minY, width: line.width - (group == nil ? 44 : 170), height: 30)
        canvas.text(labels.names[index], in: words, isPicked ? .bodyStrong : .body, canvas.theme.ink)
        if let group {
            let place = Rectangle(x: line.maxX - 126, y: line.minY, width: 118, height: 30)
            canvas.text("in \(group.name)", in: place, .label, canvas.theme.ink2, alignment: .right)
        }
        if touch.contains(.hovered) {
            canvas.tooltip("label.\(index)", labels.explanation(of: index), beside: line)
        }
        if touch.contains(.clicked) { ask(.pickLabel(index)) }
    }

    /// What is picked, the name, and the button; returns whether labels were merged.
    private func mergeRow(
        _ dialog: inout LabelDialog, _ labels: Labels, _ groups: LabelGroups, _ state: AppState,
        _ place: Rectangle, isEntered: Bool
    ) -> Bool {
        let picked = state.selection.pickedLabels.sorted()
        let name = dialog.groupName(of: picked, labels: labels)
        var tried = groups
        var problem: String?
        do throws(LabelGroupError) {
            try tried.add(name: name, members: picked)
        } catch {
            problem = picked.isEmpty ? "Tick at least two labels." : error.description
        }
        let foot = Rectangle(x: place.minX + 24, y: place.maxY - 112, width: place.width - 48, height: 40)
        let text = problem ?? picked.map { labels.names[$0] }.joined(separator: ", ")
        for (index, line) in canvas.lines(text, .label, width: foot.width).prefix(2).enumerated() {
            let row = Rectangle(x: foot.minX, y: foot.minY + Float(index) * 20, width: foot.width, height: 20)
            canvas.text(line, in: row, .label, canvas.theme.ink2)
        }
        let bottom = place.maxY - 54
        let typed = Rectangle(x: place.minX + 24, y: bottom, width: place.width - 248, height: 34)
        let hint = picked.count > 1 ? name : "Name of the group"
        let touch = field("labels.name", &dialog.name, typed, hint: hint)
        let drop = Rectangle(x: typed.maxX + 10, y: bottom, width: 90, height: 34)
        if canvas.button("labels.drop", "Pick none", drop, isEnabled: !picked.isEmpty) {
            ask(.dropPickedLabels)
        }
        let merge = Rectangle(x: drop.maxX + 10, y: bottom, width: 90, height: 34)
        let isAsked = canvas.button("labels.do", "Merge", merge, isEnabled: problem == nil)
        guard isAsked || isEntered || touch.contains(.submitted), problem == nil else { return false }
        ask(.mergeLabels(name: name, classes: picked))
        return true
    }
}
