import Foundation

/// Pictures in files of their own, decoded when they are asked for.
struct PictureFiles: SampleSource {
    /// What the paths are relative to.
    let folder: URL
    /// One a sample; a path that begins with a slash stands by itself.
    let paths: [String]

    func picture(_ index: Int) throws -> Picture {
        let path = paths[index]
        return try PictureFile.read(
            path.hasPrefix("/") ? URL(fileURLWithPath: path) : folder.appendingPathComponent(path))
    }
}
