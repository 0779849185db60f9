import Foundation

/// Labelled pictures: a data set, or pictures that were gathered to be looked at together.
///
/// Only names and classes are kept; a picture is read when it is asked for, so that a set may have as many as the
/// disk holds.
public struct SampleSet: Sendable {
    /// What to call it: the name of its folder or file.
    public let name: String
    /// The folder or file; nil for pictures in memory.
    public let url: URL?
    /// The classes in a sensible order: by number where all are numbers, else by the alphabet; none where nothing
    /// says them.
    public let classNames: [String]
    /// The samples, by class folder, table or stack as they were found.
    public let samples: [Sample]
    /// What could not be taken, and why.
    public let skipped: [SkippedFile]
    /// A hash of the contents, for results that are kept on the disk: of names, sizes and times of picture files, of
    /// the bytes of all others.
    public let fingerprint: String
    private let source: any SampleSource

    init(
        name: String, url: URL?, classNames: [String], samples: [Sample], skipped: [SkippedFile],
        fingerprint: String, source: any SampleSource
    ) {
        self.name = name
        self.url = url
        self.classNames = classNames
        self.samples = samples
        self.skipped = skipped
        self.fingerprint = fingerprint
        self.source = source
    }

    /// Pictures in memory, such as the variants of a pool.
    ///
    /// - Parameters:
    ///   - labels: the class of every picture, an index into `classNames`.
    ///   - names: one a picture; their numbers where none are given.
    public init(
        name: String, classNames: [String], pictures: [Picture], labels: [Int?], names: [String]? = nil
    ) {
        precondition(labels.count == pictures.count, "\(labels.count) labels for \(pictures.count) pictures")
        precondition(names.map { $0.count == pictures.count } ?? true, "\(names?.count ?? 0) names")
        precondition(labels.allSatisfy { $0.map(classNames.indices.contains) ?? true }, "\(labels)")
        var hash = ContentHash()
        classNames.forEach { hash.add($0) }
        for (picture, label) in zip(pictures, labels) {
            hash.add(picture.width)
            hash.add(label ?? -1)
            picture.pixels.withUnsafeBytes { hash.add($0) }
        }
        self.init(
            name: name, url: nil, classNames: classNames,
            samples: labels.enumerated().map { Sample(name: names?[$0] ?? "\($0)", label: $1) }, skipped: [],
            fingerprint: hash.text, source: PictureList(pictures: pictures))
    }

    /// The pixels of a sample, read from any thread.
    ///
    /// - Throws: `PictureError` or `SampleError` where they can no longer be read.
    public func picture(_ index: Int) throws -> Picture { try source.picture(index) }

    /// Some of the samples, as a set of their own with the same classes.
    public func subset(_ indices: [Int], name: String? = nil) -> SampleSet {
        var hash = ContentHash()
        hash.add(fingerprint)
        indices.forEach { hash.add($0) }
        return SampleSet(
            name: name ?? self.name, url: url, classNames: classNames, samples: indices.map { samples[$0] },
            skipped: skipped, fingerprint: hash.text,
            source: ChosenPictures(whole: source, indices: indices))
    }

    /// At most `most` samples of every class, evenly chosen in their order; the same every time. Samples without a
    /// class count as one.
    public func limited(perClass most: Int) -> SampleSet {
        let members = Dictionary(grouping: samples.indices) { samples[$0].label ?? -1 }
        guard members.values.contains(where: { $0.count > most }) else { return self }
        let chosen = members.values.flatMap { members in
            let count = min(most, members.count)
            return (0..<count).map { members[$0 * members.count / count] }
        }
        return subset(chosen.sorted())
    }
}
