import Foundation

/// What is kept of a lesson with unsaved changes, so that a crash takes none of them.
///
/// Every program that runs keeps its own file, named by its process; a file whose process is gone was left behind
/// by a crash.
public struct LessonDraft: Sendable, Equatable, Codable {
    /// The lesson with its changes; its pieces are at whole paths.
    public var lesson: Lesson
    /// Where the lesson was saved before the changes; nil: nowhere.
    public var url: URL?

    /// A draft; see the properties for the meaning of the parameters.
    public init(lesson: Lesson, url: URL?) {
        self.lesson = lesson
        self.url = url
    }

    /// The folder of the drafts: in the user's folder for what programs keep from one day to the next.
    public static var folder: URL { UserFolder.state.appending(path: "drafts") }

    /// The file of this program's draft in a folder.
    static func file(in folder: URL) -> URL {
        folder.appending(path: "\(ProcessInfo.processInfo.processIdentifier).draft")
    }

    /// Writes the draft; what lay there before stays whole until the new one is.
    func write(to file: URL) throws {
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try JSONEncoder().encode(self).write(to: file, options: .atomic)
    }

    /// The newest draft in a folder that no running program keeps; what cannot be read is passed over.
    static func abandoned(in folder: URL) -> FoundDraft? {
        let keys: Set<URLResourceKey> = [.contentModificationDateKey]
        let files =
            (try? FileManager.default.contentsOfDirectory(
                at: folder, includingPropertiesForKeys: Array(keys))) ?? []
        let found = files.compactMap { file -> FoundDraft? in
            guard file.pathExtension == "draft",
                let process = Int32(file.deletingPathExtension().lastPathComponent), !isRunning(process),
                let bytes = try? Data(contentsOf: file),
                let draft = try? JSONDecoder().decode(LessonDraft.self, from: bytes),
                !draft.lesson.steps.isEmpty
            else { return nil }
            let date = try? file.resourceValues(forKeys: keys).contentModificationDate
            return FoundDraft(draft: draft, file: file, date: date ?? .distantPast)
        }
        return found.max { $0.date < $1.date }
    }

    private static func isRunning(_ process: Int32) -> Bool { kill(process, 0) == 0 || errno == EPERM }
}

/// A draft that a program left behind when it ended without being asked to.
public struct FoundDraft: Sendable, Equatable {
    /// What was kept.
    public let draft: LessonDraft
    /// Its file.
    public let file: URL
    /// When it was written last.
    public let date: Date
}
