import Rendering

extension TextMeasure {
    /// A text in lines of at most `width` points, broken between words; a longer word has a line of its own.
    func lines(of text: String, size: Float, weight: FontWeight = .regular, width: Float) -> [String] {
        text.split(separator: " ").reduce(into: [String]()) { lines, word in
            guard let last = lines.last else { return lines.append(String(word)) }
            if self.width(of: last + " " + word, size: size, weight: weight) <= width {
                lines[lines.count - 1] = last + " " + word
            } else {
                lines.append(String(word))
            }
        }
    }
}
