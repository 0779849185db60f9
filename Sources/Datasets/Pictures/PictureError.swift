/// What can go wrong between a picture and its file; `description` is the sentence for the user.
public enum PictureError: Error, Equatable, CustomStringConvertible {
    /// There is no such file, or it may not be read.
    case unreadable(file: String, reason: String)
    /// The file is of no format that is read.
    case notAPicture(file: String)
    /// More pixels, or a longer side, than is sensible; nothing was decoded.
    case tooLarge(file: String, width: Int, height: Int)
    /// The file begins like a picture, but cannot be decoded.
    case broken(file: String, reason: String)
    /// The picture could not be written.
    case unwritable(file: String, reason: String)

    /// One sentence that says what is wrong.
    public var description: String {
        switch self {
        case .unreadable(let file, let reason): "\(file) cannot be read: \(reason)."
        case .notAPicture(let file):
            "\(file) is not a picture Convoscope can read (PNG, JPEG, GIF, BMP or WebP)."
        case .tooLarge(let file, let width, let height):
            "\(file) has \(width) x \(height) pixels; Convoscope reads pictures of up to 100 megapixels and "
                + "\(PictureFile.longestSide) pixels a side."
        case .broken(let file, let reason): "\(file) is broken: \(reason)."
        case .unwritable(let file, let reason): "\(file) cannot be written: \(reason)."
        }
    }
}
