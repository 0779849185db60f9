import Datasets
import Foundation

/// The sidecars of models: beside them, or in the user's own folder where that of the model cannot be written.
public struct SidecarStore: Sendable {
    /// The user's own folder for sidecars; nil: there is none.
    public let folder: URL?

    /// A store; see the property.
    public init(folder: URL?) { self.folder = folder }

    /// The store in the user's folder for settings.
    public static var standard: SidecarStore {
        SidecarStore(folder: UserFolder.settings.appending(path: "models"))
    }

    /// What the sidecar beside a model says, and above it what the user has chosen and could not be written there;
    /// nil where there is neither.
    ///
    /// - Throws: `SidecarError`.
    public func read(for model: URL) throws -> Sidecar? {
        let beside = try Sidecar.read(beside: model)
        guard let own = ownFile(of: model), FileManager.default.fileExists(atPath: own.path) else {
            return beside
        }
        var chosen = try Sidecar.read(own)
        chosen.file = UserFolder.shortened(own)
        return beside?.takingValues(of: chosen) ?? chosen
    }

    /// Keeps mean, deviation and order of the channels for the next time. Returns the file.
    ///
    /// - Throws: `OutputError.notWritable` where neither folder takes it.
    @discardableResult
    public func save(_ preprocessing: Preprocessing, for model: URL) throws -> URL {
        try keep(Sidecar.valueKeys, for: model) { url throws(SidecarError) in
            try Sidecar.writeValues(of: preprocessing, to: url)
        }
    }

    /// Keeps groups of labels for the next time. Returns the file.
    ///
    /// - Throws: `OutputError.notWritable` where neither folder takes it.
    @discardableResult
    public func save(_ groups: [LabelGroup], for model: URL) throws -> URL {
        try keep(Sidecar.groupKeys, for: model) { url throws(SidecarError) in
            try Sidecar.writeGroups(groups, to: url)
        }
    }

    /// Writes beside the model, or to the user's own folder.
    private func keep(
        _ keys: [String], for model: URL, _ write: (URL) throws(SidecarError) -> Void
    ) throws -> URL {
        let beside = Sidecar.url(beside: model)
        let own = ownFile(of: model)
        if (try? write(beside)) != nil {
            // What was kept for want of a better place would go on winning.
            if let own { try? Sidecar.remove(keys, from: own) }
            return beside
        }
        guard let own else { throw OutputError.notWritable(beside.path) }
        do {
            try FileManager.default.createDirectory(
                at: own.deletingLastPathComponent(), withIntermediateDirectories: true)
            try write(own)
        } catch {
            throw OutputError.notWritable(own.path)
        }
        return own
    }

    /// The model's name and a hash of its path: models of one name are common.
    func ownFile(of model: URL) -> URL? {
        let path = model.absoluteURL.standardizedFileURL.path
        let hash = path.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        let stem = OutputFolder.fileName(for: model.deletingPathExtension().lastPathComponent)
        return folder?.appending(path: "\(stem)-\(String(hash, radix: 16)).json")
    }
}

/// Where the program keeps what is the user's.
public enum UserFolder {
    /// The program's folder among the user's settings.
    public static var settings: URL { folder("XDG_CONFIG_HOME", else: ".config") }

    /// The program's folder among what programs keep from one day to the next.
    public static var state: URL { folder("XDG_STATE_HOME", else: ".local/state") }

    private static func folder(_ variable: String, else place: String) -> URL {
        let named = ProcessInfo.processInfo.environment[variable]
        let folder =
            named.flatMap { $0.isEmpty ? nil : URL(filePath: $0) }
            ?? FileManager.default.homeDirectoryForCurrentUser.appending(path: place)
        return folder.appending(path: "convoscope")
    }

    /// A path, the user's home as a tilde.
    public static func shortened(_ file: URL) -> String {
        let home = FileManager.default.homeDirectoryForCurrentUser.path
        return file.path.hasPrefix(home + "/") ? "~" + file.path.dropFirst(home.count) : file.path
    }
}
