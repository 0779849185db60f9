import Foundation

/// A data set of picture files whose folders are their classes; flat folders have no classes.
struct ClassFolders {
    private let folder: URL
    private let whole: PictureFolder
    /// The part of the paths that all samples share and that is no class: "test/" of a folder with both sets.
    private let prefix: String
    private var skipped: [SkippedFile]

    /// - Throws: `SampleError.unreadable`, `CancellationError`.
    init(_ folder: URL, opening: OpeningProgress) throws {
        self.folder = folder
        whole = try PictureFolder(folder, opening: opening)
        skipped = whole.skipped
        let (prefix, left) = Self.prefix(of: whole.pictures.map(\.path))
        self.prefix = prefix
        skipped += left.map {
            SkippedFile(
                name: $0, reason: "The pictures of \(prefix.dropLast()) are shown; open \($0) by itself.")
        }
    }

    /// The data set.
    ///
    /// - Parameter refusedTables: tables that could have been the labels; listed where nothing else says them.
    /// - Throws: `SampleError.notSamples` where there are no pictures.
    func sampleSet(name: String, refusedTables: [SkippedFile]) throws -> SampleSet {
        let chosen = whole.pictures.filter { $0.path.hasPrefix(prefix) }
        let hasClasses = chosen.contains { $0.path.dropFirst(prefix.count).contains("/") }
        let classes = chosen.map { hasClasses ? Self.firstFolder($0.path.dropFirst(prefix.count)) : nil }
        var skipped = skipped
        if !hasClasses {
            skipped += refusedTables
        } else {
            skipped += zip(chosen, classes).filter { $1 == nil }.map {
                SkippedFile(name: $0.0.path, reason: "It lies in no class's folder.")
            }
        }
        let kept = zip(chosen, classes).filter { !hasClasses || $1 != nil }
        guard !kept.isEmpty else { throw SampleError.notSamples(name: name, reason: emptiness(skipped)) }
        let index = ClassIndex(kept.map(\.1))
        let paths = kept.map(\.0.path)
        return SampleSet(
            name: name, url: folder, classNames: index.names,
            samples: zip(paths, index.labels).map { Sample(name: $0, label: $1) }, skipped: skipped,
            fingerprint: Self.fingerprint(of: kept.map(\.0)),
            source: PictureFiles(folder: folder, paths: paths))
    }

    private func emptiness(_ skipped: [SkippedFile]) -> String {
        guard let first = skipped.first else { return "there are no pictures in it" }
        return "none of its \(skipped.count) files can be taken, beginning with \(first.name)"
    }

    /// Names, sizes and times.
    static func fingerprint(of entries: [PictureFolder.Entry]) -> String {
        var hash = ContentHash()
        for entry in entries {
            hash.add(entry.path)
            hash.add(entry.size)
            hash.add(entry.modified)
        }
        return hash.text
    }

    private static func firstFolder(_ path: some StringProtocol) -> String? {
        path.firstIndex(of: "/").map { String(path[..<$0]) }
    }

    /// The folders above the classes, as "photos/test/", and the sets beside the chosen one.
    private static func prefix(of paths: [String]) -> (prefix: String, left: [String]) {
        var prefix = ""
        while true {
            let rests = paths.lazy.filter { $0.hasPrefix(prefix) }.map { $0.dropFirst(prefix.count) }
            let tops = Set(rests.map { firstFolder($0) ?? "" })
            // Pictures directly inside would make the folders below them classes of their own.
            let isDeep = rests.allSatisfy { $0.count { $0 == "/" } >= 2 }
            guard isDeep, let first = tops.first else { return (prefix, []) }
            if tops.count == 1 {
                prefix += first + "/"
                continue
            }
            guard let set = TestSet.best(of: tops) else { return (prefix, []) }
            return (prefix + set + "/", tops.filter { $0 != set }.sorted())
        }
    }
}
