import Foundation

/// The lesson that is open, and where in it.
public struct LessonState: Sendable, Equatable {
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

    /// The step that is shown.
    public var current: LessonStep { lesson.steps[step] }
    /// Whether a step follows.
    public var hasNext: Bool { step + 1 < lesson.steps.count }
    /// Whether a step goes before.
    public var hasPrevious: Bool { step > 0 }
}

/// A lesson that waits for a file.
public struct WaitingLesson: Sendable, Equatable {
    let lesson: Lesson
    let url: URL
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

    /// Begins a lesson with what is on stage as its first step.
    case begin
    /// Lets words and steps be changed, or no longer.
    case edit(Bool)
    /// Gives the lesson another title.
    case setTitle(String)
    /// Gives the shown step another title and text.
    case setWords(title: String, text: String)
    /// Adds a step behind the shown one, of what is on stage.
    case addStep
    /// Has the shown step show what is on stage.
    case takeView
    /// Removes the shown step; the last one stays.
    case removeStep
    /// Saves the lesson as a file.
    case save(URL)
}

/// What a job that opens a lesson leaves.
enum LessonJobResult: Sendable {
    case opened(Lesson, URL, LoadedNetwork, LessonPieces)
    case missing(WaitingLesson)
    case failed(String)
    case saved(Lesson, URL)
    case saveFailed(String)
}
