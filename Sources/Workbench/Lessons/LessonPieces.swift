import Datasets
import Foundation

/// Where the files of a lesson are.
struct LessonPieces: Sendable {
    /// The model's file.
    let model: URL
    /// The picture's file, or what the lesson holds of it.
    let picture: OpenPicture
    /// The data set's folder or file, if it names one.
    let data: URL?
    /// The network or folder of checkpoints beside the model, if it names one.
    let beside: URL?
    /// What is not as it was when the lesson was made, in a sentence.
    let remark: String?

    /// Looks for the files of a lesson at their paths, then beside the lesson by their names.
    ///
    /// - Parameter found: files that the user has named for pieces that were missing, by the piece's name.
    /// - Throws: `MissingPiece`, or what is wrong with the picture.
    init(of lesson: Lesson, at url: URL, found: [String: URL]) throws {
        let folder = url.deletingLastPathComponent()
        func place(_ piece: Lesson.Piece) -> URL? {
            let candidates =
                [found[piece.name]].compactMap { $0 } + [
                    URL(filePath: piece.path, relativeTo: folder).standardizedFileURL,
                    folder.appending(path: piece.name),
                ]
            return candidates.first { FileManager.default.fileExists(atPath: $0.path) }
        }
        // What a later step needs is told when it is missed.
        func wanted(_ piece: Lesson.Piece) -> URL {
            place(piece) ?? URL(filePath: piece.path, relativeTo: folder).standardizedFileURL
        }
        guard let model = place(lesson.model) else {
            throw MissingPiece(kind: .model, name: lesson.model.name)
        }
        self.model = model
        var remark: String?
        if let hash = lesson.model.hash, ContentHash.text(of: model) != hash {
            remark =
                "\(model.lastPathComponent) is not the model that this lesson was made with: what it shows may differ "
                + "from what it says."
        }
        if let content = lesson.picture.content {
            picture = OpenPicture(
                url: folder.appending(path: lesson.picture.name), picture: try Self.picture(in: content))
        } else {
            guard let file = place(lesson.picture) else {
                throw MissingPiece(kind: .picture, name: lesson.picture.name)
            }
            picture = OpenPicture(url: file, picture: try PictureFile.read(file))
            if remark == nil, let hash = lesson.picture.hash, ContentHash.text(of: file) != hash {
                remark = "\(file.lastPathComponent) is not the picture that this lesson was made with."
            }
        }
        (data, beside) = (lesson.data.map(wanted), lesson.beside.map(wanted))
        self.remark = remark
    }

    /// Decodes a picture that is no file.
    private static func picture(in content: Data) throws -> Picture {
        let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try content.write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        return try PictureFile.read(file)
    }
}

/// A file that a lesson needs and that is not where it was.
public struct MissingPiece: Error, Sendable, Equatable, CustomStringConvertible {
    /// What kind of file it is.
    public enum Kind: Sendable { case model, picture }

    /// What kind of file it is.
    public let kind: Kind
    /// Its name.
    public let name: String

    /// What the user is told.
    public var description: String {
        let noun = kind == .model ? "model" : "picture"
        return
            "This lesson needs the \(noun) \(name), which is not where it was: open it, or put it beside the lesson."
    }
}

extension String {
    /// The path of a file as seen from a folder.
    static func path(of file: URL, from folder: URL) -> String {
        let (target, base) = (
            file.standardizedFileURL.pathComponents, folder.standardizedFileURL.pathComponents
        )
        let shared = zip(target, base).prefix { $0 == $1 }.count
        // Nothing in common but the root: the whole path says it better.
        guard shared > 1 else { return file.standardizedFileURL.path }
        let steps = Array(repeating: "..", count: base.count - shared) + target[shared...]
        return steps.joined(separator: "/")
    }
}
