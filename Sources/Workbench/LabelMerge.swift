import Datasets
import Foundation

/// A group of labels as the command line asks for it: `vehicles=car,taxi,17`.
public struct LabelMerge: Sendable, Equatable {
    /// What the labels are called together.
    public let name: String
    /// Labels or indices of classes, with commas between.
    public let labels: String

    /// The group that the text describes; nil where it has no equals sign, no name or no labels.
    public init?(_ text: String) {
        let parts = text.split(separator: "=", maxSplits: 1).map {
            $0.trimmingCharacters(in: .whitespaces)
        }
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { return nil }
        (name, labels) = (parts[0], parts[1])
    }

    /// The network's own classes.
    ///
    /// Labels may have commas themselves, as ImageNet's have: the longest run of words that is a label counts, and
    /// so does the part of a label before its first comma.
    ///
    /// - Throws: `LabelMergeError.unknown`.
    func members(in names: [String]) throws -> [Int] {
        let words = labels.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
        var members: [Int] = []
        var start = 0
        while start < words.count {
            let ends = (start + 1...words.count).reversed()
            let found = ends.lazy.compactMap { end in
                Self.index(of: words[start..<end].joined(separator: ", "), in: names).map { (end, $0) }
            }.first
            guard let found else { throw LabelMergeError(label: words[start], names: names) }
            members.append(found.1)
            start = found.0
        }
        return members
    }

    private static func index(of word: String, in names: [String]) -> Int? {
        let sought = word.lowercased()
        if let exact = names.firstIndex(where: { $0.lowercased() == sought }) { return exact }
        if let index = Int(word), names.indices.contains(index) { return index }
        return names.firstIndex { $0.lowercased().prefix { $0 != "," } == sought }
    }
}

/// A label that a network does not have.
public struct LabelMergeError: Error, Equatable, CustomStringConvertible {
    /// The error in one sentence.
    public let description: String

    /// A model whose sidecar offers no groups.
    static func noGroups(of model: String) -> LabelMergeError {
        LabelMergeError(description: "No sidecar of \(model) has groups of labels: name some with --merge.")
    }

    private init(description: String) { self.description = description }

    init(label: String, names: [String]) {
        let sought = label.lowercased()
        let near = names.filter { $0.lowercased().contains(sought) || sought.contains($0.lowercased()) }
        let hint =
            near.isEmpty
            ? "its classes are 0 to \(names.count - 1)" : "near are \(near.prefix(5).joined(separator: "; "))"
        description = "The network has no label \"\(label)\": \(hint)."
    }
}

extension LoadedNetwork {
    /// Has labels count as one.
    ///
    /// - Parameter usesOffered: whether the groups that the sidecar offers are on, too.
    /// - Throws: `LabelMergeError`, `LabelGroupError`.
    mutating func merge(_ merges: [LabelMerge], usesOffered: Bool) throws {
        var groups = groups
        if usesOffered, groups.all.isEmpty { throw LabelMergeError.noGroups(of: url.lastPathComponent) }
        if usesOffered { for group in groups.all where !group.isOn { try groups.setOn(group.name, true) } }
        for merge in merges {
            try groups.add(name: merge.name, members: try merge.members(in: ownLabels.names))
        }
        self.groups = groups
    }
}
