import Datasets
import Foundation
import Rendering
import Scenes
import Workbench

/// The class that the maps speak of: the most probable ones to choose from, and a search over all.
extension InterfaceFrame {
    /// The `count` most probable classes of the original with the chosen one, and a field that finds any other.
    func classRows(_ state: AppState, count: Int, _ column: PanelColumn) {
        guard let original = state.originalAnalysis, let labels = state.network?.labels,
            let shown = state.explainedClass
        else { return }
        let found = ClassSearch.classes(memory.classSearch, labels, count: 8)
        let top = original.top(count).map(\.index)
        let isSearching = !memory.classSearch.isEmpty
        let rows = isSearching ? found : top.contains(shown) ? top : top.dropLast() + [shown]
        for index in rows {
            let isChosen = classRow(
                labels.name(of: index), NumberFormat.probability(original.probabilities[index]),
                meaning: labels.explanation(of: index), id: "class.\(index)", isOn: index == shown, column)
            guard isChosen else { continue }
            ask(.saliency(.chooseClass(index)))
            memory.classSearch = ""
        }
        if isSearching, found.isEmpty { sentence("No class is called that.", column) }
        if original.probabilities.count > count { searchField(original.probabilities.count, column) }
    }

    private func classRow(
        _ name: String, _ value: String, meaning: String?, id: String, isOn: Bool, _ column: PanelColumn
    ) -> Bool {
        let row = column.take(30, gap: 2)
        let touch = canvas.area(id, row)
        if isOn {
            canvas.fill(row, canvas.theme.raised, radius: 6)
            canvas.outline(row, canvas.theme.ink, width: 2, radius: 6)
        } else if touch.contains(.hovered) {
            canvas.outline(row, canvas.theme.line2, radius: 6)
        }
        let inner = Rectangle(x: row.minX + 10, y: row.minY, width: row.width - 20, height: row.height)
        let width = canvas.width(value, .label)
        let words = Rectangle(
            x: inner.minX, y: inner.minY, width: inner.width - width - 10, height: inner.height)
        canvas.text(name, in: words, isOn ? .bodyStrong : .body, canvas.theme.ink)
        canvas.text(value, in: inner, .label, canvas.theme.ink2, alignment: .right)
        canvas.focusRing(row, touch)
        if let meaning, touch.contains(.hovered) { canvas.tooltip(id, meaning, beside: row) }
        return touch.contains(.clicked)
    }

    private func searchField(_ classCount: Int, _ column: PanelColumn) {
        column.y += 4
        let field = column.take(30, gap: 10)
        canvas.fill(field, canvas.theme.raised, radius: 6)
        canvas.outline(field, canvas.theme.line2, radius: 6)
        let inner = Rectangle(
            x: field.minX + 10, y: field.minY, width: field.width - 20, height: field.height)
        _ = canvas.textField(
            "class search", &memory.classSearch, inner, takesFocus: false, selectsAll: false)
        guard memory.classSearch.isEmpty else { return }
        canvas.text(
            "Find one of \(NumberFormat.count(classCount)) classes", in: inner, .label, canvas.theme.ink3)
    }
}

/// Finds classes by a part of their names.
enum ClassSearch {
    /// The classes whose names hold what is typed: those that begin with it first, then those of which a word does,
    /// then the others; each by its index. At most `count`.
    static func classes(_ typed: String, _ labels: Labels, count: Int) -> [Int] {
        let wanted = typed.lowercased().trimmingCharacters(in: .whitespaces)
        guard !wanted.isEmpty else { return [] }
        func rank(_ name: String) -> Int? {
            let name = name.lowercased()
            if name.hasPrefix(wanted) { return 0 }
            if name.split(separator: " ").contains(where: { $0.hasPrefix(wanted) }) { return 1 }
            return name.contains(wanted) ? 2 : nil
        }
        let ranked = labels.names.enumerated().compactMap { index, name in rank(name).map { ($0, index) } }
        return ranked.sorted { $0 < $1 }.prefix(count).map(\.1)
    }
}
