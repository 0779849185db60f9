import Dispatch
import Foundation
import Synchronization
import Workbench

/// Numbered pictures that become a folder when all of them are there: until then they lie in `NAME.part`.
///
/// The pictures are encoded and written in the background, a few at a time.
final class FrameFolder: Sendable {
    /// The folder that will be there.
    let url: URL
    private let part: URL
    private let queue = DispatchQueue(label: "convoscope.frames", attributes: .concurrent)
    private let group = DispatchGroup()
    private let state = Mutex(Work())

    /// How far the background is.
    private struct Work {
        var pendingCount = 0
        var failure: (any Error)?
        var isGivenUp = false
    }

    /// More pictures than these are not held in memory.
    private static let mostPending = 3

    /// A folder that is not there yet, or empty.
    ///
    /// - Throws: `ExportError.folderTaken`, `OutputError.notWritable`.
    init(_ folder: URL) throws {
        url = URL(filePath: folder.standardizedFileURL.path, directoryHint: .isDirectory)
        let name = url.lastPathComponent
        part = url.deletingLastPathComponent().appending(path: name + ".part", directoryHint: .isDirectory)
        try Self.requireFree(url)
        try Self.requireLeftover(part)
        do {
            try? FileManager.default.removeItem(at: part)
            try FileManager.default.createDirectory(at: part, withIntermediateDirectories: true)
        } catch {
            throw OutputError.notWritable(url.path)
        }
    }

    /// Checks that what has the name of the unfinished folder is at most what a run that was ended from outside has
    /// left: frames, and the hidden files that they are before they are whole.
    private static func requireLeftover(_ part: URL) throws {
        guard FileManager.default.fileExists(atPath: part.path) else { return }
        let names = try? FileManager.default.contentsOfDirectory(atPath: part.path)
        guard let names, names.allSatisfy({ $0.hasPrefix("frame-") || $0.hasPrefix(".") }) else {
            throw ExportError.folderTaken(part.path)
        }
    }

    /// Checks that frames may go into a folder.
    ///
    /// - Throws: `ExportError.folderTaken`.
    static func requireFree(_ folder: URL) throws {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: folder.path, isDirectory: &isFolder) else { return }
        let content = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
        guard isFolder.boolValue, content?.isEmpty == true else {
            throw ExportError.folderTaken(folder.path)
        }
    }

    /// The name of a frame's file, from 1.
    static func name(of number: Int) -> String {
        let digits = String(number)
        return "frame-" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + ".png"
    }

    /// Whether another picture may come.
    var hasRoom: Bool { state.withLock { $0.pendingCount < Self.mostPending } }
    /// Whether nothing is being written.
    var isIdle: Bool { state.withLock { $0.pendingCount == 0 } }

    /// Writes a frame, numbered from 1; `then` is called from any thread when it is done.
    func write(_ picture: ExportedPicture, number: Int, then: @escaping @Sendable () -> Void = {}) {
        state.withLock { $0.pendingCount += 1 }
        let file = part.appending(path: Self.name(of: number))
        queue.async(group: group) { [self] in
            var failure: (any Error)?
            if !state.withLock(\.isGivenUp) {
                do { try picture.encoded().write(to: file, options: .atomic) } catch { failure = error }
            }
            state.withLock {
                $0.pendingCount -= 1
                if let failure, !$0.isGivenUp { $0.failure = failure }
            }
            then()
        }
    }

    /// Says why the folder will not be there.
    ///
    /// - Throws: `ExportError.stopped`, `OutputError.notWritable`.
    func check() throws { try state.withLock { try check($0) } }

    private func check(_ work: Work) throws {
        if work.isGivenUp { throw ExportError.stopped }
        if work.failure != nil { throw OutputError.notWritable(url.path) }
    }

    /// Waits for what is being written, and gives the folder its name.
    ///
    /// - Throws: `ExportError`, `OutputError`.
    func finish() throws {
        group.wait()
        // Whoever gives up from another thread does so before the folder has its name, or when all is there.
        try state.withLock { work in
            try check(work)
            try moveIntoPlace()
        }
    }

    private func moveIntoPlace() throws {
        try Self.requireFree(url)
        do {
            // Where the folder is there it is empty.
            if FileManager.default.fileExists(atPath: url.path) {
                try FileManager.default.removeItem(at: url)
            }
            try FileManager.default.moveItem(at: part, to: url)
        } catch {
            throw OutputError.notWritable(url.path)
        }
    }

    /// Leaves nothing behind.
    func giveUp() {
        state.withLock { $0.isGivenUp = true }
        group.wait()
        try? FileManager.default.removeItem(at: part)
    }
}
