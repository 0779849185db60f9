import Scenes
import Workbench

/// What the tour's card says and offers.
struct TourCardContent: Equatable {
    /// A button.
    struct Button: Equatable {
        let id: String
        let title: String
        let command: Command
        var isEnabled = true
    }

    /// A few words.
    let title: String
    /// What to do.
    let task: TourText
    /// What was seen; nil: the step is not done.
    let done: TourText?
    /// What is still missing.
    let hint: TourText?
    /// From left to right; the last one leads on.
    let buttons: [Button]
    /// The steps of the chapter, and the one that is shown; nil where the tour cannot go on.
    let steps: [TourStep]

    /// What the card shows of a state in which the tour is gone through.
    @MainActor init?(_ state: AppState) {
        guard let tour = state.tour else { return nil }
        let leave = Button(id: "leave tour", title: "Leave the tour", command: .tour(.leave))
        let obstacle = state.tourObstacle
        switch obstacle {
        case .lesson where state.lesson == nil:
            self.init(
                "The tour waits",
                "A lesson waits for a file. Choose Not now, and the tour goes on where it was.",
                [leave, Button(id: "lesson", title: "Not now", command: .lesson(.giveUp))])
        case .lesson:
            self.init(
                "The tour waits", "A lesson is open. Leave it, and the tour goes on where it was.",
                [leave, Button(id: "lesson", title: "Leave lesson", command: .lesson(.leave))])
        case .opening:
            let opened = state.activity.opening.map { "\($0) is" } ?? "The dog and the ball are"
            self.init("One moment", opened + " being opened.", [leave])
        case .otherPicture(let losesMasks):
            let loss = losesMasks ? " Your masks on this picture would be lost." : ""
            self.init(
                "This is another picture", "The tour is about a dog and a ball." + loss,
                [leave, Button(id: "open", title: "Open the dog", command: .tour(.comeBack))])
        case .elsewhere, nil:
            let words = TourWords(tour, progress: Self.progress(of: state, tour))
            self.init(
                words.title, words.task, Self.buttons(tour, isElsewhere: obstacle == .elsewhere),
                done: words.done, hint: words.hint, steps: tour.step.chapter.steps)
        }
    }

    private init(
        _ title: String, _ task: String, _ buttons: [Button], done: String? = nil, hint: String? = nil,
        steps: [TourStep] = []
    ) {
        (self.title, self.task) = (title, TourText(task))
        (self.done, self.hint) = (done.map { TourText($0) }, hint.map { TourText($0) })
        (self.buttons, self.steps) = (buttons, steps)
    }

    private static func buttons(_ tour: TourState, isElsewhere: Bool) -> [Button] {
        let back = Button(
            id: "back", title: "Back", command: .tour(.back), isEnabled: tour.step.previous != nil)
        let finish = Button(id: "finish", title: "Finish", command: .tour(.leave))
        switch tour.step {
        case .summary:
            return [back, finish, Button(id: "next", title: "Many pictures", command: .tour(.next))]
        case .end: return [back, Button(id: "again", title: "Start again", command: .tour(.start)), finish]
        default: break
        }
        guard !tour.isStepDone else {
            return [back, Button(id: "next", title: "Next", command: .tour(.next))]
        }
        let help =
            isElsewhere
            ? Button(id: "come back", title: "Take me there", command: .tour(.comeBack))
            : Button(id: "show", title: "Show me", command: .tour(.showMe))
        return [back, help, Button(id: "next", title: "Skip step", command: .tour(.next))]
    }

    /// How far the work is that the step waits for.
    @MainActor private static func progress(of state: AppState, _ tour: TourState) -> String? {
        let awaitsPool = [.windows, .vector, .saliency].contains(tour.step)
        if awaitsPool, let progress = state.pool.progress {
            return
                "\(NumberFormat.count(progress.done)) of \(NumberFormat.count(progress.total)) windows are done."
        }
        guard tour.step.chapter == .data else { return nil }
        guard state.samples.store == nil || state.samples.progress != nil else {
            let isBusy = state.scene == tour.step.scene && !state.samples.results.running.isEmpty
            return isBusy ? "One moment: this view is being worked out." : nil
        }
        if let progress = state.samples.progress {
            return
                "\(NumberFormat.count(progress.done)) of \(NumberFormat.count(progress.total)) pictures are done."
        }
        return state.samples.opening.map { "Opening \($0)\u{2026}" }
    }
}
