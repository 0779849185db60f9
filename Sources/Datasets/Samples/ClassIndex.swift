import Foundation

/// The classes that samples name, in a sensible order, and the class of every sample.
struct ClassIndex {
    /// One name a class: by number where all are numbers, else by the alphabet, "class 2" before "class 10".
    let names: [String]
    /// The class of every sample, an index into `names`.
    let labels: [Int?]

    /// Classes by the words that the samples carry; nil or an empty word: none.
    init(_ words: [String?]) {
        let words = words.map { $0?.isEmpty == true ? nil : $0 }
        names = Self.ordered(Set(words.compactMap { $0 }))
        let indices = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
        labels = words.map { $0.flatMap { indices[$0] } }
    }

    /// Classes by number. They get the `names` that a file beside the data gives where there is one for each number,
    /// and the file's order with them.
    init(numbers: [Int], names: [String]?) {
        guard let names, let least = numbers.min(), let most = numbers.max(), least >= 0, most < names.count
        else {
            self.init(numbers.map { String($0) })
            return
        }
        self.init(names: names, labels: numbers)
    }

    private init(names: [String], labels: [Int?]) {
        self.names = names
        self.labels = labels
    }

    private static func ordered(_ words: Set<String>) -> [String] {
        let numbers = words.compactMap { word in Int(word).map { (number: $0, word: word) } }
        if numbers.count == words.count {
            return numbers.sorted { ($0.number, $0.word) < ($1.number, $1.word) }.map(\.word)
        }
        return words.sorted { first, second in
            let order = first.compare(second, options: [.numeric, .caseInsensitive])
            return order == .orderedSame ? first < second : order == .orderedAscending
        }
    }
}
