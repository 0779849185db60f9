import Foundation

/// The files beside a model that other programs have written.
///
/// A folder called `onnx` belongs to the one above it: that is how Hugging Face keeps exported models.
struct NeighborFiles {
    let model: URL

    /// The first file of that name.
    func file(named name: String) -> URL? {
        folders.map { $0.appendingPathComponent(name) }.first {
            var isFolder = ObjCBool(false)
            return FileManager.default.fileExists(atPath: $0.path, isDirectory: &isFolder)
                && !isFolder.boolValue
        }
    }

    /// The model's name without its ending.
    var stem: String { model.deletingPathExtension().lastPathComponent }

    private var folders: [URL] {
        let folder = model.absoluteURL.deletingLastPathComponent()
        return folder.lastPathComponent == "onnx" ? [folder, folder.deletingLastPathComponent()] : [folder]
    }
}
