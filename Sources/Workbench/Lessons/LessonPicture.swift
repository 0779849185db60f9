import Datasets
import Foundation

/// The picture of a lesson that is being written.
struct LessonPicture: Sendable {
    /// The picture.
    let picture: OpenPicture
    /// Whether it is drawn by hand.
    let isDrawn: Bool
    /// The bytes that the lesson has brought along.
    let content: Data?

    /// Whether a file holds it: no drawing, no sample of a file of many.
    var isFile: Bool { !isDrawn && FileManager.default.fileExists(atPath: picture.url.path) }

    /// Its bytes as they came, else as a PNG file; nil where they cannot be encoded.
    var bytes: Data? {
        if !isDrawn, let bytes = content ?? (try? Data(contentsOf: picture.url)) { return bytes }
        return try? PictureFile.png(of: picture.picture)
    }
}
