import Rendering
import Samples
import Scenes
import Workbench

/// A class's name while it is typed.
struct ClassNaming {
    /// The class, an index into the data set's; nil: the one that is about to be made.
    let index: Int?
    var text: String
    var isNew = true
}

/// The sections of the panel that the scenes of a data set share: its classes, and how pictures are summed up.
extension InterfaceFrame {
    /// The panel of the Classes scene.
    func classesSections(_ state: AppState, _ column: PanelColumn) {
        guard state.samples.store != nil else { return dataSection(state, column) }
        classListSection(state, column)
        sampleSelectionSection(state, column)
        representativesSection(state, column)
        summarySection(state, column)
        dataSection(state, column)
    }

    // MARK: Classes

    /// The most classes that are listed unless all are asked for.
    private static let listedCount = 14

    /// The classes with the numbers of their pictures, or of those that are selected.
    func classListSection(_ state: AppState, _ column: PanelColumn) {
        guard let population = state.samples.population else { return }
        let selected = selectedCounts(state, population)
        let hasSelection = !state.selection.samples.isEmpty
        section("samples.classes", "Classes", remark: hasSelection ? "selected" : "pictures", column) {
            let members = population.membersByClass
            let shown = members.indices.filter {
                !members[$0].isEmpty || state.samples.classes.classes[$0].isUserMade
            }
            // What is selected is listed in any case.
            let listed = shown.enumerated().filter { position, index in
                memory.showsAllClasses || position < Self.listedCount || selected[index] > 0
            }
            for (_, index) in memory.showsAllClasses ? listed : Array(listed.prefix(40)) {
                classRow(
                    index, count: members[index].count, selected: hasSelection ? selected[index] : nil, state,
                    column.take(28))
            }
            if shown.isEmpty {
                sentence(
                    "The data have no classes. Select pictures, on the Map with a lasso, and make a class of them.",
                    color: canvas.theme.ink2, column)
            }
            if shown.count > Self.listedCount {
                column.y += 6
                let title =
                    memory.showsAllClasses ? "Show fewer" : "Show all \(NumberFormat.count(shown.count))"
                if canvas.button("classes.all", title, column.take(30, gap: 4)) {
                    memory.showsAllClasses.toggle()
                }
            }
            narrowing(state, column)
        }
    }

    /// The way back from some of the data to all of them.
    private func narrowing(_ state: AppState, _ column: PanelColumn) {
        let classes = state.samples.classes
        guard classes.narrowed != nil || classes.narrowedSamples != nil else { return }
        column.y += 6
        let count = state.samples.population?.count ?? 0
        sentence("Only \(NumberFormat.count(count, "picture")) looked at.", color: canvas.theme.ink2, column)
        if canvas.button("classes.widen", "Look at all again", column.take(32)) {
            ask(.samples(.narrow(toClasses: nil)))
        }
    }

    private func classRow(_ index: Int, count: Int, selected: Int?, _ state: AppState, _ place: Rectangle) {
        // There may be a thousand.
        guard place.maxY > 0, place.minY < layout.statusLine.minY else { return }
        let itsClass = state.samples.classes.classes[index]
        if memory.classNaming?.index == index { return classField(place) }
        let id = "class.\(index)"
        let remove = Rectangle(x: place.maxX - 22, y: place.center.y - 11, width: 22, height: 22)
        let rename = Rectangle(
            x: remove.minX - (itsClass.isUserMade ? 24 : 0), y: remove.minY, width: 22, height: 22)
        let removal = itsClass.isUserMade ? canvas.area(id + ".remove", remove, isFocusable: false) : []
        let renaming = canvas.area(id + ".rename", rename, isFocusable: false)
        let touch = canvas.area(id, place)
        let isHovered = touch.union(removal).union(renaming).contains(.hovered)
        if isHovered { canvas.fill(place.inset(by: -4), canvas.theme.raised, radius: 6) }
        canvas.draw(
            SampleMarks.mark(index).overlay(
                at: Point(place.minX + 8, place.center.y), radius: 6, theme: canvas.theme))
        let detail = classDetail(count, selected)
        let width = max(canvas.width(detail, .label), 56)
        let words = Rectangle(
            x: place.minX + 24, y: place.minY, width: place.width - width - 32, height: place.height)
        canvas.text(
            itsClass.name, in: words, selected.map { $0 > 0 } ?? false ? .bodyStrong : .body, canvas.theme.ink
        )
        if isHovered {
            let color = { (touch: Touch) in
                touch.contains(.hovered) ? self.canvas.theme.ink : self.canvas.theme.ink3
            }
            canvas.icon(.brush, in: rename, size: 16, color(renaming))
            if itsClass.isUserMade { canvas.icon(.close, in: remove, size: 16, color(removal)) }
        } else {
            canvas.text(detail, in: place, .label, canvas.theme.ink2, alignment: .right)
        }
        canvas.focusRing(place, touch)
        canvas.tooltip(id + ".rename", "Rename", beside: rename)
        canvas.tooltip(id + ".remove", "Remove: its pictures go back to their classes", beside: remove)
        if removal.contains(.clicked) { return ask(.samples(.removeClass(index))) }
        if renaming.contains(.clicked) {
            memory.classNaming = ClassNaming(index: index, text: itsClass.name)
        } else if touch.contains(.clicked) {
            ask(.samples(.selectClass(index, SelectionMode(canvas.modifiers))))
        }
    }

    /// "9 of 128", or "128" where nothing is selected.
    private func classDetail(_ count: Int, _ selected: Int?) -> String {
        guard let selected else { return NumberFormat.count(count) }
        return (selected == 0 ? "–" : NumberFormat.count(selected)) + " of " + NumberFormat.count(count)
    }

    /// The field for a class's name.
    func classField(_ place: Rectangle) {
        guard var naming = memory.classNaming else { return }
        let field = Rectangle(x: place.minX, y: place.center.y - 14, width: place.width, height: 28)
        canvas.fill(field, canvas.theme.raised, radius: 4)
        canvas.outline(field, canvas.theme.ink, radius: 4)
        let inner = Rectangle(x: field.minX + 8, y: field.minY, width: field.width - 16, height: field.height)
        let touch = canvas.textField("class name", &naming.text, inner, takesFocus: naming.isNew)
        naming.isNew = false
        memory.classNaming = naming
        // It takes what is typed from the frame after the one that it was given the focus in.
        if !touch.contains(.active) { canvas.wake(at: canvas.time + 0.02) }
        let isSubmitted = touch.contains(.submitted)
        guard isSubmitted || touch.contains(.left) else { return }
        memory.classNaming = nil
        if let index = naming.index {
            ask(.samples(.renameClass(index, naming.text)))
        } else if isSubmitted {
            ask(.samples(.makeClass(name: naming.text)))
        }
    }

    private func selectedCounts(_ state: AppState, _ population: Population) -> [Int] {
        var counts = [Int](repeating: 0, count: population.classNames.count)
        let classOf = state.samples.classes.classOf
        for sample in state.selection.samples where classOf[sample] >= 0 { counts[classOf[sample]] += 1 }
        return counts
    }

    // MARK: Settings

    /// How a channel becomes a number.
    func summarySection(_ state: AppState, _ column: PanelColumn) {
        let summary = state.samples.settings.summary
        section("samples.summary", "Summary", remark: summary.words, column) {
            if let index = canvas.segments(
                "summary.kind", SummaryChoice.kinds.map(\.title),
                selected: SummaryChoice.kinds.firstIndex(of: summary.kind), column.take(32, gap: 8))
            {
                changeSamples(state) { $0.summary.kind = SummaryChoice.kinds[index] }
            }
            let sides = SummaryChoice.sides
            if let index = canvas.segments(
                "summary.side", ["Before", "After"], selected: sides.firstIndex(of: summary.side),
                column.take(32, gap: 6))
            {
                changeSamples(state) { $0.summary.side = sides[index] }
            }
            sentence(
                "One number a map and picture, before or after the activation.", color: canvas.theme.ink3,
                column)
        }
    }

    /// How many pictures stand for a class.
    private func representativesSection(_ state: AppState, _ column: PanelColumn) {
        let count = state.samples.settings.representativeCount
        let remark = count.map { "K-means, K = \($0)" } ?? "X-means"
        section("samples.representatives", "Representatives", remark: remark, column) {
            if let index = canvas.segments(
                "representatives", ["X-means", "K-means"], selected: count == nil ? 0 : 1,
                column.take(32, gap: 8))
            {
                changeSamples(state) { $0.representativeCount = index == 0 ? nil : 5 }
            }
            if let count {
                sliderRow(
                    "representatives.count", "Clusters", Float(count), in: 1...10, step: 1, text: "\(count)",
                    column
                ) { value in changeSamples(state) { $0.representativeCount = Int(value) } }
            }
            sentence(
                "Pictures of a class are clustered by all layers at once; one stands for each cluster.",
                color: canvas.theme.ink3, column)
        }
    }

    /// Changes what the panels set.
    func changeSamples(_ state: AppState, _ edit: (inout SampleSettings) -> Void) {
        var changed = state.samples.settings
        edit(&changed)
        ask(.samples(.set(changed)))
    }
}
