import Foundation

/// A data set of .npy files: one stack with its labels beside it, or a folder with a stack a class.
struct ArraySamples {
    /// The stacks; each is a class where there are several.
    let stacks: [URL]
    /// Nil: found beside the stack by name, or none.
    var labels: URL?

    /// The most samples that are taken of a folder with a stack a class: QuickDraw has fifty million drawings.
    var mostSamples = 1_000_000

    /// The stacks of a folder by its files' names; nil where there are none.
    static func find(among names: [String], in folder: URL) -> ArraySamples? {
        let arrays = names.filter { PictureFolder.ending(of: $0) == "npy" && !isLabels($0) }
        let stacks = arrays.filter { isStack(folder.appendingPathComponent($0)) }
        let labelled = stacks.filter { ownLabels(of: folder.appendingPathComponent($0)) != nil }
        let chosen: [String]
        if stacks.count == 1 {
            chosen = stacks
        } else if let best = TestSet.best(ofFiles: labelled) ?? stacks.first(where: TestSet.isTest) {
            chosen = [best]
        } else {
            chosen = stacks
        }
        return chosen.isEmpty ? nil : ArraySamples(stacks: chosen.map { folder.appendingPathComponent($0) })
    }

    /// Files that break off are stacks too, so that opening them says what is wrong.
    private static func isStack(_ url: URL) -> Bool {
        do {
            return try NPYFile(url).header.shape.count > 1
        } catch {
            return true
        }
    }

    private static func isLabels(_ name: String) -> Bool {
        let stem = name.lowercased().dropLast(4)
        return ["labels", "label", "y", "targets", "target"].contains {
            stem == $0 || stem.hasPrefix($0 + "_") || stem.hasSuffix("_" + $0) || stem.hasSuffix("-" + $0)
        }
    }

    /// The data set.
    ///
    /// - Throws: `SampleError`, `CancellationError`.
    func sampleSet(name: String, url: URL, opening: OpeningProgress) throws -> SampleSet {
        if stacks.count == 1, let file = stacks.first {
            let array = try NPYFile(file)
            let labels = try (labels ?? Self.ownLabels(of: file) ?? Self.commonLabels(of: file)).map {
                try StackLabels.read($0)
            }
            let part = StackSamples.Part(stack: try array.stack(), file: array.file, className: nil)
            return try StackSamples(
                stacks: [part], labels: labels, folder: file.deletingLastPathComponent()
            ).sampleSet(name: name, url: url, opening: opening)
        }
        return try StackSamples(stacks: try classes(opening), labels: nil, folder: url)
            .sampleSet(name: name, url: url, opening: opening)
    }

    private func classes(_ opening: OpeningProgress) throws -> [StackSamples.Part] {
        try stacks.map { url in
            try opening.check()
            let array = try NPYFile(url)
            var part = StackSamples.Part(
                stack: try array.stack(), file: array.file, className: Self.className(of: url))
            part.count = min(part.count, mostSamples / stacks.count)
            return part
        }
    }

    /// Browsers put the folders of QuickDraw's address into the name of the file.
    private static func className(of url: URL) -> String {
        url.deletingPathExtension().lastPathComponent.replacing(#/^full_numpy_bitmap_/#, with: "")
    }

    /// Labels that are named after the stack: "cats_labels.npy", "y_test.npy" beside "x_test.npy".
    private static func ownLabels(of url: URL) -> URL? {
        let stem = url.deletingPathExtension().lastPathComponent
        let names =
            ["\(stem)-labels", "\(stem)_labels", "\(stem)_y"]
            + [("images", "labels"), ("x_", "y_"), ("X_", "y_"), ("X_", "Y_"), ("_x", "_y"), ("_X", "_y")]
            .map { stem.replacing($0.0, with: $0.1) }
        return neighbor(of: url, names: names)
    }

    private static func commonLabels(of url: URL) -> URL? {
        neighbor(of: url, names: ["labels", "label", "y", "Y", "targets", "target"])
    }

    private static func neighbor(of url: URL, names: [String]) -> URL? {
        let stem = url.deletingPathExtension().lastPathComponent
        return names.filter { $0 != stem }
            .map { url.deletingLastPathComponent().appendingPathComponent($0 + ".npy") }
            .first { FileFacts($0.path)?.isFile == true }
    }
}
