import Foundation

/// Names of classes in a plain text: one a line, with or without their numbers or WordNet's, or a dictionary as
/// Python prints it.
struct LabelText {
    /// The lines without their ends and outer blanks.
    let lines: [String]

    /// The names; nil where there is none.
    func classNames() -> ClassNames? {
        guard !lines.isEmpty else { return nil }
        if let entries = PythonDictionary(lines.joined(separator: "\n"))?.entries {
            return Self.ordered(entries).map(ClassNames.init(synonyms:))
        }
        return numbered(lines) ?? numbered(Array(lines.dropFirst())) ?? ClassNames(synonyms: unmarked(lines))
    }

    /// Lines like "0: tench", "0,tench" or "0 tench", in any order; a CSV file's head is left out by the caller.
    private func numbered(_ lines: [String]) -> ClassNames? {
        let entries = lines.compactMap(Self.entry)
        guard !lines.isEmpty, entries.count == lines.count else { return nil }
        return Self.ordered(entries).map { ClassNames(synonyms: unmarked($0)) }
    }

    private static func entry(of line: String) -> (number: Int, name: String)? {
        guard let match = line.wholeMatch(of: /"?(\d{1,6})"?\s*(?:[:,;\t]|\s)\s*(\S.*)/),
            let number = Int(match.1)
        else { return nil }
        return (number, unquoted(String(match.2)))
    }

    /// Lines without WordNet's numbers in front ("n01440764 tench, Tinca tinca"), where all have them.
    private func unmarked(_ lines: [String]) -> [String] {
        let names = lines.compactMap { line in
            line.wholeMatch(of: /"?n\d{8}"?\s*[:,;]?\s*(\S.*)/).map { Self.unquoted(String($0.1)) }
        }
        return names.count == lines.count ? names : lines
    }

    private static func unquoted(_ text: String) -> String {
        let text = text.hasSuffix(",") ? String(text.dropLast()) : text
        guard let first = text.first, "\"'".contains(first), text.count >= 2, text.last == first else {
            return text
        }
        return String(text.dropFirst().dropLast())
    }

    /// Names in the order of their numbers, which must be all from 0 or 1 on.
    static func ordered(_ entries: [(number: Int, name: String)]) -> [String]? {
        let sorted = entries.sorted { $0.number < $1.number }
        guard let start = sorted.first?.number, start <= 1,
            sorted.map(\.number) == Array(start..<start + sorted.count)
        else { return nil }
        return sorted.map(\.name)
    }
}

/// A dictionary of numbers and names as Python prints it: `{0: 'tench', 1: "goldfish"}`.
struct PythonDictionary {
    private(set) var entries: [(number: Int, name: String)] = []

    /// Nil where the text is something else.
    init?(_ text: String) {
        var rest = Substring(text.trimmingCharacters(in: .whitespacesAndNewlines))
        guard rest.first == "{", rest.last == "}" else { return nil }
        rest = rest.dropFirst().dropLast()
        while let match = rest.prefixMatch(
            of: /[\s,]*(\d{1,6})\s*:\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")/)
        {
            guard let number = Int(match.1) else { return nil }
            let name = String(match.2 ?? match.3 ?? "")
            entries.append((number, name.replacing(/\\(.)/) { $0.1 }))
            rest = rest[match.range.upperBound...]
        }
        let isWhole = rest.allSatisfy { $0.isWhitespace || $0 == "," }
        guard isWhole, !entries.isEmpty else { return nil }
    }
}
