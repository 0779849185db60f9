import Datasets
import Foundation
import Rendering
import Scenes
import Workbench

/// The panel of the Compare scene.
extension InterfaceFrame {
    func compareSections(_ state: AppState, _ column: PanelColumn) {
        let compared = state.comparedVariants
        comparedSection(state, compared, column)
        if compared.count > 1 {
            compareOptionsSection(state, column)
            if compared.count == 2 { changesSection(state, column) }
        }
        compareVariantsSection(state, compared, column)
        labelSection(state, column)
    }

    // MARK: The pictures

    private func comparedSection(_ state: AppState, _ compared: [Variant], _ column: PanelColumn) {
        section("compared", "Compared", remark: comparedRemark(compared), column) {
            guard compared.count > 1 else {
                sentence(
                    "There is only the original: a mask makes a variant.", color: canvas.theme.ink2, column)
                return
            }
            let perRow = compared.count > 2 ? 3 : 2
            for start in stride(from: 0, to: compared.count, by: perRow) {
                let row = Array(compared[start..<min(start + perRow, compared.count)])
                comparedPictures(state, row, perRow: perRow, column)
            }
            let row = column.take(32)
            if canvas.button("compare.swap", "Swap the first two", row) { ask(.swapCompared) }
            canvas.tooltip("compare.swap", "Swap", key: "X", beside: row)
        }
    }

    private func comparedRemark(_ compared: [Variant]) -> String? {
        memory.foldedSections.contains("compared") ? compared.map(\.name).joined(separator: ", ") : nil
    }

    /// Pictures side by side, with their names and answers.
    private func comparedPictures(
        _ state: AppState, _ variants: [Variant], perRow: Int, _ column: PanelColumn
    ) {
        let side = (column.width - 16 * Float(perRow - 1)) / Float(perRow)
        let row = column.take(side + 46, gap: 10)
        for (index, variant) in variants.enumerated() {
            let x = row.minX + Float(index) * (side + 16)
            let head = Rectangle(x: x, y: row.minY, width: side, height: 18)
            canvas.text(variant.name, in: head, .bodyStrong, canvas.theme.ink)
            let place = Rectangle(x: x, y: row.minY + 22, width: side, height: side)
            if let image = thumbnails.image(of: variant) {
                let longer = Float(max(image.width, image.height))
                let size = Point(Float(image.width), Float(image.height)) / longer * side
                let picture = Rectangle(origin: place.center - size / 2, size: size)
                canvas.image(image, picture)
                canvas.outline(picture, canvas.theme.line2)
            }
            let foot = Rectangle(x: x, y: place.maxY + 4, width: side, height: 20)
            canvas.detail(comparedAnswer(of: variant, state), in: foot, .body, canvas.theme.ink)
        }
    }

    private func comparedAnswer(of variant: Variant, _ state: AppState) -> RowDetail {
        guard let column = state.comparison.result?.columns.first(where: { $0.variant == variant.id }),
            let answer = column.answer, let labels = state.network?.labels
        else { return answerText(of: variant, state) }
        return RowDetail(
            labels.name(of: answer.classIndex), value: NumberFormat.probability(answer.probability))
    }

    // MARK: Options

    private func compareOptionsSection(_ state: AppState, _ column: PanelColumn) {
        let settings = state.comparison.settings
        section("compare options", "Options", remark: nil, column) {
            let most = ComparisonSettings.mostColumns
            let counts = [2, 3, 4, most]
            optionRow(
                "compare.count", "Compare", ["2", "3", "4", "All"],
                selected: counts.firstIndex(of: settings.columnCount), column
            ) { change(settings, \.columnCount, to: counts[$0]) }
            optionRow(
                "compare.range", "Color range", ["Each row", "Layer"], selected: index(settings.colorRange),
                column
            ) { change(settings, \.colorRange, to: ComparisonSettings.ColorRange.allCases[$0]) }
            optionRow(
                "compare.measure", "Movement", ["L2", "Cosine"], selected: index(settings.measure), column
            ) { change(settings, \.measure, to: ComparisonSettings.Measure.allCases[$0]) }
            if state.comparedVariants.count > 2 {
                optionRow("compare.rows", "Rows", ["Blocks", "Maps"], selected: index(settings.rows), column)
                {
                    change(settings, \.rows, to: ComparisonSettings.Rows.allCases[$0])
                }
                optionRow(
                    "compare.cells", "Show", ["Values", "Differences"], selected: index(settings.cells),
                    column
                ) { change(settings, \.cells, to: ComparisonSettings.Cells.allCases[$0]) }
            } else {
                optionRow(
                    "compare.maps", "Maps", ["Moved most", "All"], selected: settings.showsAllMaps ? 1 : 0,
                    column
                ) { change(settings, \.showsAllMaps, to: $0 == 1) }
            }
        }
    }

    private func index<Choice: CaseIterable & Equatable>(_ choice: Choice) -> Int?
    where Choice.AllCases == [Choice] {
        Choice.allCases.firstIndex(of: choice)
    }

    private func change<Value>(
        _ settings: ComparisonSettings, _ path: WritableKeyPath<ComparisonSettings, Value>, to value: Value
    ) {
        var settings = settings
        settings[keyPath: path] = value
        ask(.setComparison(settings))
    }

    private func optionRow(
        _ id: String, _ label: String, _ titles: [String], selected: Int?, _ column: PanelColumn,
        _ choose: (Int) -> Void
    ) {
        let row = column.take(32, gap: 8)
        canvas.text(label, in: row, .label, canvas.theme.ink2)
        let place = Rectangle(x: row.minX + 88, y: row.minY, width: row.width - 88, height: row.height)
        if let index = canvas.segments(id, titles, selected: selected, place) { choose(index) }
    }

    // MARK: Rose and fell

    private func changesSection(_ state: AppState, _ column: PanelColumn) {
        if noClassesSection("changes", "Rose and fell", state, column) { return }
        section("changes", "Rose and fell", remark: "percentage points", column) {
            guard let result = state.comparison.result, let labels = state.network?.labels else {
                canvas.text("Nothing computed yet.", in: column.take(26), .label, canvas.theme.ink2)
                return
            }
            let answers = Set(result.columns.prefix(2).compactMap { $0.answer?.classIndex })
            let changes = memory.showsAllChanges ? result.changes : result.largestChanges(10)
            for (position, change) in changes.enumerated() {
                let row = ChangeRow(
                    id: "change.\(position)", name: labels.name(of: change.classIndex),
                    before: change.before, after: change.after,
                    meaning: labels.meaning(of: change.classIndex),
                    isStrong: answers.contains(change.classIndex))
                canvas.changeRow(row, column.take(38))
            }
            let rest = result.changes.count - 10
            guard rest > 0 else { return }
            let words = memory.showsAllChanges ? "Largest changes only" : "\(rest) more of both top tens"
            if canvas.button("changes.all", words, column.take(30)) { memory.showsAllChanges.toggle() }
        }
    }

    // MARK: Variants

    /// All variants: which is current, which the others are measured against, which stand in the table.
    private func compareVariantsSection(_ state: AppState, _ compared: [Variant], _ column: PanelColumn) {
        section("compare variants", "Variants", remark: "\(state.variants.count)", column) {
            for (index, variant) in state.variants.enumerated() {
                let place = column.take(64)
                let row = Rectangle(x: place.minX - 8, y: place.minY, width: place.width + 16, height: 64)
                compareVariantRow(variant, index: index, compared, state, row)
            }
            guard compared.count > 1 else { return }
            let hint = "A click compares with the first; First makes it the first."
            canvas.text(hint, in: column.take(22), .remark, canvas.theme.ink3)
        }
    }

    private func compareVariantRow(
        _ variant: Variant, index: Int, _ compared: [Variant], _ state: AppState, _ place: Rectangle
    ) {
        let settings = state.comparison.settings
        let isFirst = compared.first?.id == variant.id
        let isShown = compared.contains { $0.id == variant.id }
        let isSecond = compared.dropFirst().first?.id == variant.id
        // Areas that come first win, but what is drawn first is covered.
        let places = smallButtonPlaces(in: place)
        let canLead = !isFirst && state.variants.count > 1
        let lead = canLead ? canvas.area("first.\(variant.id)", places.upper) : []
        let canLeave = settings.columnCount > 2 && !isFirst && !isSecond
        let leave = canLeave ? canvas.area("table.\(variant.id)", places.lower) : []
        let row = ThumbnailRow(
            title: variant.name, detail: isFirst ? "the first" : comparedAnswer(of: variant, state),
            thumbnail: thumbnails.image(of: variant), key: nil, isOn: isShown, isRemovable: false)
        let event = canvas.thumbnailRow("compared.\(variant.id)", row, place)
        if canLead { smallButton("First", lead, places.upper) }
        if canLeave { smallButton(isShown ? "Hide" : "Show", leave, places.lower) }
        if lead.contains(.clicked) {
            isSecond ? ask(.swapCompared) : change(settings, \.reference, to: variant.id)
        }
        if leave.contains(.clicked) {
            change(settings, \.leftOut, to: settings.leftOut.symmetricDifference([variant.id]))
        }
        if event == .chosen, !isFirst { ask(.chooseVariant(variant.id)) }
    }

    private func smallButtonPlaces(in place: Rectangle) -> (upper: Rectangle, lower: Rectangle) {
        let upper = Rectangle(x: place.maxX - 62, y: place.minY + 6, width: 54, height: 24)
        return (upper, Rectangle(x: upper.minX, y: place.minY + 34, width: 54, height: 24))
    }

    private func smallButton(_ title: String, _ touch: Touch, _ place: Rectangle) {
        canvas.fill(place, canvas.theme.raised, radius: 6)
        let border = touch.contains(.hovered) ? canvas.theme.ink2 : canvas.theme.line2
        canvas.outline(place, border, radius: 6)
        canvas.text(title, in: place, .label, canvas.theme.ink, alignment: .center)
        canvas.focusRing(place, touch)
    }
}
