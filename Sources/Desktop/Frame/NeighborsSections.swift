import Foundation
import Rendering
import Samples
import Scenes
import Workbench

/// The panel of the Neighbors scene.
extension InterfaceFrame {
    func neighborsSections(_ state: AppState, _ column: PanelColumn) {
        guard state.samples.store != nil else { return dataSection(state, column) }
        focusSection(state, column)
        neighborhoodSection(state, column)
        brushedSection(state, column)
        filterSection(state, column)
        dataSection(state, column)
    }

    // MARK: Picture

    /// The picture whose neighbourhood is shown, with the network's first answers.
    private func focusSection(_ state: AppState, _ column: PanelColumn) {
        guard let sample = state.focusedSample else { return }
        let facts = SampleFacts(state)
        section("neighbors.picture", "Picture", remark: facts.name(of: sample), column) {
            let row = column.take(88, gap: 10)
            let place = Rectangle(x: row.minX, y: row.minY, width: 84, height: 84)
            let own = facts.ownClass(of: sample)
            canvas.thumbnail(thumbnails.samples.image(of: sample, in: state.samples.store), place)
            canvas.outline(place.inset(by: -3), SampleMarks.color(own ?? -1, canvas.theme), width: 3)
            let right = Rectangle(
                x: place.maxX + 14, y: row.minY, width: row.maxX - place.maxX - 14, height: row.height)
            let name = Rectangle(x: right.minX, y: right.minY, width: right.width, height: 24)
            if let own {
                canvas.draw(
                    SampleMarks.mark(own).overlay(
                        at: Point(name.minX + 7, name.center.y), radius: 6, theme: canvas.theme))
                let words = Rectangle(
                    x: name.minX + 20, y: name.minY, width: name.width - 20, height: name.height)
                canvas.text(facts.classNames[own], in: words, .bodyStrong, canvas.theme.ink)
            } else {
                canvas.text("no class", in: name, .body, canvas.theme.ink2)
            }
            for (index, answer) in PictureAnswer.top(3, for: sample, in: state).enumerated() {
                let line = Rectangle(
                    x: right.minX, y: right.minY + 27 + Float(index) * 20, width: right.width, height: 20)
                answerLine(answer, line)
            }
            focusButtons(sample, column)
        }
    }

    private func answerLine(_ answer: PictureAnswer, _ place: Rectangle) {
        let value = NumberFormat.probability(answer.probability)
        let width = canvas.width(value, .labelStrong)
        let words = Rectangle(
            x: place.minX, y: place.minY, width: place.width - width - 8, height: place.height)
        canvas.text(answer.name, in: words, .label, canvas.theme.ink)
        canvas.text(value, in: place, .labelStrong, canvas.theme.ink, alignment: .right)
    }

    private func focusButtons(_ sample: Int, _ column: PanelColumn) {
        let place = column.take(32)
        if canvas.button("neighbors.saliency", "Occlusion and Grad-CAM", place) {
            ask(.samples(.openSample(sample)))
            ask(.showScene(.saliency))
        }
        canvas.tooltip(
            "neighbors.saliency", "Opens the picture and shows which parts of it matter", beside: place)
    }

    // MARK: Neighbors

    /// How many neighbours are compared, and between which operations.
    private func neighborhoodSection(_ state: AppState, _ column: PanelColumn) {
        let settings = state.samples.settings
        section("neighbors.settings", "Neighbors", remark: "L2 distance", column) {
            countRow("neighbors.count", "k, all pictures", settings.neighborhoodCount, state, column) {
                $0.neighborhoodCount = $1
            }
            countRow("neighbors.local", "k, this picture", settings.transformationCount, state, column) {
                $0.transformationCount = $1
            }
            let (from, to) = state.transformation
            operationRow("From", from, .transformedFrom, state, column)
            operationRow("To", to, .transformedTo, state, column)
            let row = column.take(32, gap: 8)
            canvas.text("Layers", in: row, .label, canvas.theme.ink2)
            let place = Rectangle(x: row.minX + 64, y: row.minY, width: row.width - 64, height: row.height)
            if let index = canvas.segments(
                "neighbors.details", ["After ReLU", "Before too"], selected: settings.showsDetails ? 1 : 0,
                place)
            {
                changeSamples(state) { $0.showsDetails = index == 1 }
            }
            let others = (state.samples.population?.count ?? 1) - 1
            if max(settings.neighborhoodCount, settings.transformationCount) > others {
                sentence(
                    "There are \(NumberFormat.count(others)) other pictures: k is no larger than that.",
                    color: canvas.theme.ink2, column)
            }
        }
    }

    /// A number of neighbours, 2...1000: small ones matter as much as large ones, so the slider goes by powers.
    private func countRow(
        _ id: String, _ label: String, _ count: Int, _ state: AppState, _ column: PanelColumn,
        _ change: @escaping (inout SampleSettings, Int) -> Void
    ) {
        sliderRow(
            id, label, NeighborCounts.place(of: count), in: 0...Float(NeighborCounts.all.count - 1), step: 1,
            text: NumberFormat.count(count), column, labelWidth: 96
        ) { place in
            changeSamples(state) { change(&$0, NeighborCounts.all[Int(place)]) }
        }
    }

    private func operationRow(
        _ label: String, _ operation: Int, _ popup: Popup, _ state: AppState, _ column: PanelColumn
    ) {
        guard let operations = state.samples.store?.operations, operations.indices.contains(operation) else {
            return
        }
        popupRow(label, operations[operation].name, popup, column)
    }

    /// What is chosen from a list that opens below.
    private func popupRow(_ label: String, _ value: String, _ popup: Popup, _ column: PanelColumn) {
        let row = column.take(34, gap: 8)
        canvas.text(label, in: row, .label, canvas.theme.ink2)
        let place = Rectangle(x: row.minX + 64, y: row.minY, width: row.width - 64, height: row.height)
        let isOpen = memory.popup == popup
        if canvas.chip("neighbors.\(popup)", label: "", value: value, place, isOpen: isOpen) {
            memory.popup = isOpen ? nil : popup
            memory.scrolls["popup"] = 0
        }
        chipPlaces[popup] = place
    }

    /// The operations to choose from.
    func transformedRows(_ state: AppState, isFrom: Bool) -> [PopupRow] {
        let (from, to) = state.transformation
        return state.shownOperations.map { operation in
            var settings = state.samples.settings
            if isFrom {
                settings.transformedFrom = operation.id
            } else {
                settings.transformedTo = operation.id
            }
            return PopupRow(
                title: operation.name,
                detail: RowDetail(NumberFormat.count(operation.valueCount, "value")),
                isOn: operation.id == (isFrom ? from : to), action: .command(.samples(.set(settings))))
        }
    }

    // MARK: Brushed

    /// The classes and pictures of the selection.
    private func brushedSection(_ state: AppState, _ column: PanelColumn) {
        let selected = state.selection.samples
        let remark = selected.isEmpty ? "none" : NumberFormat.count(selected.count, "picture")
        section("neighbors.brushed", "Brushed", remark: remark, column) {
            guard !selected.isEmpty else {
                sentence(
                    "Drag over lines of the stability plot; Shift adds, Alt takes away.",
                    color: canvas.theme.ink2, column)
                return
            }
            let facts = SampleFacts(state)
            brushedClasses(selected, facts, column)
            column.y += 6
            let perRow = max(Int((column.width + 6) / 46), 1)
            let shown = Array(facts.leastTypicalFirst(selected).prefix(perRow * 4))
            pictures(shown, facts, state, column)
            if shown.count < selected.count {
                sentence("First \(shown.count) shown.", color: canvas.theme.ink2, column)
            }
            column.y += 6
            let row = column.take(32)
            let half = row.leading((row.width - 8) / 2)
            if canvas.button("neighbors.only", "Only these", half) { ask(.samples(.narrowToSelection)) }
            let other = Rectangle(x: half.maxX + 8, y: half.minY, width: half.width, height: half.height)
            if canvas.button("neighbors.none", "Select none", other) { ask(.samples(.select([]))) }
        }
        narrowedRow(state, column)
    }

    /// The way back from some of the data to all of them.
    private func narrowedRow(_ state: AppState, _ column: PanelColumn) {
        let classes = state.samples.classes
        guard classes.narrowed != nil || classes.narrowedSamples != nil else { return }
        column.y += 8
        if canvas.button("neighbors.widen", "Look at all pictures again", column.take(32, gap: 8)) {
            ask(.samples(.narrow(toClasses: nil)))
        }
    }

    private func brushedClasses(_ selected: Set<Int>, _ facts: SampleFacts, _ column: PanelColumn) {
        var counts: [Int: Int] = [:]
        for sample in selected { counts[facts.ownClass(of: sample) ?? -1, default: 0] += 1 }
        let bySize = counts.keys.sorted { (counts[$0] ?? 0, $1) > (counts[$1] ?? 0, $0) }
        // The largest, in the order of the classes.
        let listed = bySize.prefix(9).sorted { ($0 < 0 ? Int.max : $0) < ($1 < 0 ? Int.max : $1) }
        for index in listed {
            let row = column.take(24)
            let id = "brushed.\(index)"
            let touch = canvas.area(id, row)
            if touch.contains(.hovered) { canvas.fill(row.inset(by: -2), canvas.theme.raised, radius: 4) }
            canvas.draw(
                SampleMarks.mark(index).overlay(
                    at: Point(row.minX + 8, row.center.y), radius: 5.5, theme: canvas.theme))
            let words = Rectangle(x: row.minX + 24, y: row.minY, width: row.width - 74, height: row.height)
            let name = facts.classNames.indices.contains(index) ? facts.classNames[index] : "no class"
            canvas.text(name, in: words, .body, canvas.theme.ink)
            canvas.text(
                NumberFormat.count(counts[index] ?? 0), in: row, .bodyStrong, canvas.theme.ink,
                alignment: .right)
            canvas.focusRing(row, touch)
            canvas.tooltip(id, "Select those of the brushed that are of this class", beside: row)
            if touch.contains(.clicked) {
                ask(.samples(.select(selected.filter { (facts.ownClass(of: $0) ?? -1) == index })))
            }
        }
        if listed.count < counts.count {
            let hidden = counts.count - listed.count
            sentence(
                "and \(NumberFormat.count(hidden)) more \(hidden == 1 ? "class" : "classes")",
                color: canvas.theme.ink2, column)
        }
    }

    // MARK: Filter

    /// Which pictures are drawn and listed, by what they are and by what the network takes them for.
    private func filterSection(_ state: AppState, _ column: PanelColumn) {
        let filter = state.samples.filter
        let facts = SampleFacts(state)
        let remark =
            filter.isOpen
            ? "all"
            : [filter.label, filter.prediction].compactMap { index in
                index.map { Self.name(ofClass: $0, facts) }
            }.joined(separator: ", taken for ")
        section("neighbors.filter", "Filter", remark: remark, column) {
            popupRow("Class", Self.name(ofClass: filter.label, facts), .filterLabel, column)
            if facts.hasAnswers {
                popupRow("Answer", Self.name(ofClass: filter.prediction, facts), .filterPrediction, column)
            }
            if !filter.isOpen, canvas.button("neighbors.unfilter", "Show all", column.take(32)) {
                ask(.samples(.filter(SampleFilter())))
            }
        }
    }

    private static func name(ofClass index: Int?, _ facts: SampleFacts) -> String {
        guard let index else { return "any" }
        return facts.classNames.indices.contains(index) ? facts.classNames[index] : "another class"
    }

    /// The classes to choose from for a filter.
    func filterRows(_ state: AppState, isLabel: Bool) -> [PopupRow] {
        guard let population = state.samples.population else { return [] }
        let facts = SampleFacts(state)
        var counts: [Int: Int] = [:]
        for sample in population.samples {
            let index = isLabel ? facts.ownClass(of: sample) : facts.predictedClass(of: sample)
            if let index { counts[index, default: 0] += 1 }
        }
        let choices = counts.keys.sorted { ($0 < 0 ? Int.max : $0) < ($1 < 0 ? Int.max : $1) }
        let filter = state.samples.filter
        return ([nil] + choices.map { Optional($0) }).map { index in
            var next = filter
            if isLabel { next.label = index } else { next.prediction = index }
            return PopupRow(
                title: Self.name(ofClass: index, facts),
                detail: index.map { RowDetail(NumberFormat.count(counts[$0] ?? 0, "picture")) },
                isOn: (isLabel ? filter.label : filter.prediction) == index,
                action: .command(.samples(.filter(next))))
        }
    }
}

/// The numbers of neighbours to choose from.
enum NeighborCounts {
    /// 2...1000, the steps growing with the numbers.
    static let all: [Int] =
        Array(2..<10) + Array(stride(from: 10, to: 50, by: 5)) + Array(stride(from: 50, to: 100, by: 10))
        + Array(stride(from: 100, to: 300, by: 25)) + Array(stride(from: 300, through: 1_000, by: 50))

    /// Where a number is among them, or the nearest one.
    static func place(of count: Int) -> Float {
        let nearest = all.indices.min { abs(all[$0] - count) < abs(all[$1] - count) }
        return Float(nearest ?? 0)
    }
}
