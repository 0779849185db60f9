import Foundation

/// The lesson that is open, and where in it.
public struct LessonState: Sendable, Equatable {
    /// Tells it from lessons that were open before.
    let id = UUID()
    /// The lesson.
    public internal(set) var lesson: Lesson
    /// Its file; nil: it has not been saved yet.
    public internal(set) var url: URL?
    /// The step that is shown, an index into the lesson's steps.
    public internal(set) var step = 0
    /// Whether its words and steps can be changed.
    public internal(set) var isEdited = false
    /// Whether it has changes that are not saved.
    public internal(set) var isUnsaved = false
    /// Counts the changes.
    var change = 0
    /// The variants that the lesson's are, by `Variant.id`.
    var variantIDs: [Int] = []

    /// The step that is shown.
    public var current: LessonStep { lesson.steps[step] }
    /// Whether a step follows.
    public var hasNext: Bool { step + 1 < lesson.steps.count }
    /// Whether a step goes before.
    public var hasPrevious: Bool { step > 0 }
}

/// Where a lesson comes from.
struct LessonOrigin: Sendable, Equatable {
    /// Its file; nil: it has not been saved yet.
    let url: URL?
    /// What a crash has left of it; nil: it was opened from its file.
    var draft: FoundDraft?

    /// What its paths begin at.
    var base: URL { url ?? draft?.file ?? URL(filePath: "/") }
    /// What opens it again.
    var command: Command {
        guard draft == nil, let url else { return .lesson(.recover) }
        return .lesson(.open(url))
    }
}

/// A lesson that waits for a file.
public struct WaitingLesson: Sendable, Equatable {
    let lesson: Lesson
    let origin: LessonOrigin
    /// Files that the user has named, by the name of what was missing.
    var found: [String: URL] = [:]
    /// What is missing.
    public internal(set) var piece: MissingPiece
}

/// Something of a lesson.
public enum LessonCommand: Sendable, Equatable {
    /// Opens a lesson with its model and picture, at its first step.
    case open(URL)
    /// Shows a step, an index into the lesson's steps.
    case show(Int)
    /// Shows the next step.
    case next
    /// Shows the step before.
    case previous
    /// Ends the lesson; what is on stage stays.
    case leave
    /// Gives up the lesson that waits for a file.
    case giveUp
    /// Opens what a crash has left of a lesson.
    case recover
    /// Throws away what a crash has left of a lesson.
    case forgetDraft
    /// Ends the program, after a question where changes would be lost.
    case quit
    /// Does what was held back for the sake of unsaved changes, without them.
    case drop
    /// Stays with the lesson.
    case stay

    /// Begins a lesson with what is on stage as its first step.
    case begin(from: Viewpoint? = nil)
    /// Lets words and steps be changed, or no longer.
    case edit(Bool)
    /// Gives the lesson another title.
    case setTitle(String)
    /// Gives the shown step another title and text.
    case setWords(title: String, text: String)
    /// Adds a step behind the shown one, of what is on stage.
    case addStep(from: Viewpoint? = nil)
    /// Has the shown step show what is on stage.
    case takeView(from: Viewpoint? = nil)
    /// Removes the shown step; the last one stays.
    case removeStep
    /// Saves the lesson as a file.
    case save(URL)
}

extension Command {
    /// The command with the place from which the scene is seen, where it keeps that.
    public func seen(from viewpoint: @autoclosure () -> Viewpoint?) -> Command {
        switch self {
        case .lesson(.begin): .lesson(.begin(from: viewpoint()))
        case .lesson(.addStep): .lesson(.addStep(from: viewpoint()))
        case .lesson(.takeView): .lesson(.takeView(from: viewpoint()))
        default: self
        }
    }
}

/// What a job that opens a lesson leaves.
enum LessonJobResult: Sendable {
    case opened(Lesson, LessonOrigin, LoadedNetwork, LessonPieces)
    case missing(WaitingLesson)
    case failed(String)
    /// The lesson as it was when it was asked to be saved.
    case saved(LessonState, URL)
    case saveFailed(String)
}
