import Foundation
import Rendering
import Scenes
import Workbench

/// What is asked so that no lesson is lost.
extension InterfaceFrame {
    /// Asks what becomes of changes that are not saved, before they go.
    func leavingQuestion(_ state: AppState) {
        guard let leaving = state.leaving, let lesson = state.lesson, memory.pathDialog == nil else { return }
        let whole = Rectangle(
            origin: .zero, size: Point(layout.statusLine.maxX, layout.statusLine.maxY))
        float("leaving veil", whole) { canvas.fill(whole, canvas.theme.paper.opacity(0.6)) }
        let words =
            "The lesson \u{201C}\(lesson.lesson.title)\u{201D} has changes that are not saved. "
            + (leaving == .quit ? "Convoscope is about to close." : "What you asked for ends the lesson.")
        question(
            "leaving", words,
            [
                ("save", "Save\u{2026}", .saveLesson), ("drop", "Drop the changes", .command(.lesson(.drop))),
                ("stay", "Stay", .command(.lesson(.stay))),
            ])
    }

    /// Asks for a file that a lesson needs and that is not where it was.
    func lessonQuestion(_ state: AppState) {
        guard let waiting = state.waitingLesson else { return }
        let isModel = waiting.piece.kind == .model
        question(
            "lesson", waiting.piece.description,
            [
                (
                    "find", isModel ? "Open model\u{2026}" : "Open picture\u{2026}",
                    isModel ? .openModel : .openPicture
                ), ("give up", "Not now", .command(.lesson(.giveUp))),
            ])
    }

    /// Offers what a crash has left of a lesson.
    func draftQuestion(_ state: AppState) {
        guard let found = state.foundDraft, state.lesson == nil, !state.settings.isPresenting else { return }
        let lesson = found.draft.lesson
        let day = found.date.formatted(date: .abbreviated, time: .shortened)
        let words =
            "Convoscope ended before the lesson \u{201C}\(lesson.title)\u{201D} was saved. Its last changes, of "
            + "\(day), were kept."
        question(
            "draft", words,
            [
                ("recover", "Open it", .command(.lesson(.recover))),
                ("forget", "Throw it away", .command(.lesson(.forgetDraft))),
            ])
    }

    /// A card in the middle of the stage: words, and below them what can be done, the first on the left.
    private func question(_ id: String, _ words: String, _ answers: [(id: String, title: String, Action)]) {
        let stage = visibleStage
        let width = min(stage.width - 48, 560)
        let lines = canvas.lines(words, .body, width: width - 48)
        let height = Float(lines.count) * 20 + 96
        let place = Rectangle(
            x: stage.center.x - width / 2, y: stage.center.y - height / 2, width: width, height: height)
        float("\(id) question", place) {
            card(place)
            let column = PanelColumn(x: place.minX + 24, width: width - 48, y: place.minY + 18)
            for line in lines { canvas.text(line, in: column.take(20), .body, canvas.theme.ink) }
            column.y += 14
            let row = column.take(34)
            let cell = (row.width - 10 * Float(answers.count - 1)) / Float(answers.count)
            for (index, answer) in answers.enumerated() {
                let box = Rectangle(
                    x: row.minX + Float(index) * (cell + 10), y: row.minY, width: cell, height: 34)
                if canvas.button("\(id).\(answer.id)", answer.title, box) { ask(answer.2) }
            }
        }
    }

    /// While it is asked what becomes of a lesson, Enter saves and Esc stays; other keys do nothing.
    func takesForLeaving(_ key: Key, _ state: AppState, perform: (Action) -> Void) -> Bool {
        guard state.leaving != nil else { return false }
        switch key {
        case .escape: perform(.command(.lesson(.stay)))
        case .enter: perform(.saveLesson)
        default: break
        }
        return true
    }
}
