import CGL
import Foundation
import Rendering
import Workbench

/// The stage of the window as a PNG file.
@MainActor
enum StageSnapshot {
    /// Draws the stage at the window's scale and writes it where pictures go. Returns the file.
    ///
    /// - Throws: `RenderingError` where nothing can be drawn or written.
    static func write(_ program: Program) throws -> URL {
        let size = program.frame.layout.stage.size * program.scale
        let target = try OffscreenTarget(width: Int(size.x), height: Int(size.y))
        defer { target.close() }
        target.bind()
        program.drawStage(into: Viewport(width: target.width, height: target.height))
        let image = target.read()
        glBindFramebuffer(GL_FRAMEBUFFER, 0)
        let file = freeFile(for: program.state)
        try PNGFile.write(image, to: file)
        return file
    }

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

    /// A file that is not there yet.
    private static func freeFile(for state: AppState) -> URL {
        let name = name(for: state)
        let candidates = [name] + (2...9999).map { "\(name)-\($0)" }
        return candidates.lazy.map { folder.appending(path: $0 + ".png") }
            .first { !FileManager.default.fileExists(atPath: $0.path) }
            ?? folder.appending(path: name + ".png")
    }
}
