import Foundation

/// Keeping a lesson's changes safe: a draft after each of them, and a question before they are dropped.
extension AppState {
    // MARK: Drafts

    /// Keeps a draft in a folder while a lesson has unsaved changes, and looks for one that a crash has left there.
    public func keepDrafts(in folder: URL = LessonDraft.folder) {
        draftFile = LessonDraft.file(in: folder)
        foundDraft = LessonDraft.abandoned(in: folder)
        revision += 1
    }

    /// The program ends as it was asked to: nothing is left that was dropped.
    public func close() {
        jobs.saveLesson.wait()
        jobs.draft.wait()
        guard let draftFile, lesson?.isUnsaved != true else { return }
        try? FileManager.default.removeItem(at: draftFile)
    }

    /// Writes what has changed since the last draft, in the background; removes it where nothing is unsaved.
    func followDraft() {
        noteLessonVariants()
        let change = lesson.flatMap { $0.isUnsaved ? $0.change : nil }
        guard let file = draftFile, change != draftedChange else { return }
        draftedChange = change
        let (draft, kept, recovered) = (change == nil ? nil : draft, lessonPicture, recoveredDraft)
        jobs.draft.submit(.awaitsRunning) { _ in
            if var draft, let kept {
                if !kept.isFile { draft.lesson.picture.content = kept.bytes }
                // Where it cannot be kept, saving will say why; what was recovered stays.
                guard (try? draft.write(to: file)) != nil else { return }
            } else {
                try? FileManager.default.removeItem(at: file)
            }
            if let recovered { try? FileManager.default.removeItem(at: recovered) }
        }
    }

    /// The lesson as it is, its pieces at whole paths.
    private var draft: LessonDraft? {
        guard let state = lesson, let network, let picture else { return nil }
        var lesson = state.lesson
        lesson.model = Lesson.Piece(path: network.url.path, hash: lesson.model.hash)
        lesson.picture.path = picture.url.path
        lesson.data = (samples.set?.url ?? lessonData).map { Lesson.Piece(path: $0.path) }
        lesson.beside = modelsOfLesson.map { Lesson.Piece(path: $0.path) }
        return LessonDraft(lesson: lesson, url: state.url)
    }

    /// Masks that are drawn while a lesson is changed belong to it; a step keeps to its variant when others go.
    private func noteLessonVariants() {
        guard let lesson, lesson.isEdited else { return }
        let shown = variants.filter { !$0.isOriginal }
        let ids = shown.map(\.id)
        let now = shown.map { LessonVariant(name: $0.name, masks: $0.parts.map(LessonMask.init)) }
        guard now != lesson.lesson.variants else { return }
        let before = lesson.variantIDs
        changeLesson { lesson in
            lesson.lesson.variants = now
            lesson.variantIDs = ids
            for index in lesson.lesson.steps.indices {
                guard let number = lesson.lesson.steps[index].view.variant,
                    before.indices.contains(number - 1)
                else { continue }
                lesson.lesson.steps[index].view.variant = ids.firstIndex(of: before[number - 1]).map {
                    $0 + 1
                }
            }
        }
    }

    // MARK: The question

    /// Whether a command waits for an answer first: it would take a lesson with unsaved changes off the stage.
    func holdsBack(_ command: Command) -> Bool {
        guard let lesson, lesson.isUnsaved, command.endsLesson || beginsDrawing(command) else { return false }
        leaving = .command(command)
        return true
    }

    /// Ends the program, or asks first.
    func quit() {
        if lesson?.isUnsaved == true {
            leaving = .quit
        } else {
            isQuitting = true
        }
    }

    /// Does what was asked for; unsaved changes are gone.
    func dropLessonChanges() {
        let asked = leaving
        leaving = nil
        lesson?.isUnsaved = false
        switch asked {
        case .command(let command): perform(command)
        case .quit: isQuitting = true
        case nil: break
        }
    }
}

/// What waits for an answer because it would take a lesson with unsaved changes off the stage.
public enum LeavingLesson: Sendable, Equatable {
    /// A command.
    case command(Command)
    /// The program's end.
    case quit
}

extension Command {
    /// Whether the lesson that is open ends with it.
    var endsLesson: Bool {
        switch self {
        case .openModel, .openPicture: true
        case .openFile(let url): LessonFile.isOne(url) || !DataFile.isOne(url)
        case .lesson(let command):
            switch command {
            case .open, .leave, .begin, .recover: true
            default: false
            }
        case .samples(.openSample), .models(.openShipped): true
        default: false
        }
    }
}
