import Rendering

/// What stands small beside a title: words, and a value that stays whole where the words must be shortened, as in
/// "German shorthai… 41 %".
struct RowDetail: Equatable, ExpressibleByStringLiteral {
    /// The words.
    var words: String
    /// What follows them.
    var value: String?

    init(_ words: String, value: String? = nil) {
        self.words = words
        self.value = value
    }

    init(stringLiteral words: String) { self.init(words) }

    /// All of it.
    var whole: String { value.map { words + " " + $0 } ?? words }

    /// As much of it as fits into a width; `measure` says how wide a text is, `shorten` cuts one to a width.
    func fitting(
        _ width: Float, measure: (String) -> Float, shorten: (String, Float) -> String
    ) -> String {
        guard let value, measure(whole) > width else { return shorten(whole, width) }
        let end = " " + value
        let start = shorten(words, width - measure(end))
        return start.isEmpty ? shorten(value, width) : start + end
    }
}

extension Canvas {
    /// A detail in the middle of a rectangle's height; its words are shortened where they are too wide.
    func detail(
        _ detail: RowDetail, in place: Rectangle, _ style: TextStyle, _ color: Color,
        alignment: TextAlignment = .left
    ) {
        let fitting = detail.fitting(place.width, measure: { width($0, style) }) {
            shortened($0, style, to: $1)
        }
        text(fitting, in: place, style, color, alignment: alignment)
    }
}
