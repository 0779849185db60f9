import Foundation
import Workbench

/// The desktop's own dialog for files, by zenity or kdialog, in a process of its own.
@MainActor
final class FileDialog {
    private let chosen: Mailbox<Choice>
    private var running: Process?

    private struct Choice: Sendable {
        let kind: FileKind
        let path: String
    }

    /// A dialog; `wake` is called from any thread when a file was chosen.
    init(wake: @escaping @Sendable () -> Void) { chosen = Mailbox(wake: wake) }

    /// Opens the dialog. Returns false where there is none on this system.
    func open(_ kind: FileKind, folder: URL?) -> Bool {
        if running?.isRunning == true { return true }
        guard let (program, arguments) = Self.command(kind, folder: folder) else { return false }
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        let chosen = chosen
        process.terminationHandler = { process in
            guard process.terminationStatus == 0 else { return }  // cancelled
            let data = output.fileHandleForReading.readDataToEndOfFile()
            let path = String(decoding: data, as: UTF8.self).trimmingCharacters(in: .newlines)
            if !path.isEmpty { chosen.post(Choice(kind: kind, path: path)) }
        }
        guard (try? process.run()) != nil else { return false }
        running = process
        return true
    }

    /// What has been chosen since the last call.
    func takeCommands() -> [Command] {
        chosen.drain().map { $0.kind.command(URL(filePath: $0.path)) }
    }

    /// Closes a dialog that is still open.
    func close() {
        if running?.isRunning == true { running?.terminate() }
    }

    /// The program and its arguments, zenity before kdialog; nil where neither is installed.
    static func command(
        _ kind: FileKind, folder: URL?, searchPath: String? = ProcessInfo.processInfo.environment["PATH"]
    ) -> (URL, [String])? {
        let patterns = kind.endings.sorted().flatMap { ["*.\($0)", "*.\($0.uppercased())"] }
            .joined(separator: " ")
        let start = folder.map { $0.path + "/" } ?? ""
        if let zenity = find("zenity", in: searchPath), kind.isFolder {
            let arguments = ["--file-selection", "--directory", "--title=\(kind.title)"]
            return (zenity, start.isEmpty ? arguments : arguments + ["--filename=\(start)"])
        }
        if let kdialog = find("kdialog", in: searchPath), kind.isFolder {
            return (kdialog, ["--title", kind.title, "--getexistingdirectory", start.isEmpty ? "." : start])
        }
        if let zenity = find("zenity", in: searchPath) {
            let filter = "--file-filter=\(kind.title) | \(patterns)"
            let arguments = [
                "--file-selection", "--title=\(kind.title)", filter, "--file-filter=All files | *",
            ]
            return (zenity, start.isEmpty ? arguments : arguments + ["--filename=\(start)"])
        }
        if let kdialog = find("kdialog", in: searchPath) {
            let filter = "\(kind.title) (\(patterns))"
            return (
                kdialog, ["--title", kind.title, "--getopenfilename", start.isEmpty ? "." : start, filter]
            )
        }
        return nil
    }

    private static func find(_ name: String, in searchPath: String?) -> URL? {
        (searchPath ?? "").split(separator: ":").map { URL(filePath: String($0)).appending(path: name) }
            .first { FileManager.default.isExecutableFile(atPath: $0.path) }
    }
}
