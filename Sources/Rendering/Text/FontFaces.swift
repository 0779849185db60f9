import CFreeType
import Resources

/// The fonts of all weights, opened with FreeType.
///
/// Belongs to the thread that made it, and to one owner, who closes it.
struct FontFaces {
    private var library: FT_Library?
    private var faces: [FT_Face] = []

    /// Opens them.
    ///
    /// - Throws: `ResourceError.missing`, `RenderingError.font`.
    init(_ resources: ResourceLocator) throws {
        guard FT_Init_FreeType(&library) == 0 else { throw RenderingError.font(path: "FreeType") }
        do {
            for weight in FontWeight.allCases {
                let path = try resources.url(weight.file).path
                var face: FT_Face?
                guard FT_New_Face(library, path, 0, &face) == 0, let face else {
                    throw RenderingError.font(path: path)
                }
                faces.append(face)
            }
        } catch {
            close()
            throw error
        }
    }

    /// The font of a weight.
    subscript(weight: FontWeight) -> FT_Face { faces[weight.rawValue] }

    /// Closes them.
    mutating func close() {
        faces.forEach { _ = FT_Done_Face($0) }
        faces = []
        if library != nil { FT_Done_FreeType(library) }
        library = nil
    }
}
