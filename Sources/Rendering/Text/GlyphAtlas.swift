import CGL
import Resources

/// Where a glyph lies in the atlas, and where it goes from the pen, all in pixels.
struct AtlasGlyph {
    var x, y, width, height: Float
    var left, top: Float
}

/// One texture with the coverage of every glyph that has been drawn, for all weights and sizes, letters and halos.
///
/// Glyphs stand on shelves. The texture grows downwards, so places stay valid; only when it is full is it
/// emptied, before the next frame.
@MainActor
final class GlyphAtlas {
    private static let width = 1024
    private static let greatestHeight = 8192

    private(set) var texture: GLuint = 0
    private let rasterizer: GlyphRasterizer
    private var glyphs: [GlyphKey: AtlasGlyph] = [:]
    private var pixels: [UInt8] = []
    private var height = 512
    private var pen = (x: 1, y: 1)
    private var shelfHeight = 0
    private var isFull = false
    private var changedRows: Range<Int>?
    private var hasGrown = true

    /// An empty atlas of the fonts that ship with the program.
    ///
    /// - Throws: `ResourceError.missing`, `.font`.
    init(_ resources: ResourceLocator) throws {
        rasterizer = try GlyphRasterizer(resources)
        pixels = [UInt8](repeating: 0, count: Self.width * height)
        glGenTextures(1, &texture)
    }

    /// The glyph's place, rasterised if need be; nil where it has no pixels or no room.
    func glyph(_ key: GlyphKey) -> AtlasGlyph? {
        if let known = glyphs[key] { return known.width > 0 ? known : nil }
        let bitmap = rasterizer.bitmap(key)
        guard let placed = place(bitmap) else { return nil }
        glyphs[key] = placed
        return placed.width > 0 ? placed : nil
    }

    /// Empties a full atlas; to be called between frames.
    func beginFrame() {
        guard isFull else { return }
        glyphs = [:]
        pixels = [UInt8](repeating: 0, count: pixels.count)
        pen = (1, 1)
        shelfHeight = 0
        isFull = false
        hasGrown = true
    }

    /// Sends what is new to the graphics memory and binds the texture.
    func upload() {
        glActiveTexture(GL_TEXTURE0)
        glBindTexture(GL_TEXTURE_2D, texture)
        glPixelStorei(GL_UNPACK_ALIGNMENT, 1)
        let width = GLsizei(Self.width)
        if hasGrown {
            glTexImage2D(
                GL_TEXTURE_2D, 0, GL_R8, width, GLsizei(height), 0, GL_RED, GL_UNSIGNED_BYTE, pixels)
            for name in [GL_TEXTURE_MIN_FILTER, GL_TEXTURE_MAG_FILTER] {
                glTexParameteri(GL_TEXTURE_2D, name, GL_NEAREST)
            }
        } else if let rows = changedRows {
            pixels.withUnsafeBufferPointer {
                glTexSubImage2D(
                    GL_TEXTURE_2D, 0, 0, GLint(rows.lowerBound), width, GLsizei(rows.count), GL_RED,
                    GL_UNSIGNED_BYTE, $0.baseAddress?.advanced(by: rows.lowerBound * Self.width))
            }
        }
        hasGrown = false
        changedRows = nil
    }

    /// Frees texture and fonts.
    func close() {
        glDeleteTextures(1, &texture)
        rasterizer.close()
    }

    private func place(_ bitmap: GlyphBitmap) -> AtlasGlyph? {
        if pen.x + bitmap.width + 1 > Self.width {
            pen = (1, pen.y + shelfHeight + 1)
            shelfHeight = 0
        }
        while pen.y + bitmap.height + 1 > height {
            guard height < Self.greatestHeight else {
                isFull = true
                return nil
            }
            pixels += [UInt8](repeating: 0, count: Self.width * height)
            height *= 2
            hasGrown = true
        }
        guard pen.x + bitmap.width + 1 <= Self.width else { return nil }
        for row in 0..<bitmap.height {
            let start = (pen.y + row) * Self.width + pen.x
            let source = row * bitmap.width
            pixels.replaceSubrange(
                start..<start + bitmap.width, with: bitmap.coverage[source..<source + bitmap.width])
        }
        let rows = pen.y..<pen.y + bitmap.height
        changedRows =
            changedRows.map {
                min($0.lowerBound, rows.lowerBound)..<max($0.upperBound, rows.upperBound)
            } ?? rows
        defer {
            pen.x += bitmap.width + 1
            shelfHeight = max(shelfHeight, bitmap.height)
        }
        return AtlasGlyph(
            x: Float(pen.x), y: Float(pen.y), width: Float(bitmap.width), height: Float(bitmap.height),
            left: Float(bitmap.left), top: Float(bitmap.top))
    }
}
