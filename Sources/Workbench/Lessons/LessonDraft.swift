import Foundation

/// What is kept of a lesson with unsaved changes, so that a crash takes none of them.
///
/// Every program that runs keeps its own file, named by its process and when that began, as numbers of processes come
/// again; a file whose process is gone was left behind by a crash.
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
        let process = ProcessInfo.processInfo.processIdentifier
        return folder.appending(path: "\(process)-\(start(of: process) ?? 0).draft")
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
            guard file.pathExtension == "draft", !isKept(file),
                let bytes = try? Data(contentsOf: file),
                let draft = try? JSONDecoder().decode(LessonDraft.self, from: bytes),
                !draft.lesson.steps.isEmpty
            else { return nil }
            let date = try? file.resourceValues(forKeys: keys).contentModificationDate
            return FoundDraft(draft: draft, file: file, date: date ?? .distantPast)
        }
        return found.max { $0.date < $1.date }
    }

    /// Whether the program that has written a draft still runs.
    private static func isKept(_ file: URL) -> Bool {
        let numbers = file.deletingPathExtension().lastPathComponent.split(separator: "-")
        guard numbers.count == 2, let process = Int32(numbers[0]), let start = start(of: process) else {
            return false
        }
        return numbers[1] == "\(start)"
    }

    /// When a process began, in clock ticks since the system did (proc(5), field 22); nil where there is none.
    static func start(of process: Int32) -> UInt64? {
        guard let file = fopen("/proc/\(process)/stat", "r") else { return nil }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = fread(&bytes, 1, bytes.count, file)
        // The second field is a name in parentheses, which may hold anything.
        guard let name = bytes[..<count].lastIndex(of: UInt8(ascii: ")")) else { return nil }
        let fields = bytes[(name + 1)..<count].split(separator: UInt8(ascii: " "))
        return fields.count > 19 ? UInt64(String(decoding: fields[19], as: UTF8.self)) : nil
    }
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
