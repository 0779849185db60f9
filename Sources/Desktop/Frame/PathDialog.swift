import Foundation
import Rendering
import Workbench

/// The state of the dialog in which a path is typed.
struct PathDialog {
    /// What is looked for.
    let kind: FileKind
    /// What has been typed.
    var text: String
    /// Whether it has just been opened.
    var isNew = true

    /// A dialog that begins in the folder of a file, or in the user's own.
    init(_ kind: FileKind, beside file: URL?) {
        self.kind = kind
        let folder = file?.deletingLastPathComponent() ?? FileManager.default.homeDirectoryForCurrentUser
        text = folder.path.hasSuffix("/") ? folder.path : folder.path + "/"
    }

    /// The entries of the typed folder whose names begin as typed: folders first, then fitting files.
    func completions() -> [PathCompletion] { PathCompletion.list(text, kind: kind) }
}

/// What kind of file is asked for.
enum FileKind: Sendable, Equatable {
    case model, picture, otherModel, checkpoints, dataFolder, dataFile, lesson, savedLesson, savedDrawing, any

    /// Endings of fitting files.
    var endings: Set<String> {
        switch self {
        case .model, .otherModel, .checkpoints: ["onnx"]
        case .picture: ["png", "jpg", "jpeg", "gif", "bmp", "webp"]
        case .dataFolder: []
        case .dataFile: DataFile.endings
        case .lesson, .savedLesson: [LessonFile.ending]
        case .savedDrawing: ["png"]
        case .any:
            FileKind.model.endings.union(FileKind.picture.endings).union(DataFile.endings)
                .union([LessonFile.ending])
        }
    }

    /// What a dialog says.
    var title: String {
        switch self {
        case .model: "Open model"
        case .picture: "Open picture"
        case .otherModel: "Open another model"
        case .checkpoints: "Open a folder of checkpoints"
        case .dataFolder: "Open a folder of pictures"
        case .dataFile: "Open a data set"
        case .lesson: "Open a lesson"
        case .savedLesson: "Save the lesson as"
        case .savedDrawing: "Save the drawing as"
        case .any: "Open file"
        }
    }

    /// The command that opens such a file.
    func command(_ url: URL) -> Command {
        switch self {
        case .model: .openModel(url)
        case .picture: .openPicture(url)
        case .otherModel, .checkpoints: .models(.open(url))
        case .dataFolder, .dataFile: .samples(.open(url))
        case .lesson: .lesson(.open(url))
        case .savedLesson:
            .lesson(.save(LessonFile.isOne(url) ? url : url.appendingPathExtension(LessonFile.ending)))
        case .savedDrawing:
            .draw(.save(url.pathExtension.lowercased() == "png" ? url : url.appendingPathExtension("png")))
        case .any: .openFile(url)
        }
    }

    /// Whether a folder is opened, not only looked into.
    var takesFolders: Bool { isFolder || self == .dataFile }

    /// Whether only a folder will do.
    var isFolder: Bool { self == .dataFolder || self == .checkpoints }
}

/// A file or folder that a typed path may become.
struct PathCompletion: Equatable {
    let path: String
    let name: String
    let isFolder: Bool

    /// The entries of the folder of `text` whose names begin with what stands after its last slash.
    static func list(_ text: String, kind: FileKind, limit: Int = 200) -> [PathCompletion] {
        let text = meant(text)
        let expanded = NSString(string: text).expandingTildeInPath + (text.hasSuffix("/") ? "/" : "")
        // Not by NSString: its path functions end the program at a single letter.
        let split = expanded.lastIndex(of: "/").map(expanded.index(after:)) ?? expanded.startIndex
        let (folder, start) = (String(expanded[..<split]), String(expanded[split...]))
        let url = URL(
            filePath: folder.isEmpty ? FileManager.default.currentDirectoryPath : folder,
            directoryHint: .isDirectory)
        let entries =
            (try? FileManager.default.contentsOfDirectory(
                at: url, includingPropertiesForKeys: [.isDirectoryKey])) ?? []
        return entries.compactMap { entry -> PathCompletion? in
            let name = entry.lastPathComponent
            guard name.lowercased().hasPrefix(start.lowercased()),
                start.hasPrefix(".") || !name.hasPrefix(".")
            else { return nil }
            let isFolder = (try? entry.resourceValues(forKeys: [.isDirectoryKey]))?.isDirectory ?? false
            guard isFolder || kind.endings.contains(entry.pathExtension.lowercased()) else { return nil }
            return PathCompletion(path: entry.path + (isFolder ? "/" : ""), name: name, isFolder: isFolder)
        }
        .sorted { ($0.isFolder ? 0 : 1, $0.name.lowercased()) < ($1.isFolder ? 0 : 1, $1.name.lowercased()) }
        .prefix(limit).map { $0 }
    }

    /// The path that a text stands for: a whole path that is typed or pasted behind another one counts alone.
    static func meant(_ text: String) -> String {
        let starts = ["//", "/~/"].compactMap { text.range(of: $0, options: .backwards)?.lowerBound }
        return starts.max().map { String(text[text.index(after: $0)...]) } ?? text
    }

    /// What all the completions have in common, so that Tab may type it.
    static func common(_ completions: [PathCompletion]) -> String? {
        guard let first = completions.first?.path else { return nil }
        return completions.dropFirst().reduce(first) { $0.commonPrefix(with: $1.path) }
    }
}

extension InterfaceFrame {
    /// The dialog for a path that is typed; the folder is shown below, and a click completes.
    func pathDialog(_ state: AppState, _ window: Point) {
        guard var dialog = memory.pathDialog else { return }
        let whole = Rectangle(origin: .zero, size: window)
        float("path veil", whole) {
            if canvas.area("path.beside", whole, isFocusable: false).contains(.clicked) {
                memory.pathDialog = nil
            }
            canvas.fill(whole, canvas.theme.paper.opacity(0.6))
        }
        let size = pointwiseMin(Point(640, 460), window - 24)
        let place = Rectangle(origin: (window - size) / 2, size: size)
        var isClosed = false
        float("path", place) {
            card(place)
            canvas.text(dialog.kind.title, at: place.origin + Point(24, 38), .heading, canvas.theme.ink)
            let close = Rectangle(x: place.maxX - 46, y: place.minY + 14, width: 32, height: 32)
            if canvas.iconButton("path.close", .close, close, words: "Close", key: "Esc") { isClosed = true }
            if pathField(&dialog, place) { isClosed = true }
            let completions = dialog.completions()
            if completionList(completions, &dialog, place) { isClosed = true }
        }
        guard memory.pathDialog != nil else { return }
        memory.pathDialog = isClosed ? nil : dialog
    }

    /// Returns whether a file was chosen.
    private func pathField(_ dialog: inout PathDialog, _ place: Rectangle) -> Bool {
        let field = Rectangle(x: place.minX + 24, y: place.minY + 58, width: place.width - 138, height: 34)
        canvas.fill(field, canvas.theme.paper, radius: 6)
        canvas.outline(field, canvas.theme.ink2, radius: 6)
        let inner = Rectangle(
            x: field.minX + 10, y: field.minY, width: field.width - 20, height: field.height)
        let touch = canvas.textField(
            "path.\(memory.pathFieldGeneration)", &dialog.text, inner, takesFocus: dialog.isNew,
            selectsAll: false)
        dialog.isNew = false
        let button = Rectangle(x: field.maxX + 10, y: field.minY, width: 80, height: 34)
        let isAsked =
            canvas.button(
                "path.open", dialog.kind == .savedLesson || dialog.kind == .savedDrawing ? "Save" : "Open",
                button)
            || touch.contains(.submitted)
        guard isAsked else { return false }
        let path = NSString(string: PathCompletion.meant(dialog.text)).expandingTildeInPath
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue,
            !dialog.kind.takesFolders
        {
            type(path.hasSuffix("/") ? path : path + "/", into: &dialog)
            return false
        }
        ask(dialog.kind.command(URL(filePath: path)))
        return true
    }

    /// Replaces the typed text; the field gets another name, or it would keep what it had.
    func type(_ text: String, into dialog: inout PathDialog) {
        dialog.text = text
        dialog.isNew = true
        memory.pathFieldGeneration += 1
        memory.scrolls["completions"] = 0
    }

    /// Returns whether a file was chosen.
    private func completionList(
        _ completions: [PathCompletion], _ dialog: inout PathDialog, _ place: Rectangle
    ) -> Bool {
        let inner = Rectangle(
            x: place.minX + 16, y: place.minY + 104, width: place.width - 32, height: place.height - 150)
        var chosen: PathCompletion?
        scrolled("completions", inner) { top in
            for (index, completion) in completions.enumerated() {
                let row = Rectangle(
                    x: inner.minX, y: top + Float(index) * 30, width: inner.width - 8, height: 30)
                guard row.intersects(inner) else { continue }
                let touch = canvas.area("completion.\(index)", row)
                if !touch.isDisjoint(with: [.hovered, .focused]) {
                    canvas.fill(row, canvas.theme.surface, radius: 4)
                }
                let box = Rectangle(x: row.minX + 8, y: row.minY, width: 20, height: 30)
                canvas.icon(completion.isFolder ? .folder : .file, in: box, size: 18, canvas.theme.ink2)
                let words = Rectangle(x: row.minX + 38, y: row.minY, width: row.width - 46, height: 30)
                canvas.text(completion.name, in: words, .body, canvas.theme.ink)
                if touch.contains(.clicked) { chosen = completion }
            }
            return Float(completions.count) * 30
        }
        if completions.isEmpty {
            let words = Rectangle(x: inner.minX + 8, y: inner.minY, width: inner.width, height: 30)
            canvas.text("Nothing here that fits.", in: words, .body, canvas.theme.ink2)
        }
        let foot = Rectangle(x: place.minX + 24, y: place.maxY - 40, width: place.width - 48, height: 30)
        let width = canvas.keyCap("Tab", at: Point(foot.minX, foot.center.y))
        let rest = Rectangle(
            x: foot.minX + width + 8, y: foot.minY, width: foot.width - width - 8, height: 30)
        canvas.text(
            "completes; a file can also be dropped on the window", in: rest, .label, canvas.theme.ink2)
        guard let chosen else { return false }
        if chosen.isFolder {
            type(chosen.path, into: &dialog)
            return false
        }
        ask(dialog.kind.command(URL(filePath: chosen.path)))
        return true
    }
}
