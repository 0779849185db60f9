import Foundation

/// A data set of IDX files: pictures, and their labels in a file beside them.
struct IDXSamples {
    let pictures: URL
    /// Nil: found beside the pictures by name, or none.
    let labels: URL?

    /// The pictures' file in a folder: of several the test set's; nil where there is none.
    static func pictures(among names: [String], in folder: URL) -> URL? {
        let files = names.filter { name in
            IDXFile.isNamedSo(name) && !isLabels(name.lowercased())
                && IDXFile.isOne(folder.appendingPathComponent(name))
        }
        return TestSet.best(ofFiles: files).map { folder.appendingPathComponent($0) }
    }

    private static func isLabels(_ name: String) -> Bool { name.contains("label") || name.contains("idx1") }

    /// The data set.
    ///
    /// - Throws: `SampleError`, `CancellationError`.
    func sampleSet(name: String, url: URL, opening: OpeningProgress) throws -> SampleSet {
        let numbers = try IDXFile(pictures)
        let stack = try PictureStack(
            numbers.file, start: numbers.start, shape: numbers.shape, element: .byte)
        let labels = try (labels ?? neighbor).map { try StackLabels.read($0) }
        return try StackSamples(
            stacks: [StackSamples.Part(stack: stack, file: numbers.file, className: nil)], labels: labels,
            folder: pictures.deletingLastPathComponent()
        ).sampleSet(name: name, url: url, opening: opening)
    }

    /// "train-labels-idx1-ubyte" beside "train-images-idx3-ubyte", gzipped or not.
    private var neighbor: URL? {
        let name = pictures.lastPathComponent.replacing("images", with: "labels").replacing(
            "idx3", with: "idx1"
        ).replacing("idx4", with: "idx1")
        let bare = name.hasSuffix(".gz") ? String(name.dropLast(3)) : name
        return [name, bare, bare + ".gz"].map {
            pictures.deletingLastPathComponent().appendingPathComponent($0)
        }.first { $0.lastPathComponent != pictures.lastPathComponent && FileFacts($0.path)?.isFile == true }
    }
}
