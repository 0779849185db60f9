import Foundation

extension SampleSet {
    /// Opens a data set and finds out what it is: a folder with a folder a class, pictures with a CSV of their
    /// labels, IDX files, or .npy stacks; a folder of several stacks has a stack a class.
    ///
    /// Of a training and a test set in one folder the test set is taken. No picture is decoded; 10,000 files take
    /// a fraction of a second.
    /// - Parameters:
    ///   - labels: a file of labels, where it does not lie where it is looked for.
    ///   - progress: told how many of how many files were looked at.
    ///   - isStale: asked every few milliseconds whether nobody waits any more.
    /// - Throws: `SampleError`, `CancellationError`.
    public static func open(
        _ url: URL, labels: URL? = nil,
        progress: @escaping @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in },
        isStale: @escaping @Sendable () -> Bool = { false }
    ) throws -> SampleSet {
        let opening = OpeningProgress(progress: progress, isStale: isStale)
        let name = url.lastPathComponent
        guard let facts = FileFacts(url.path) else {
            throw SampleError.unreadable(name: name, reason: PictureFile.systemReason())
        }
        if facts.isFolder {
            return try openFolder(url, name: name, labels: labels, opening: opening)
        }
        return try openFile(url, facts: facts, labels: labels, opening: opening)
    }

    private static func openFolder(
        _ url: URL, name: String, labels: URL?, opening: OpeningProgress
    ) throws -> SampleSet {
        if let set = try openContents(of: url, name: name, labels: labels, opening: opening) { return set }
        // Archives unpack into a folder of their own, and torchvision keeps MNIST's files in "raw".
        let names = try PictureFolder.names(in: url.path)
        if names.count == 1, let inner = names.first.map({ url.appendingPathComponent($0) }),
            FileFacts(inner.path)?.isFolder == true,
            let set = try openContents(of: inner, name: name, labels: nil, opening: opening)
        {
            return set
        }
        return try ClassFolders(url, opening: opening).sampleSet(
            name: name, refusedTables: TableSamples.refused(among: names, in: url))
    }

    /// What stacks or a table directly in a folder make; nil where there are none.
    private static func openContents(
        of url: URL, name: String, labels: URL?, opening: OpeningProgress
    ) throws -> SampleSet? {
        let names = try PictureFolder.names(in: url.path)
        if let pictures = IDXSamples.pictures(among: names, in: url) {
            return try IDXSamples(pictures: pictures, labels: labels).sampleSet(
                name: name, url: url, opening: opening)
        }
        if var arrays = ArraySamples.find(among: names, in: url) {
            arrays.labels = labels
            return try arrays.sampleSet(name: name, url: url, opening: opening)
        }
        let table = try labels.map { try TableSamples($0, folder: url) }
        return try (table ?? TableSamples.find(among: names, in: url))?.sampleSet(
            name: name, url: url, opening: opening)
    }

    private static func openFile(
        _ url: URL, facts: FileFacts, labels: URL?, opening: OpeningProgress
    ) throws -> SampleSet {
        let name = url.lastPathComponent
        if IDXFile.isOne(url) {
            return try IDXSamples(pictures: url, labels: labels).sampleSet(
                name: name, url: url, opening: opening)
        }
        if NPYFile.isOne(url) {
            return try ArraySamples(stacks: [url], labels: labels).sampleSet(
                name: name, url: url, opening: opening)
        }
        if TableSamples.isNamedSo(name) {
            return try TableSamples(url, folder: url.deletingLastPathComponent()).sampleSet(
                name: name, url: url, opening: opening)
        }
        if facts.isPicture {
            throw SampleError.notSamples(name: name, reason: "it is a single picture")
        }
        let isArchive = ["zip", "tar", "gz", "tgz", "7z", "npz", "rar"].contains(
            PictureFolder.ending(of: name))
        throw SampleError.notSamples(
            name: name,
            reason: isArchive ? "it is packed, and has to be unpacked first" : "its kind is not known")
    }
}
