import Foundation
import Resources

/// The models, pictures and data sets that come with the program.
public enum ShippedFiles {
    /// Where `Assets` lies; nil where it is missing.
    public static let assets = try? ResourceLocator.standard.url("Assets")

    /// The models, by name.
    public static func models() -> [URL] { files(in: "Models", endings: ["onnx"]) }

    /// The example pictures, by name.
    public static func examples() -> [URL] { files(in: "Examples", endings: ["png", "jpg"]) }

    /// The lessons, by name.
    public static func lessons() -> [URL] { files(in: "Lessons", endings: [LessonFile.ending]) }

    /// The folders of labelled pictures, by name.
    public static func dataSets() -> [URL] {
        ["Digits", "Pictograms"].compactMap { name in assets?.appending(path: "Data/" + name) }
            .filter { FileManager.default.fileExists(atPath: $0.path) }
    }

    /// A data set, by its name in whatever case: "digits" or "pictograms".
    public static func dataSet(named name: String) -> URL? {
        dataSets().first { $0.lastPathComponent.lowercased() == name.lowercased() }
    }

    /// Where data lie that are asked for by a path, or by the name of a data set that comes with the program; what is
    /// at the path wins.
    public static func place(ofData argument: String) -> URL {
        let path = URL(filePath: argument)
        guard !FileManager.default.fileExists(atPath: path.path) else { return path }
        return dataSet(named: argument) ?? path
    }

    /// The network of digits while it learned: checkpoints of its training.
    public static let checkpoints = assets?.appending(path: "Checkpoints/Digits")

    /// The data set that belongs to one of the program's models; nil for any other.
    public static func dataSet(for model: URL) -> URL? {
        dataSet(named: model.deletingPathExtension().lastPathComponent)
    }

    /// The network that opens where none is asked for.
    public static func defaultModel() throws -> URL { try find("Models/pictograms.onnx") }

    /// The network that the tour is about, looked for once; nil where it is missing.
    static let tourModel = try? defaultModel()
    /// The picture that the tour is about, looked for once; nil where it is missing.
    static let tourPicture = tourModel.flatMap { try? defaultPicture(for: $0) }

    /// The picture that opens with a model where none is asked for.
    public static func defaultPicture(for model: URL) throws -> URL {
        try find(
            model.lastPathComponent == "digits.onnx" ? "Examples/digit-3.png" : "Examples/dog-and-ball.png")
    }

    private static func files(in folder: String, endings: Set<String>) -> [URL] {
        guard let folder = assets?.appending(path: folder),
            let files = try? FileManager.default.contentsOfDirectory(
                at: folder, includingPropertiesForKeys: nil)
        else { return [] }
        return files.filter { endings.contains($0.pathExtension) }
            .sorted { $0.lastPathComponent < $1.lastPathComponent }
    }

    private static func find(_ name: String) throws -> URL {
        try ResourceLocator.standard.url("Assets/" + name)
    }
}
