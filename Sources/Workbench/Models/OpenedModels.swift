import Datasets
import Foundation
import Inference

/// The networks of a file or of a folder of checkpoints.
struct OpenedModels: Sendable {
    /// In the order in which they are shown.
    let networks: [LoadedNetwork]
    /// Nil where a single file was opened.
    let folder: URL?
    /// What was left out, a sentence each.
    let remarks: [String]

    /// No more checkpoints are shown.
    static let mostCheckpoints = 48
    /// Nor more than fill this many bytes.
    static let mostBytes = 2 << 30

    /// Reads them.
    ///
    /// - Parameters:
    ///   - url: an ONNX file, or a folder of them.
    ///   - open: the open network: checkpoints of it are fed and named as it is where nothing else is said.
    ///   - progress: told how many are read, of how many.
    ///   - isStale: asked between them.
    /// - Throws: `ModelsError`, and what reading a single file throws; `InferenceError.stale`.
    init(
        at url: URL, beside open: LoadedNetwork?, store: SidecarStore, progress: (Int, Int) -> Void,
        isStale: () -> Bool
    ) throws {
        guard Self.isFolder(url) else {
            let network = try Self.read(url, describedBy: nil, like: open, store)
            self.init(networks: [network], folder: nil, remarks: network.remarks)
            return
        }
        let found = Self.checkpoints(in: url)
        guard !found.isEmpty else { throw ModelsError.noModels(url.lastPathComponent) }
        let (files, thinning) = Self.thinned(found)
        let described = files.last { (try? store.read(for: $0)) != nil }
        var networks: [LoadedNetwork] = []
        var remarks = thinning
        for (index, file) in files.enumerated() {
            if isStale() { throw InferenceError.stale }
            progress(index, files.count)
            do {
                networks.append(try Self.read(file, describedBy: described, like: open, store))
            } catch {
                remarks.append("\(Sentence.for(error)) It was left out.")
            }
        }
        let fitting = Self.ofOneKind(networks, &remarks)
        guard !fitting.isEmpty else {
            throw ModelsError.noneReadable(url.lastPathComponent, remarks.first ?? "")
        }
        self.init(networks: fitting, folder: url, remarks: remarks)
    }

    private init(networks: [LoadedNetwork], folder: URL?, remarks: [String]) {
        (self.networks, self.folder, self.remarks) = (networks, folder, remarks)
    }

    // MARK: Files

    /// Whether a folder lies there that is likely to hold checkpoints: several ONNX files, and no folders of classes as
    /// those of pictures have, which may keep a model beside them.
    static func isSeries(_ url: URL) -> Bool {
        guard isFolder(url), checkpoints(in: url).count > 1 else { return false }
        let content = try? FileManager.default.contentsOfDirectory(at: url, includingPropertiesForKeys: nil)
        return content?.contains { !$0.lastPathComponent.hasPrefix(".") && isFolder($0) } == false
    }

    private static func isFolder(_ url: URL) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) && isFolder.boolValue
    }

    /// The ONNX files of a folder; numbers in their names count as numbers: 2 comes before 10.
    static func checkpoints(in folder: URL) -> [URL] {
        let files =
            (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
        return files.filter { $0.pathExtension.lowercased() == "onnx" }.sorted {
            $0.lastPathComponent.compare($1.lastPathComponent, options: [.numeric, .caseInsensitive])
                == .orderedAscending
        }
    }

    /// As many as there is room for, evenly spaced, the first and the last among them.
    static func thinned(_ files: [URL]) -> (files: [URL], remarks: [String]) {
        let sizes = files.map { (try? $0.resourceValues(forKeys: [.fileSizeKey]))?.fileSize ?? 0 }
        let room = max(mostBytes / max(sizes.max() ?? 1, 1), 2)
        let count = min(files.count, mostCheckpoints, room)
        guard count < files.count else { return (files, []) }
        let kept = (0..<count).map { files[$0 * (files.count - 1) / (count - 1)] }
        return (kept, ["Of \(files.count) checkpoints \(count) are shown, evenly spaced."])
    }

    // MARK: Networks

    /// Reads one. Where nothing describes it, `model` does, or else the open network if it is built alike.
    private static func read(
        _ url: URL, describedBy model: URL?, like open: LoadedNetwork?, _ store: SidecarStore
    ) throws -> LoadedNetwork {
        func isDescribed(_ url: URL) -> Bool { (try? store.read(for: url)) != nil }
        func described(by model: URL) -> LoadedNetwork? {
            guard isDescribed(model), !isDescribed(url) else { return nil }
            return try? LoadedNetwork.load(from: url, describedBy: model, store: store)
        }
        var network = model.flatMap(described)
        if network == nil, let open, let like = described(by: open.url), like.hasLayersOf(open) {
            network = like
        }
        var result = try network ?? LoadedNetwork.load(from: url, store: store)
        if let open, case .assumed = result.preprocessing.origin, result.hasLayersOf(open) {
            result.preprocessing = open.preprocessing
        }
        try result.requireNumbers()
        return result
    }

    /// Those that have the layers of the last one.
    private static func ofOneKind(_ networks: [LoadedNetwork], _ remarks: inout [String]) -> [LoadedNetwork] {
        guard let last = networks.last else { return [] }
        let others = networks.filter { !$0.hasLayersOf(last) }.map(\.url.lastPathComponent)
        if !others.isEmpty {
            let names = others.prefix(3).joined(separator: ", ") + (others.count > 3 ? " and others" : "")
            let verb = others.count == 1 ? "has other layers than" : "have other layers than"
            let end = others.count == 1 ? "it was left out" : "they were left out"
            remarks.append("\(names) \(verb) \(last.url.lastPathComponent): \(end).")
        }
        return networks.filter { $0.hasLayersOf(last) }
    }
}

extension LoadedNetwork {
    /// Whether it is built as another network: as many layers, of the same shapes, reading a like input.
    func hasLayersOf(_ other: LoadedNetwork) -> Bool {
        layers.map(\.shape) == other.layers.map(\.shape) && layers.map(\.kind) == other.layers.map(\.kind)
            && preprocessing.tensorShape == other.preprocessing.tensorShape
    }
}

/// Why no other networks are shown.
enum ModelsError: Error, Equatable, CustomStringConvertible {
    /// A folder without ONNX files.
    case noModels(String)
    /// A folder of which nothing can be read; and why not the first of it.
    case noneReadable(String, String)
    /// There is no checkpoint of that number, from 1.
    case noCheckpoint(Int, of: Int)
    /// A network makes nothing of the picture; why not.
    case cannotAnswer(String)

    /// The error in one sentence.
    var description: String {
        switch self {
        case .noModels(let folder):
            "There are no .onnx files in \(folder): checkpoints are one network saved several times in one folder."
        case .noneReadable(let folder, let reason): "Nothing in \(folder) can be shown: \(reason)"
        case .noCheckpoint(let number, let count):
            "There is no checkpoint \(number): the folder has 1 to \(count)."
        case .cannotAnswer(let reason): reason
        }
    }
}
