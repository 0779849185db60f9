import Datasets
import Foundation

/// Where activations are kept between runs of the program.
public struct StoreLocation: Sendable {
    /// The folder that holds a folder a store.
    public let root: URL
    /// How many bytes all stores may take; the ones used longest ago go first.
    public var largestSize = 4 << 30

    /// A location.
    public init(_ root: URL) { self.root = root }

    /// `$XDG_CACHE_HOME/convoscope/activations`, by default below `~/.cache`.
    public static var standard: StoreLocation {
        let environment = ProcessInfo.processInfo.environment
        let cache =
            environment["XDG_CACHE_HOME"].flatMap { $0.isEmpty ? nil : URL(filePath: $0) }
            ?? URL(filePath: environment["HOME"] ?? NSHomeDirectory()).appending(path: ".cache")
        return StoreLocation(cache.appending(path: "convoscope/activations"))
    }

    /// A folder below the system's own for what need not last.
    public static var temporary: StoreLocation {
        StoreLocation(FileManager.default.temporaryDirectory.appending(path: "convoscope-activations"))
    }

    /// The folder of a data set in a network, made where it is missing; in the temporary location where this one
    /// cannot be written.
    func folder(for set: SampleSet, in feed: SampleFeed) throws -> URL {
        var hash = ContentHash()
        hash.add(try feed.fingerprint())
        hash.add(set.fingerprint)
        hash.add(feed.preprocessing.signature)
        let name = hash.text
        let files = FileManager.default
        for root in [root, Self.temporary.root] {
            let folder = root.appending(path: name)
            try? files.createDirectory(at: folder, withIntermediateDirectories: true)
            if files.isWritableFile(atPath: folder.path) {
                try? files.setAttributes([.modificationDate: Date()], ofItemAtPath: folder.path)
                StoreLocation(root).dropOldest(but: name)
                return folder
            }
        }
        throw SampleAnalysisError(
            "Neither \(root.path) nor the folder for temporary files can be written: there is no place for activations."
        )
    }

    /// Removes the stores used longest ago until the rest fits.
    private func dropOldest(but kept: String) {
        let files = FileManager.default
        let keys: Set<URLResourceKey> = [.contentModificationDateKey]
        let folders =
            (try? files.contentsOfDirectory(at: root, includingPropertiesForKeys: Array(keys))) ?? []
        let dated = folders.map { folder in
            (
                folder: folder, size: size(of: folder),
                date: (try? folder.resourceValues(forKeys: keys).contentModificationDate) ?? .distantPast
            )
        }
        var total = dated.reduce(0) { $0 + $1.size }
        for store in dated.sorted(by: { $0.date < $1.date }) where total > largestSize {
            guard store.folder.lastPathComponent != kept else { continue }
            if (try? files.removeItem(at: store.folder)) != nil { total -= store.size }
        }
    }

    private func size(of folder: URL) -> Int {
        let files =
            (try? FileManager.default.contentsOfDirectory(
                at: folder, includingPropertiesForKeys: [.fileSizeKey])) ?? []
        return files.reduce(0) {
            $0 + ((try? $1.resourceValues(forKeys: [.fileSizeKey]).fileSize) ?? 0)
        }
    }
}

extension Preprocessing {
    /// Equal where two make the same numbers of a picture.
    fileprivate var signature: String {
        "\(width) \(height) \(mean) \(deviation) \(channelOrder) \(layout) \(resize) \(scaledWidth) \(scaledHeight) "
            + "\(interpolation)"
    }
}
