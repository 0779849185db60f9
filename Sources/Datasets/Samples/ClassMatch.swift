import Foundation

/// Which class of a network each class of a data set is.
///
/// By name, whatever its case, blanks, hyphens and underscores; by one of the synonyms that a label or its meaning
/// lists; by WordNet's number; digits by their words. Where no name fits and all are numbers, by number.
public struct ClassMatch: Sendable, Equatable {
    /// The network's class for every class of the data; nil where it has none.
    public let networkClasses: [Int?]
    /// The data's classes that the network does not know.
    public let unmatched: [String]

    /// Matches classes.
    ///
    /// - Parameters:
    ///   - dataClasses: the names of the data's classes.
    ///   - labels: the names of the network's.
    ///   - model: the network's file; where folders are named by WordNet's numbers, these are looked for in the files
    ///     beside it.
    public init(_ dataClasses: [String], labels: Labels, model: URL? = nil) {
        var found = Self.byName(dataClasses, labels)
        if found.contains(nil), dataClasses.contains(where: WordNetIDs.isOne) {
            let byNumber = Self.byWordNet(dataClasses, classCount: labels.names.count, model: model)
            found = zip(found, byNumber).map { $0 ?? $1 }
        }
        if !found.contains(where: { $0 != nil }) {
            found = Self.byNumber(dataClasses, classCount: labels.names.count)
        }
        networkClasses = found
        unmatched = zip(dataClasses, found).filter { $1 == nil }.map(\.0)
    }

    /// What a person should know: which classes the network does not have; nil where it has all.
    public var remark: String? {
        guard !unmatched.isEmpty else { return nil }
        let count = networkClasses.count
        let subject =
            switch unmatched.count {
            case count: "None of the data's \(count) classes is"
            case 1: "1 of the data's \(count) classes is not"
            default: "\(unmatched.count) of the data's \(count) classes are not"
            }
        let shown = unmatched.prefix(5).joined(separator: ", ") + (unmatched.count > 5 ? ", …" : "")
        let hint =
            unmatched.allSatisfy(WordNetIDs.isOne)
            ? " A file such as synset_words.txt beside the model would say which WordNet numbers they are."
            : ""
        return "\(subject) among the network's: \(shown).\(hint)"
    }

    private static func byName(_ dataClasses: [String], _ labels: Labels) -> [Int?] {
        let whole = table(labels.names.enumerated().map { ($0, [$1]) })
        let listed = table(
            labels.names.indices.map { ($0, parts(labels.names[$0]) + synonyms(labels, $0)) })
        return dataClasses.map { name in
            keys(name).lazy.compactMap { whole[$0] ?? listed[$0] }.first
        }
    }

    /// The class of every key that only one class has.
    private static func table(_ names: [(index: Int, names: [String])]) -> [String: Int] {
        var classes: [String: Int] = [:]
        var shared: Set<String> = []
        for (index, names) in names {
            for key in names.flatMap(keys) {
                if let other = classes[key], other != index { shared.insert(key) }
                classes[key] = index
            }
        }
        return classes.filter { !shared.contains($0.key) }
    }

    private static func parts(_ name: String) -> [String] {
        name.contains(",") ? name.split(separator: ",").map { String($0) } : []
    }

    /// The meaning of a class where it is a list of synonyms that begins with its name, and no sentence.
    private static func synonyms(_ labels: Labels, _ index: Int) -> [String] {
        guard let meaning = labels.meaning(of: index) else { return [] }
        let words = parts(meaning)
        return words.first.map { key($0) == key(labels.names[index]) } == true ? words : []
    }

    private static let digits = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
    ]

    /// What a name is compared by: itself, and a digit for its word.
    private static func keys(_ name: String) -> [String] {
        let key = key(name)
        return digits.firstIndex(of: key).map { [key, "\($0)"] } ?? [key]
    }

    /// Small letters and digits; of a name that has none, the name.
    private static func key(_ name: String) -> String {
        let key = name.lowercased().filter { $0.isLetter || $0.isNumber }
        return key.isEmpty ? name : key
    }

    /// By the numbers beside the model; without them all of ImageNet's classes, which its networks have in the order
    /// of their numbers.
    private static func byWordNet(_ dataClasses: [String], classCount: Int, model: URL?) -> [Int?] {
        if let ids = model.flatMap({ WordNetIDs.find(beside: $0, classCount: classCount) }) {
            let classes = Dictionary(
                ids.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
            return dataClasses.map { classes[$0] }
        }
        let isWhole = dataClasses.count == 1000 && dataClasses.allSatisfy(WordNetIDs.isOne)
        guard isWhole, classCount == 1000 || classCount == 1001 else { return dataClasses.map { _ in nil } }
        let ordered = dataClasses.indices.sorted { dataClasses[$0] < dataClasses[$1] }
        var classes = [Int?](repeating: nil, count: dataClasses.count)
        for (place, index) in ordered.enumerated() { classes[index] = place + classCount - 1000 }
        return classes
    }

    private static func byNumber(_ dataClasses: [String], classCount: Int) -> [Int?] {
        let numbers = dataClasses.map { Int($0) }
        guard numbers.allSatisfy({ $0.map { $0 >= 0 && $0 < classCount } ?? false }) else {
            return dataClasses.map { _ in nil }
        }
        return numbers
    }
}
