import Foundation

/// Reads a file of class names, whatever program wrote it: a text with a name a line, WordNet's or numbered lines,
/// JSON in its several shapes.
enum LabelFile {
    /// The names; nil where the file is read but has none.
    ///
    /// - Throws: `SidecarError.unreadable`, and `.notJSON` where the file's name says it is.
    static func read(_ url: URL, file: String) throws(SidecarError) -> ClassNames? {
        let content = try TextFile.content(of: url, file: file)
        if let value = JSONValue(content), !value.isScalar { return LabelJSON(value: value).classNames() }
        let lines = try TextFile.lines(of: url, file: file)
        if url.pathExtension.lowercased() == "json", PythonDictionary(lines.joined(separator: "\n")) == nil {
            throw .notJSON(file: file)
        }
        return LabelText(lines: lines).classNames()
    }

    /// The names that a text spells, such as one of the model's own properties.
    static func read(text: String) -> ClassNames? {
        if let value = JSONValue(Data(text.utf8)), !value.isScalar {
            return LabelJSON(value: value).classNames()
        }
        let lines = text.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }
        if lines.count == 1, let names = PythonDictionary(text) {
            return LabelText.ordered(names.entries).map(ClassNames.init(synonyms:))
        }
        if lines.count == 1 {
            return ClassNames(text.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) })
        }
        return LabelText(lines: lines).classNames()
    }
}
