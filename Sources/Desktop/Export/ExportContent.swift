import Foundation
import Rendering
import Workbench

/// What goes into one file.
enum ExportContent: Sendable {
    /// A PNG picture.
    case picture(ExportedPicture)
    /// An SVG drawing; with a theme, its caption stands below in those colours.
    case drawing(SVGFile.Part, Caption, theme: Theme?)
    /// A table.
    case table(DataTable)

    /// The file's bytes.
    ///
    /// - Throws: `SVGError`, `RenderingError`.
    func encoded() throws -> Data {
        switch self {
        case .picture(let picture): return try picture.encoded()
        case .drawing(let part, let caption, let theme):
            var parts = [part]
            if let theme {
                let strip = CaptionStrip(caption, width: part.size.x, theme: theme)
                parts.append(SVGFile.Part(strip.drawing, size: strip.size))
            }
            return try SVGFile.encoded(
                parts, title: ProgramVersion.line, description: caption.text)
        case .table(let table): return table.csv
        }
    }

    /// Writes the file as a whole or not at all.
    ///
    /// - Throws: `OutputError.notWritable`, or why there is nothing to write.
    func write(to file: URL) throws {
        let data = try encoded()
        do {
            try data.write(to: file, options: .atomic)
        } catch {
            throw OutputError.notWritable(file.path)
        }
    }
}
