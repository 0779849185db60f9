import Dispatch
import Foundation
import Synchronization

/// A line of a study log: when and where something was done.
public struct StudyEvent: Sendable, Equatable, Codable {
    /// Seconds since the log was begun.
    public var t: Double
    /// The scene that was on stage afterwards, by `SceneName`.
    public var scene: String
    /// What was done, by `StudyAction`.
    public var action: String
    /// The step of a lesson, from 1.
    public var step: Int?
}

/// The first line of a study log.
struct StudyHeader: Sendable, Equatable, Codable {
    /// The version of the program.
    var convoscope: String
    /// The version of these lines.
    var format: Int
    /// When the log was begun.
    var start: Date

    static let currentFormat = 1
}

/// A file to which is written what a person does, as JSON lines: times, scenes, actions; no pictures and no names of
/// files. It is there only while somebody has asked for it.
///
/// Every line is written at once, in the background, so that a program that is killed loses the last one at most.
final class StudyLog: Sendable {
    /// The file.
    let url: URL
    private let descriptor: Int32
    private let queue = DispatchQueue(label: "convoscope.study", qos: .utility)
    private let hasFailed = Atomic<Bool>(false)
    private let onFailure: @Sendable (StudyError) -> Void

    /// Begins a log in a new file, whose folder is made if it is missing.
    ///
    /// - Parameter onFailure: called once, from any thread, when nothing more can be written.
    /// - Throws: `StudyError` where the file is there already or cannot be made.
    init(to url: URL, onFailure: @escaping @Sendable (StudyError) -> Void) throws {
        try? FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        descriptor = open(url.path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw StudyError.unwritable(url.path) }
        guard lseek(descriptor, 0, SEEK_END) <= 0 else {
            Glibc.close(descriptor)
            throw StudyError.exists(url.path)
        }
        self.url = url
        self.onFailure = onFailure
    }

    deinit { Glibc.close(descriptor) }

    /// Adds a line.
    func write(_ line: some Encodable & Sendable) {
        queue.async { [self] in
            guard !hasFailed.load(ordering: .relaxed) else { return }
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            encoder.dateEncodingStrategy = .iso8601
            guard var bytes = try? encoder.encode(line) else { return }
            bytes.append(UInt8(ascii: "\n"))
            if !append(bytes) {
                hasFailed.store(true, ordering: .relaxed)
                onFailure(.unwritable(url.path))
            }
        }
    }

    /// Waits until everything is written.
    func finish() { queue.sync {} }

    private func append(_ bytes: Data) -> Bool {
        bytes.withUnsafeBytes { bytes in
            var done = 0
            while done < bytes.count {
                let count = Glibc.write(descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done)
                if count < 0, errno == EINTR { continue }
                if count <= 0 { return false }
                done += count
            }
            return true
        }
    }
}

/// Why there is no study log.
public enum StudyError: Error, Equatable, CustomStringConvertible {
    /// It cannot be written, or no more of it.
    case unwritable(String)
    /// There is something in the file already.
    case exists(String)
    /// It cannot be read.
    case unreadable(String)
    /// It is something else.
    case noLog(String)
    /// A line in it is none of a log; the number counts from 1.
    case damaged(String, line: Int)

    /// The error in one sentence.
    public var description: String {
        switch self {
        case .unwritable(let path):
            "The study log \(path) cannot be written: the program goes on without one."
        case .exists(let path): "\(path) is there already: choose another file for the study log."
        case .unreadable(let path): "\(path) cannot be read: name a study log."
        case .noLog(let path):
            "\(path) is no study log: those are written where Settings or --log ask for one."
        case .damaged(let path, let line): "\(path) is damaged: line \(line) is no line of a study log."
        }
    }
}
