import Foundation

extension Labels {
    /// The class that a name or an index means: the whole name first, whatever its capitals, then the index.
    ///
    /// - Parameter classCount: how many classes the network has.
    /// - Throws: `ClassSearchError`.
    public func classIndex(of words: String, classCount: Int) throws(ClassSearchError) -> Int {
        let named = names.prefix(classCount).indices.filter { Self.isSame(names[$0], words) }
        if let only = named.first, named.count == 1 { return only }
        guard named.isEmpty else { throw .ambiguous(words, indices: Array(named)) }
        guard let index = Int(words) else { throw .unknown(words, near: names(near: words)) }
        guard (0..<classCount).contains(index) else { throw .outside(index, classCount: classCount) }
        return index
    }

    /// Up to three names that are like `words`: those that contain it first, then those of few other letters.
    func names(near words: String) -> [String] {
        let wanted = words.lowercased()
        let scored = names.enumerated().compactMap { index, name -> (score: Int, index: Int)? in
            let name = name.lowercased()
            if name.contains(wanted) { return (0, index) }
            let distance = Self.editDistance(Array(name), Array(wanted))
            return distance <= max(2, wanted.count / 3) ? (distance, index) : nil
        }
        var near: [String] = []
        for (_, index) in scored.sorted(by: { ($0.score, $0.index) < ($1.score, $1.index) })
        where !near.contains(names[index]) { near.append(names[index]) }
        return Array(near.prefix(3))
    }

    private static func isSame(_ name: String, _ words: String) -> Bool {
        name.compare(words, options: .caseInsensitive) == .orderedSame
    }

    /// How many letters must be put in, taken out or replaced (V. Levenshtein 1966).
    private static func editDistance(_ first: [Character], _ second: [Character]) -> Int {
        var row = Array(0...second.count)
        for (i, letter) in first.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, other) in second.enumerated() {
                let replaced = diagonal + (letter == other ? 0 : 1)
                diagonal = row[j + 1]
                row[j + 1] = min(replaced, row[j] + 1, row[j + 1] + 1)
            }
        }
        return row[second.count]
    }
}

/// Words that mean no class of a network.
public enum ClassSearchError: Error, Equatable, CustomStringConvertible {
    /// No class has the name.
    case unknown(String, near: [String])
    /// Several have it.
    case ambiguous(String, indices: [Int])
    /// The index is none of the network's.
    case outside(Int, classCount: Int)

    /// One sentence that says what is wrong.
    public var description: String {
        switch self {
        case .unknown(let words, let near):
            near.isEmpty
                ? "The network has no class \"\(words)\": name a label, or an index from 0."
                : "The network has no class \"\(words)\": did you mean \(Self.listed(near))?"
        case .ambiguous(let words, let indices):
            "The network has \(indices.count) classes \"\(words)\": say which by its index, "
                + "\(Self.listed(indices.map(String.init)))."
        case .outside(let index, let classCount):
            "The network has no class \(index): its classes are 0 to \(classCount - 1)."
        }
    }

    /// "a", "a or b", "a, b or c".
    private static func listed(_ words: [String]) -> String {
        guard words.count > 1, let last = words.last else { return words.first ?? "" }
        return words.dropLast().joined(separator: ", ") + " or " + last
    }
}
