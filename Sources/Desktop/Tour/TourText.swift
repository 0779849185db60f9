import Rendering
import Scenes

/// Words of the tour in lines. A word in braces is one of the glossary: "{maps|map}" shows "maps" and explains "map".
struct TourText: Equatable {
    /// Words that stay together, and what the glossary calls them; nil: plain words.
    struct Piece: Equatable {
        let words: String
        var term: String?
    }

    /// A piece and where it begins in its line, in points.
    struct Placed: Equatable {
        let piece: Piece
        let x: Float
        let width: Float
    }

    /// The words one by one, terms whole.
    let pieces: [Piece]

    init(_ source: String) {
        var pieces: [Piece] = []
        for (index, part) in source.split(separator: "{", omittingEmptySubsequences: false).enumerated() {
            guard index > 0, let end = part.firstIndex(of: "}") else {
                pieces += Self.plain(part)
                continue
            }
            let names = part[..<end].split(separator: "|").map(String.init)
            // What follows without a space, a full stop for one, stays with the term.
            let rest = part[part.index(after: end)...]
            let tail = rest.prefix { $0 != " " }
            pieces.append(Piece(words: (names.first ?? "") + tail, term: names.last))
            pieces += Self.plain(rest.dropFirst(tail.count))
        }
        self.pieces = pieces
    }

    private static func plain(_ text: Substring) -> [Piece] {
        text.split(separator: " ").map { Piece(words: String($0)) }
    }

    /// The words without marks.
    var plain: String { pieces.map(\.words).joined(separator: " ") }

    /// The pieces in lines of at most the given width; `width` measures words.
    func lines(width limit: Float, measure: (String) -> Float) -> [[Placed]] {
        let space = measure("a a") - measure("aa")
        var lines: [[Placed]] = []
        for piece in pieces {
            let width = measure(piece.words)
            if let last = lines.last?.last, last.x + last.width + space + width <= limit {
                lines[lines.count - 1].append(
                    Placed(piece: piece, x: last.x + last.width + space, width: width))
            } else {
                lines.append([Placed(piece: piece, x: 0, width: width)])
            }
        }
        return lines
    }
}
