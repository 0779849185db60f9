import Rendering
import Scenes
import Workbench

/// What is around the stage before an audience: the lesson in one line, a ring at the pointer, keys as they are pressed.
extension InterfaceFrame {
    /// The lesson's name, where in it one is, and the two keys that matter.
    func presentedLessonBar(_ state: AppState) {
        guard let lesson = state.lesson, let place = layout.lessonBar else { return }
        canvas.region("presented lesson", place) {
            let theme = canvas.theme
            canvas.fill(place, theme.surface)
            canvas.fill(Rectangle(x: place.minX, y: place.minY, width: place.width, height: 1), theme.line2)
            var right = place.maxX - 24
            right = keyWords("\u{2192}", "next", endingAt: right, place, isOn: lesson.hasNext)
            right = keyWords("Esc", "leave", endingAt: right - 28, place, isOn: true)
            let count = lesson.lesson.steps.count
            let number = "\(lesson.step + 1) of \(count)"
            let pitch = min(18, max(place.width - 560, 60) / Float(max(count, 1)))
            let dots = right - 28 - Float(count) * pitch
            dotRow(
                lesson, Rectangle(x: dots, y: place.minY, width: Float(count) * pitch, height: place.height))
            let width = canvas.width(number, .bodyStrong)
            let words = Rectangle(
                x: dots - width - 14, y: place.minY, width: width + 2, height: place.height)
            canvas.text(number, in: words, .bodyStrong, theme.ink)
            let title = Rectangle(
                x: place.minX + 24, y: place.minY, width: words.minX - place.minX - 48, height: place.height)
            canvas.text(lesson.lesson.title, in: title, .valueStrong, theme.ink)
        }
    }

    /// A key and what it does; returns where they begin.
    private func keyWords(
        _ key: String, _ words: String, endingAt right: Float, _ place: Rectangle, isOn: Bool
    ) -> Float {
        guard isOn else { return right }
        let width = canvas.width(words, .body)
        let cap = canvas.keyCapWidth(key, .body)
        let left = right - width - 8 - cap
        _ = canvas.keyCap(key, at: Point(left, place.center.y), .body)
        let box = Rectangle(x: right - width, y: place.minY, width: width + 2, height: place.height)
        canvas.text(words, in: box, .body, canvas.theme.ink2)
        return left
    }

    /// A dot a step; what is still to come is hollow. A click goes there.
    private func dotRow(_ lesson: LessonState, _ row: Rectangle) {
        let count = lesson.lesson.steps.count
        let pitch = row.width / Float(max(count, 1))
        for step in 0..<count {
            let center = Point(row.minX + (Float(step) + 0.5) * pitch, row.center.y)
            let area = Rectangle(x: center.x - pitch / 2, y: row.minY, width: pitch, height: row.height)
            let isShown = step == lesson.step
            canvas.disc(center, radius: isShown ? 6.5 : 4.5, canvas.theme.ink)
            if step > lesson.step { canvas.disc(center, radius: 3, canvas.theme.surface) }
            if canvas.area("presented.dot.\(step)", area).contains(.clicked) {
                ask(.command(.lesson(.show(step))))
            }
        }
    }

    /// The ring at the pointer, and the key that was just pressed.
    func presentedHand() {
        if let pointer = canvas.pointer {
            canvas.circle(pointer, radius: 18, canvas.theme.casing, width: 4)
            canvas.circle(pointer, radius: 18, canvas.theme.signal, width: 2)
        }
        guard let key = memory.pressedKey else { return }
        let end = key.time + 1.2
        guard canvas.time < end else {
            memory.pressedKey = nil
            return
        }
        canvas.wake(at: end)
        let width = max(canvas.width(key.name, .heading) + 32, 52)
        let place = Rectangle(
            x: layout.stage.center.x - width / 2, y: layout.stage.maxY - 64, width: width, height: 44)
        canvas.fill(place, canvas.theme.ink, radius: 8)
        canvas.text(key.name, in: place, .heading, canvas.theme.paper, alignment: .center)
    }

    /// Forward, back and out, before an audience.
    func takesForPresentation(
        _ key: Key, _ modifiers: Modifiers, _ state: AppState, perform: (Action) -> Void
    ) -> Bool {
        guard state.settings.isPresenting, modifiers.isEmpty else { return false }
        switch key {
        case .escape: perform(.present)
        case .right where state.lesson != nil: perform(.command(.lesson(.next)))
        case .left where state.lesson != nil: perform(.command(.lesson(.previous)))
        default: return false
        }
        return true
    }
}

extension Theme {
    /// The colours that the settings ask for.
    init(_ settings: Settings) {
        self =
            switch settings.theme {
            case .dark: .dark
            case .light: settings.isPresenting ? .presentation : .light
            }
    }
}
