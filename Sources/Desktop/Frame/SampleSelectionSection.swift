import Rendering
import Samples
import Scenes
import Workbench

/// The selected pictures in the panel: what classes they are of, what they look like, what can be done with them.
extension InterfaceFrame {
    /// The most pictures that the panel shows.
    private static let shownCount = 36

    func sampleSelectionSection(_ state: AppState, _ column: PanelColumn) {
        let selected = state.selection.samples
        let remark = selected.isEmpty ? "none" : NumberFormat.count(selected.count, "picture")
        section("samples.selection", "Selection", remark: remark, column) {
            guard !selected.isEmpty else {
                sentence(
                    "Click a class or a picture; Shift adds, Alt takes away.", color: canvas.theme.ink2,
                    column)
                return
            }
            let facts = SampleFacts(state)
            classMix(of: selected, facts, column.take(12, gap: 10))
            let shown = Array(facts.leastTypicalFirst(selected).prefix(Self.shownCount))
            pictures(shown, facts, state, column)
            sentence(selectionRemark(selected, shown: shown.count, facts), color: canvas.theme.ink2, column)
            column.y += 8
            selectionButtons(state, column)
        }
    }

    /// The classes of some pictures as parts of a bar.
    func classMix(of samples: Set<Int>, _ facts: SampleFacts, _ place: Rectangle) {
        var counts = [Int](repeating: 0, count: facts.classNames.count + 1)
        for sample in samples { counts[facts.ownClass(of: sample) ?? facts.classNames.count] += 1 }
        var left = place.minX
        for (index, count) in counts.enumerated() where count > 0 {
            let width = place.width * Float(count) / Float(samples.count)
            let isNone = index == facts.classNames.count
            let color = isNone ? canvas.theme.line2 : SampleMarks.color(index, canvas.theme)
            canvas.fill(
                Rectangle(x: left, y: place.minY, width: max(width - 0.5, 0.5), height: place.height), color)
            left += width
        }
    }

    func pictures(_ shown: [Int], _ facts: SampleFacts, _ state: AppState, _ column: PanelColumn) {
        let perRow = max(Int((column.width + 6) / 46), 1)
        let side = ((column.width + 6) / Float(perRow) - 6).rounded(.down)
        for start in stride(from: 0, to: shown.count, by: perRow) {
            let row = column.take(side + 3, gap: 6)
            for (position, sample) in shown[start..<min(start + perRow, shown.count)].enumerated() {
                let place = Rectangle(
                    x: row.minX + Float(position) * (side + 6), y: row.minY, width: side, height: side)
                picture(sample, facts, state, place)
            }
        }
    }

    private func picture(_ sample: Int, _ facts: SampleFacts, _ state: AppState, _ place: Rectangle) {
        let id = "sample.\(sample)"
        let touch = canvas.area(id, place, isFocusable: false)
        canvas.thumbnail(thumbnails.samples.image(of: sample, in: state.samples.store), place)
        let line = Rectangle(x: place.minX, y: place.maxY, width: place.width, height: 3)
        canvas.fill(line, SampleMarks.color(facts.ownClass(of: sample) ?? -1, canvas.theme))
        if facts.isRight(sample) == false { canvas.outline(place, SampleMarks.wrong, width: 2) }
        if touch.contains(.hovered), state.selection.pointedSample != sample { ask(.samples(.point(sample))) }
        if state.selection.pointedSample == sample {
            canvas.outline(place.inset(by: -2), canvas.theme.signal, width: 2)
        }
        canvas.tooltip(id, SampleWords.sentence(on: sample, facts), beside: place)
        if touch.contains(.doubleClicked) {
            ask(.samples(.openSample(sample)))
        } else if touch.contains(.rightClicked) {
            ask(.samples(.select([sample], .remove)))
        }
    }

    /// "first 36 shown; 1 of 49 taken for another class".
    private func selectionRemark(_ selected: Set<Int>, shown: Int, _ facts: SampleFacts) -> String {
        var parts: [String] = []
        if shown < selected.count { parts.append("first \(shown) shown") }
        if facts.hasAnswers {
            let wrong = selected.count { facts.isRight($0) == false }
            parts.append(
                "\(NumberFormat.count(wrong)) of \(NumberFormat.count(selected.count)) taken for another class"
            )
        }
        return parts.joined(separator: "; ")
    }

    private func selectionButtons(_ state: AppState, _ column: PanelColumn) {
        if let naming = memory.classNaming, naming.index == nil {
            classField(column.take(34, gap: 8))
        } else {
            let row = column.take(32, gap: 8)
            let half = row.leading((row.width - 8) / 2)
            if canvas.button("selection.class", "Make a class", half) {
                memory.classNaming = ClassNaming(index: nil, text: "")
            }
            let other = Rectangle(x: half.maxX + 8, y: half.minY, width: half.width, height: half.height)
            chipPlaces[.moveSamples] = other
            let hasClasses = !state.samples.classes.classes.isEmpty
            if canvas.button("selection.move", "Move to…", other, isEnabled: hasClasses) {
                memory.popup = .moveSamples
                memory.scrolls["popup"] = 0
            }
        }
        let row = column.take(32)
        let half = row.leading((row.width - 8) / 2)
        if canvas.button("selection.only", "Only these", half) { ask(.samples(.narrowToSelection)) }
        canvas.tooltip("selection.only", "Looks at nothing but the selected pictures", beside: half)
        let other = Rectangle(x: half.maxX + 8, y: half.minY, width: half.width, height: half.height)
        if canvas.button("selection.none", "Select none", other) { ask(.samples(.select([]))) }
    }
}
