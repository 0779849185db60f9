import Foundation

/// Tells data sets from models and pictures, by what they are called.
public enum DataFile {
    /// The endings of files that are opened as data sets.
    public static let endings: Set<String> = ["csv", "tsv", "npy", "idx", "gz"]

    /// Whether a file or folder is opened as a data set.
    public static func isOne(_ url: URL) -> Bool {
        if endings.contains(url.pathExtension.lowercased()) { return true }
        // MNIST's files are named "train-images-idx3-ubyte", with or without a dot.
        if url.lastPathComponent.lowercased().hasSuffix("-ubyte") { return true }
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) && isFolder.boolValue
    }
}
