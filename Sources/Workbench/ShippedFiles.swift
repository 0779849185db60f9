import Foundation

/// The models and pictures that come with the program.
public enum ShippedFiles {
    /// Where `Assets` lies: beside an installed program in `../share/convoscope`, else in the source tree that
    /// the program was built in.
    public static let assets: URL? = {
        let program = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        let installed = program.deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "share/convoscope/Assets")
        let source = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Assets")
        return [installed, source].first { FileManager.default.fileExists(atPath: $0.path) }
    }()

    /// The models, by name.
    public static func models() -> [URL] { files(in: "Models", endings: ["onnx"]) }

    /// The example pictures, by name.
    public static func examples() -> [URL] { files(in: "Examples", endings: ["png", "jpg"]) }

    /// The network that opens where none is asked for.
    public static func defaultModel() throws -> URL { try find("Models/pictograms.onnx") }

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
        guard let file = assets?.appending(path: name), FileManager.default.fileExists(atPath: file.path)
        else {
            throw ShippedFilesError.missing(name)
        }
        return file
    }
}

/// Something that should have come with the program is not there.
public enum ShippedFilesError: Error, CustomStringConvertible {
    /// The file, relative to `Assets`.
    case missing(String)

    /// The error in one sentence.
    public var description: String {
        switch self {
        case .missing(let name):
            "\(name), which comes with Convoscope, is missing: install the program again, or name a file of yours."
        }
    }
}
