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
        let names = try PictureFolder.names(in: url.path)
        if let pictures = IDXSamples.pictures(among: names, in: url) {
            return try IDXSamples(pictures: pictures, labels: labels).sampleSet(
                name: name, url: url, opening: opening)
        }
        if var arrays = ArraySamples.find(among: names, in: url) {
            arrays.labels = labels
            return try arrays.sampleSet(name: name, url: url, opening: opening)
        }
        if let labels {
            return try TableSamples(labels, folder: url).sampleSet(name: name, url: url, opening: opening)
        }
        if let table = TableSamples.find(among: names, in: url) {
            return try table.sampleSet(name: name, url: url, opening: opening)
        }
        if let only = onlyFolder(names, in: url) {
            return try openFolder(only, name: name, labels: nil, opening: opening)
        }
        return try ClassFolders(url, opening: opening).sampleSet(name: name)
    }

    /// The folder in which the numbers or the table lie where there is nothing beside it, as archives unpack and
    /// torchvision keeps MNIST's files in "raw".
    private static func onlyFolder(_ names: [String], in url: URL) -> URL? {
        guard names.count == 1, let name = names.first else { return nil }
        let inner = url.appendingPathComponent(name)
        guard FileFacts(inner.path)?.isFolder == true,
            let innerNames = try? PictureFolder.names(in: inner.path)
        else { return nil }
        let hasNumbers = innerNames.contains { IDXFile.isNamedSo($0) || TableSamples.isNamedSo($0) }
        return hasNumbers || innerNames.contains { $0.hasSuffix(".npy") } ? inner : nil
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
