import CFreeType
import Resources

/// Which picture of a character is meant.
struct GlyphKey: Hashable {
    var character: UInt32
    var weight: FontWeight
    /// The font size in 64ths of a pixel.
    var size: Int32
    /// How far right of a whole pixel the pen stands, in quarters of a pixel.
    var quarter: UInt8
    /// The radius of the halo in quarters of a pixel; 0 for the letter itself.
    var halo: UInt8
}

/// The coverage of a glyph, 0...255, rows from the top.
struct GlyphBitmap {
    var width = 0
    var height = 0
    /// From the pen to the left column, in pixels.
    var left = 0
    /// From the baseline up to the top row, in pixels.
    var top = 0
    var coverage: [UInt8] = []

    /// The bitmap grown by `radius` pixels on all sides: each pixel gets the strongest coverage within reach,
    /// fading over the last pixel. Thin strokes, which nowhere cover a whole pixel, count double.
    func dilated(by radius: Float) -> GlyphBitmap {
        guard width > 0, height > 0, radius > 0 else { return self }
        let reach = Int((radius + 0.5).rounded(.up))
        var result = GlyphBitmap(
            width: width + 2 * reach, height: height + 2 * reach, left: left - reach, top: top + reach)
        result.coverage = [UInt8](repeating: 0, count: result.width * result.height)
        let strong = coverage.map { Float(min(2 * Int($0), 255)) }
        for dy in -reach...reach {
            for dx in -reach...reach {
                let distance = Float(dx * dx + dy * dy).squareRoot()
                let strength = min(max(radius + 0.5 - distance, 0), 1)
                guard strength > 0 else { continue }
                for y in 0..<height {
                    let target = (y + dy + reach) * result.width + dx + reach
                    for x in 0..<width {
                        let value = UInt8(strong[y * width + x] * strength)
                        if value > result.coverage[target + x] { result.coverage[target + x] = value }
                    }
                }
            }
        }
        return result
    }
}

/// Turns characters into coverage with FreeType: light hinting, so vertical only, at quarter-pixel positions.
@MainActor
final class GlyphRasterizer {
    private var faces: FontFaces

    /// Opens the fonts of all weights.
    ///
    /// - Throws: `ResourceError.missing`, `.font`.
    init(_ resources: ResourceLocator) throws { faces = try FontFaces(resources) }

    /// Closes the fonts.
    func close() { faces.close() }

    /// The coverage that the key asks for.
    func bitmap(_ key: GlyphKey) -> GlyphBitmap {
        letter(key).dilated(by: Float(key.halo) / 4)
    }

    private func letter(_ key: GlyphKey) -> GlyphBitmap {
        let face = faces[key.weight]
        let glyph = FT_Get_Char_Index(face, FT_ULong(key.character))
        guard glyph != 0 else { return Self.missing(size: Float(key.size) / 64) }
        guard FT_Set_Char_Size(face, 0, FT_F26Dot6(key.size), 72, 72) == 0,
            FT_Load_Glyph(face, glyph, freetype_load_target_light()) == 0, let slot = face.pointee.glyph
        else { return GlyphBitmap() }
        FT_Outline_Translate(&slot.pointee.outline, FT_Pos(key.quarter) * 16, 0)
        guard FT_Render_Glyph(slot, FT_RENDER_MODE_NORMAL) == 0 else { return GlyphBitmap() }
        let rendered = slot.pointee.bitmap
        var bitmap = GlyphBitmap(
            width: Int(rendered.width), height: Int(rendered.rows), left: Int(slot.pointee.bitmap_left),
            top: Int(slot.pointee.bitmap_top))
        guard let pixels = rendered.buffer else { return bitmap }
        bitmap.coverage.reserveCapacity(bitmap.width * bitmap.height)
        for row in 0..<bitmap.height {
            let start = pixels + row * Int(rendered.pitch)
            bitmap.coverage += UnsafeBufferPointer(start: start, count: bitmap.width)
        }
        return bitmap
    }

    /// An upright empty box, as wide as `FontTable.missingAdvance` with its margins.
    private static func missing(size: Float) -> GlyphBitmap {
        let width = max(Int((size * 0.46).rounded()), 3)
        let height = max(Int((size * 0.72).rounded()), 4)
        let line = max(Int((size / 14).rounded()), 1)
        var box = GlyphBitmap(
            width: width, height: height, left: max(Int((size * 0.07).rounded()), 1), top: height)
        box.coverage = [UInt8](repeating: 255, count: width * height)
        for y in line..<max(height - line, line) {
            for x in line..<max(width - line, line) { box.coverage[y * width + x] = 0 }
        }
        return box
    }
}
