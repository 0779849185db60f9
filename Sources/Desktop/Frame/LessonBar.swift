import Foundation
import Rendering
import Scenes
import Workbench

/// The lesson that is gone through: what its step says, where in it one is, and the way on.
extension InterfaceFrame {
    /// How much of the window's height the lesson takes, in points.
    func lessonHeight(_ state: AppState) -> Float {
        guard let lesson = state.lesson else { return 0 }
        return lesson.isEdited ? 188 : 124
    }

    func lessonBar(_ state: AppState) {
        guard let lesson = state.lesson, let place = layout.lessonBar else { return }
        canvas.region("lesson", place) {
            canvas.fill(place, canvas.theme.surface)
            canvas.fill(
                Rectangle(x: place.minX, y: place.minY, width: place.width, height: 1), canvas.theme.line)
            let inner = Rectangle(
                x: place.minX + 24, y: place.minY + 14, width: place.width - 48, height: place.height - 28)
            let right = wayOn(lesson, inner)
            let left = min(200, inner.width * 0.2)
            heading(lesson, Rectangle(x: inner.minX, y: inner.minY, width: left, height: inner.height))
            let middle = Rectangle(
                x: inner.minX + left + 24, y: inner.minY, width: right - inner.minX - left - 48,
                height: inner.height)
            lesson.isEdited ? fields(lesson, middle) : words(lesson.current, middle)
        }
    }

    private func heading(_ lesson: LessonState, _ place: Rectangle) {
        let column = PanelColumn(x: place.minX, width: place.width, y: place.minY)
        for line in canvas.lines(lesson.lesson.title, .bodyStrong, width: place.width).prefix(2) {
            canvas.text(line, in: column.take(19), .bodyStrong, canvas.theme.ink)
        }
        let count = lesson.lesson.steps.count
        let unsaved = lesson.isUnsaved ? ", not saved" : ""
        canvas.text(
            "Step \(lesson.step + 1) of \(count)\(unsaved)", in: column.take(20, gap: 3), .label,
            canvas.theme.ink2)
        dots(lesson, column.take(18))
    }

    /// A dot a step, the shown one larger; a click goes there.
    private func dots(_ lesson: LessonState, _ row: Rectangle) {
        let pitch = min(18, row.width / Float(max(lesson.lesson.steps.count, 1)))
        for step in lesson.lesson.steps.indices {
            let center = Point(row.minX + 7 + Float(step) * pitch, row.center.y)
            let area = Rectangle(x: center.x - pitch / 2, y: row.minY, width: pitch, height: row.height)
            let touch = canvas.area("lesson.dot.\(step)", area)
            let isShown = step == lesson.step
            canvas.disc(center, radius: isShown ? 6 : 4.5, canvas.theme.ink)
            // What is still to come is hollow.
            if step > lesson.step { canvas.disc(center, radius: 3, canvas.theme.surface) }
            canvas.tooltip("lesson.dot.\(step)", lesson.lesson.steps[step].title, beside: area)
            canvas.focusRing(area, touch)
            if touch.contains(.clicked) { ask(.lesson(.show(step))) }
        }
    }

    private func words(_ step: LessonStep, _ place: Rectangle) {
        let column = PanelColumn(x: place.minX, width: place.width, y: place.minY - 2)
        canvas.text(step.title, in: column.take(24, gap: 2), .valueStrong, canvas.theme.ink)
        let lines = canvas.lines(step.text, .body, width: place.width)
        for line in lines.prefix(4) { canvas.text(line, in: column.take(19), .body, canvas.theme.ink) }
    }

    /// Title and text as they are typed.
    private func fields(_ lesson: LessonState, _ place: Rectangle) {
        var (lessonTitle, title, text) = (lesson.lesson.title, lesson.current.title, lesson.current.text)
        let column = PanelColumn(x: place.minX, width: place.width, y: place.minY - 4)
        let top = column.take(30, gap: 6)
        let half = (top.width - 10) / 2
        lessonField(
            "lesson.title", &lessonTitle, Rectangle(x: top.minX, y: top.minY, width: half, height: 30),
            hint: "Title of the lesson")
        lessonField(
            "lesson.step.\(lesson.step)", &title,
            Rectangle(x: top.minX + half + 10, y: top.minY, width: half, height: 30),
            hint: "Title of the step")
        paragraph("lesson.text.\(lesson.step)", &text, column.take(68, gap: 8), hint: "What the step says")
        if lessonTitle != lesson.lesson.title { ask(.lesson(.setTitle(lessonTitle))) }
        if title != lesson.current.title || text != lesson.current.text {
            ask(.lesson(.setWords(title: title, text: text)))
        }
        let row = column.take(32)
        let buttons: [(String, String, Action, Bool)] = [
            ("take", "Take this view", .command(.lesson(.takeView())), true),
            ("add", "Add a step", .command(.lesson(.addStep())), true),
            ("remove", "Remove the step", .command(.lesson(.removeStep)), lesson.lesson.steps.count > 1),
            ("save", "Save", .saveLesson, true),
        ]
        let width = (row.width - 30) / 4
        for (index, button) in buttons.enumerated() {
            let cell = Rectangle(
                x: row.minX + Float(index) * (width + 10), y: row.minY, width: width, height: 32)
            if canvas.button("lesson.\(button.0)", button.1, cell, isEnabled: button.3) { ask(button.2) }
        }
    }

    private func lessonField(_ id: String, _ text: inout String, _ place: Rectangle, hint: String) {
        canvas.fill(place, canvas.theme.paper, radius: 6)
        canvas.outline(place, canvas.theme.line2, radius: 6)
        let inner = Rectangle(
            x: place.minX + 10, y: place.minY, width: place.width - 20, height: place.height)
        if text.isEmpty { canvas.text(hint, in: inner, .body, canvas.theme.ink3) }
        _ = canvas.textField(id, &text, inner, takesFocus: false, selectsAll: false)
    }

    private func paragraph(_ id: String, _ text: inout String, _ place: Rectangle, hint: String) {
        canvas.fill(place, canvas.theme.paper, radius: 6)
        canvas.outline(place, canvas.theme.line2, radius: 6)
        let inner = Rectangle(
            x: place.minX + 10, y: place.minY + 5, width: place.width - 14, height: place.height - 8)
        if text.isEmpty { canvas.text(hint, in: inner.leading(inner.width), .body, canvas.theme.ink3) }
        _ = canvas.textArea(id, &text, inner)
    }

    /// Back, on, change, leave; returns where they begin.
    private func wayOn(_ lesson: LessonState, _ place: Rectangle) -> Float {
        let top = place.minY
        var x = place.maxX - 32
        let leave = Rectangle(x: x, y: top, width: 32, height: 32)
        if canvas.iconButton(
            "lesson.leave", .close, leave, words: "Leave the lesson; the stage stays as it is")
        {
            ask(.lesson(.leave))
        }
        x -= 40
        let edit = Rectangle(x: x, y: top, width: 32, height: 32)
        if canvas.iconButton(
            "lesson.edit", .brush, edit, words: lesson.isEdited ? "Done" : "Change the lesson",
            isOn: lesson.isEdited)
        {
            ask(.lesson(.edit(!lesson.isEdited)))
        }
        let next = Rectangle(x: place.maxX - 92, y: place.maxY - 34, width: 92, height: 34)
        let back = Rectangle(x: next.minX - 102, y: next.minY, width: 92, height: 34)
        if canvas.button("lesson.back", "Back", back, isEnabled: lesson.hasPrevious) {
            ask(.lesson(.previous))
        }
        if canvas.button("lesson.next", "Next", next, isEnabled: lesson.hasNext) { ask(.lesson(.next)) }
        if let key = inputMap.keyName(of: .command(.lesson(.next))) {
            canvas.tooltip("lesson.next", "Next step", key: key, beside: next)
        }
        return back.minX
    }

    /// The lessons that come with the program, and what else can be done.
    func lessonRows(_ state: AppState) -> [PopupRow] {
        let shipped = ShippedFiles.lessons()
        var rows = [
            PopupRow(
                title: "Tour: why did it say dog?", icon: .lessons, isOn: state.tour != nil,
                action: .command(.tour(.start)))
        ]
        rows += (shipped + memory.recentLessons.without(shipped)).map { url in
            PopupRow(
                title: url.lessonTitle, detail: shipped.contains(url) ? nil : RowDetail(url.folderName),
                icon: .lessons, isOn: state.lesson?.url?.path == url.path,
                action: .command(.lesson(.open(url))))
        }
        rows.append(
            PopupRow(
                title: "Open lesson\u{2026}", icon: .folder, key: inputMap.keyName(of: .openLesson),
                action: .openLesson))
        if state.network != nil, state.picture != nil {
            rows.append(
                PopupRow(
                    title: "New lesson of what is on stage", icon: .plus, action: .command(.lesson(.begin())))
            )
        }
        if state.lesson != nil {
            rows.append(PopupRow(title: "Save lesson", icon: .file, action: .saveLesson))
            rows.append(PopupRow(title: "Leave lesson", icon: .close, action: .command(.lesson(.leave))))
        }
        return rows
    }

    /// Next and back, in every scene while a lesson is gone through.
    func takesForLesson(
        _ key: Key, _ modifiers: Modifiers, _ state: AppState, perform: (Action) -> Void
    ) -> Bool {
        guard state.lesson != nil, modifiers.isEmpty else { return false }
        switch key {
        case .pageDown: perform(.command(.lesson(.next)))
        case .pageUp: perform(.command(.lesson(.previous)))
        default: return false
        }
        return true
    }
}

extension URL {
    /// What a list calls a lesson's file.
    fileprivate var lessonTitle: String {
        let words = deletingPathExtension().lastPathComponent.split(separator: "-")
        return words.dropFirst(words.first?.allSatisfy(\.isNumber) == true ? 1 : 0).joined(separator: " ")
    }
}
