import Foundation

extension SampleSet {
    /// Opens a data set and finds out what it is: a folder with a folder a class, pictures with a CSV of their
    /// labels, or IDX files.
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
        return try ClassFolders(url, opening: opening).sampleSet(name: name)
    }

    private static func openFile(
        _ url: URL, facts: FileFacts, labels: URL?, opening: OpeningProgress
    ) throws -> SampleSet {
        let name = url.lastPathComponent
        if IDXFile.isOne(url) {
            return try IDXSamples(pictures: url, labels: labels).sampleSet(
                name: name, url: url, opening: opening)
        }
        if facts.isPicture {
            throw SampleError.notSamples(name: name, reason: "it is a single picture")
        }
        throw SampleError.notSamples(name: name, reason: "its kind is not known")
    }
}
