/// Cells of tables as RFC 4180 has them.
enum CSV {
    /// A text as a cell: in quotes where it must be.
    static func cell(_ text: String) -> String {
        // Readers see bytes: a mark that combines with a comma or quote leaves it what it is.
        guard text.utf8.contains(where: { ",\"\r\n".utf8.contains($0) }) else { return text }
        let doubled = text.unicodeScalars.reduce(into: "") { result, scalar in
            if scalar == "\"" { result += "\"" }
            result.unicodeScalars.append(scalar)
        }
        return "\"" + doubled + "\""
    }
}
