import Foundation
import Workbench

/// Where what is taken away goes, and what it is called, unless somebody says.
@MainActor
enum ExportPlace {
    /// The pictures' folder, else the one that the program was started in.
    static var folder: URL {
        FileManager.default.urls(for: .picturesDirectory, in: .userDomainMask)
            .first { FileManager.default.isWritableFile(atPath: $0.path) }
            ?? URL(filePath: FileManager.default.currentDirectoryPath)
    }

    /// What the names of files begin with: the scene, and what it shows.
    static func name(for state: AppState) -> String {
        let shown =
            state.scene.showsSamples
            ? state.samples.set?.name : state.picture?.url.deletingPathExtension().lastPathComponent
        let safe = (shown ?? "stage").map { $0 == "/" || $0.isNewline ? "-" : $0 }
        return "convoscope-\(state.scene.rawValue)-" + String(safe)
    }

    /// A path that is not there yet: the first of `start`, `start-2` ... with the ending, ".png" or none.
    nonisolated static func freePath(_ start: String, ending: String) -> String {
        (1...9999).lazy.map { ($0 == 1 ? start : "\(start)-\($0)") + ending }
            .first { !FileManager.default.fileExists(atPath: $0) } ?? start + ending
    }
}
