import Foundation
import Inference
import Tensors

extension Value {
    /// The .npy file of the array.
    var file: Data {
        switch self {
        case .float(let tensor): NPY.encoded(tensor)
        case .integer(let tensor): NPY.encoded(tensor)
        }
    }

    /// The array in a .npy file.
    ///
    /// - Throws: `TensorFileError`.
    init(file url: URL) throws {
        guard let file = try? Data(contentsOf: url) else {
            throw TensorFileError.unreadable(url.relativePath)
        }
        do {
            self =
                switch try NPY.decoded(file) {
                case .float(let tensor): .float(tensor)
                case .integer(let tensor): .integer(tensor)
                }
        } catch let error as NPY.FormatError {
            throw TensorFileError.notReadable(url.lastPathComponent, reason: error.description)
        }
        guard !shape.contains(0) else { throw TensorFileError.empty(url.lastPathComponent) }
    }
}

/// A tensor that cannot be fed.
public enum TensorFileError: Error, CustomStringConvertible {
    /// The file cannot be read.
    case unreadable(String)
    /// It is no array.
    case notReadable(String, reason: String)
    /// It has no elements.
    case empty(String)

    /// The error in one sentence.
    public var description: String {
        switch self {
        case .unreadable(let path): "\(path) cannot be read: name a .npy file."
        case .notReadable(let file, let reason): "\(file) cannot be fed: \(reason)."
        case .empty(let file): "\(file) holds no numbers."
        }
    }
}
