import Datasets
import Foundation

/// Reads and writes `.convoscope` files: JSON, a lesson each.
public enum LessonFile {
    /// The ending of their names.
    public static let ending = "convoscope"
    /// Pictures of no more bytes than these are kept in the lesson itself.
    static let largestContent = 8 << 20

    /// Whether a file is a lesson by its name.
    public static func isOne(_ url: URL) -> Bool { url.pathExtension.lowercased() == ending }

    /// Reads a lesson.
    ///
    /// - Throws: `LessonError`, one sentence that says what is wrong.
    public static func read(_ url: URL) throws(LessonError) -> Lesson {
        let name = url.lastPathComponent
        guard let bytes = try? Data(contentsOf: url) else {
            throw LessonError("The lesson \(name) cannot be read: there is no such file.")
        }
        do {
            let version = try JSONDecoder().decode(Version.self, from: bytes).version
            guard (1...Lesson.currentVersion).contains(version) else {
                throw LessonError(
                    "The lesson \(name) is of version \(version), and this program knows up to "
                        + "\(Lesson.currentVersion): it was made with a newer Convoscope.")
            }
            let lesson = try JSONDecoder().decode(Lesson.self, from: bytes)
            guard !lesson.steps.isEmpty else { throw LessonError("The lesson \(name) has no steps.") }
            return lesson
        } catch let error as LessonError {
            throw error
        } catch let error as DecodingError {
            throw LessonError("\(name) is no whole lesson: \(Self.words(error)).")
        } catch {
            throw LessonError("\(name) is no lesson.")
        }
    }

    /// Writes a lesson; what lay there before stays whole until the new one is.
    ///
    /// - Throws: `LessonError`, one sentence.
    public static func write(_ lesson: Lesson, to url: URL) throws(LessonError) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        do {
            try encoder.encode(lesson).write(to: url, options: .atomic)
        } catch {
            throw LessonError(
                "The lesson could not be saved as \(url.path): \(error.localizedDescription)")
        }
    }

    private struct Version: Decodable { let version: Int }

    private static func words(_ error: DecodingError) -> String {
        func place(_ path: [any CodingKey]) -> String {
            path.isEmpty
                ? "the file"
                : path.map { $0.intValue.map { "[\($0)]" } ?? $0.stringValue }.joined(separator: " ")
        }
        return switch error {
        case .keyNotFound(let key, let context): "\(place(context.codingPath)) lacks \"\(key.stringValue)\""
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            "\(place(context.codingPath)) holds something else than it should"
        case .dataCorrupted(let context) where context.codingPath.isEmpty: "it is no JSON, or cut off"
        case .dataCorrupted(let context): "\(place(context.codingPath)): \(context.debugDescription)"
        @unknown default: "it cannot be understood"
        }
    }
}

/// What is wrong with a lesson, in one sentence.
public struct LessonError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The sentence.
    public let description: String

    init(_ description: String) { self.description = description }
}

extension ContentHash {
    /// The hash of a file's bytes; nil where it cannot be read.
    static func text(of url: URL) -> String? {
        guard let bytes = try? Data(contentsOf: url, options: .mappedIfSafe) else { return nil }
        return text(of: bytes)
    }

    /// The hash of some bytes.
    static func text(of bytes: Data) -> String {
        var hash = ContentHash()
        bytes.withUnsafeBytes { hash.add($0) }
        return hash.text
    }
}
