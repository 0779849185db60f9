import Foundation

/// A table of files and their labels; the columns are found by their heads, or by what is in them.
struct SampleTable {
    struct Row {
        let file: String
        /// Nil where the cell is empty.
        let label: String?
        /// Where it stands, from 1.
        let line: Int
    }

    /// For sentences.
    let name: String
    let rows: [Row]

    private static let fileHeads = [
        "file", "filename", "file name", "filepath", "file path", "image", "image name", "image path",
        "image file", "image id", "img", "path", "picture", "photo", "name", "id",
    ]
    static let labelHeads = [
        "label", "class", "category", "target", "class name", "label name", "category name", "breed",
        "species",
        "label id", "class id", "y",
    ]
    private static let mostBytes = 256 << 20

    /// - Throws: `SampleError.unreadable`, `.labels`.
    init(_ url: URL) throws {
        name = url.lastPathComponent
        let rows = try Self.text(url).rows
        guard let first = rows.first else { throw SampleError.labels(name: name, reason: "it is empty") }
        let columns = try Self.columns(of: rows, name: name)
        self.rows = rows.dropFirst(columns.hasHead ? 1 : 0).compactMap { row in
            guard let file = Self.cell(row, columns.file), !file.isEmpty else { return nil }
            let label = Self.cell(row, columns.label)
            return Row(file: file, label: label?.isEmpty == false ? label : nil, line: row.line)
        }
        guard self.rows.contains(where: { $0.label != nil }) else {
            throw SampleError.labels(
                name: name,
                reason: "no row after \"\(first.cells.joined(separator: ", "))\" has a file and a label")
        }
    }

    /// The cells of a file.
    ///
    /// - Throws: `SampleError.unreadable`, `.labels`.
    static func text(_ url: URL) throws -> DelimitedText {
        let file = try NumberFile(url) { _ in mostBytes }
        guard file.count <= mostBytes else {
            throw SampleError.unreadable(name: file.name, reason: "it has more than \(mostBytes >> 20) MB")
        }
        return try DelimitedText(Data(try file.start(file.count)), file: file.name)
    }

    /// The words of a head as they are compared: "File_Name" is "file name".
    static func head(_ cell: String) -> String {
        cell.lowercased().replacing("_", with: " ").replacing("-", with: " ")
    }

    private static func cell(_ row: DelimitedText.Row, _ column: Int) -> String? {
        column < row.cells.count ? row.cells[column] : nil
    }

    private static func columns(
        of rows: [DelimitedText.Row], name: String
    ) throws -> (file: Int, label: Int, hasHead: Bool) {
        let first = rows.first?.cells ?? []
        let heads = first.map(head)
        let file = fileHeads.lazy.compactMap { heads.firstIndex(of: $0) }.first
        let label = labelHeads.lazy.compactMap { heads.firstIndex(of: $0) }.first
        if let file, let label { return (file, label, true) }
        // Without heads that are known: two columns, one of them of pictures' names.
        let sample = rows.count > 1 ? rows[1].cells : first
        if sample.count == 2, let picture = sample.firstIndex(where: isPicture) {
            return (picture, 1 - picture, !first.contains(where: isPicture))
        }
        let missing =
            file == nil
            ? "file, filename, image or path" : "label, class, category or target"
        throw SampleError.labels(
            name: name,
            reason: "none of its columns (\(first.prefix(8).joined(separator: ", "))) is called \(missing)")
    }

    private static func isPicture(_ cell: String) -> Bool {
        PictureFolder.endings.contains(PictureFolder.ending(of: cell))
    }
}
