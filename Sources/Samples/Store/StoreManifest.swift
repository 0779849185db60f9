import Foundation

/// What the files of a store hold, written after every few batches: whoever takes the pass up again starts there.
struct StoreManifest: Codable, Sendable {
    /// Changes whenever the files do: older ones are made anew.
    static let currentVersion = 1

    var version = currentVersion
    /// How many samples are in all files.
    var doneCount = 0
    /// Smallest and largest value of every stage's side so far, in the order of `StoreFiles.sides`.
    var ranges: [[Float]]
    /// Samples whose pictures could not be read, and why.
    var broken: [Int: String] = [:]

    /// Nothing done.
    init(sideCount: Int) { ranges = Array(repeating: [], count: sideCount) }

    /// What a folder has; nil where it is missing or of another version.
    init?(in folder: URL, sideCount: Int) {
        guard let data = try? Data(contentsOf: folder.appending(path: Self.name)),
            let manifest = try? JSONDecoder().decode(StoreManifest.self, from: data),
            manifest.version == Self.currentVersion, manifest.ranges.count == sideCount
        else { return nil }
        self = manifest
    }

    func write(to folder: URL) throws {
        try JSONEncoder().encode(self).write(to: folder.appending(path: Self.name), options: .atomic)
    }

    /// Widens the range of a side.
    mutating func widen(_ side: Int, smallest: Float, largest: Float) {
        guard smallest <= largest else { return }
        let known = ranges[side]
        ranges[side] = [min(known.first ?? smallest, smallest), max(known.last ?? largest, largest)]
    }

    private static let name = "store.json"
}
