import CFreeType
import Foundation

/// The measures of one font, in em (multiples of the font size), read once from its file.
struct FontTable: Sendable {
    /// How far the pen moves after each character.
    let advances: [UInt32: Float]
    /// How much two neighbours move together (negative) or apart; the key is `pairKey`.
    let kerning: [UInt64: Float]
    /// The height of capital letters and figures above the baseline.
    let capHeight: Float
    /// The height of a small x above the baseline.
    let xHeight: Float
    /// How far letters reach above the baseline.
    let ascent: Float
    /// How far letters reach below the baseline, positive.
    let descent: Float

    /// The advance of a character that the font lacks: a box is drawn.
    static let missingAdvance: Float = 0.6

    /// How far the pen moves after this character.
    func advance(_ character: UInt32) -> Float {
        advances[character] ?? Self.missingAdvance
    }

    /// How much the two characters move together.
    func kern(_ left: UInt32, _ right: UInt32) -> Float {
        kerning[Self.pairKey(left, right)] ?? 0
    }

    static func pairKey(_ left: UInt32, _ right: UInt32) -> UInt64 {
        UInt64(left) << 32 | UInt64(right)
    }

    /// Reads the font's measures.
    ///
    /// - Throws: `RenderingError.font` where the file is no font.
    init(_ url: URL) throws {
        var library: FT_Library?
        guard FT_Init_FreeType(&library) == 0 else { throw RenderingError.font(path: url.path) }
        defer { FT_Done_FreeType(library) }
        var opened: FT_Face?
        guard FT_New_Face(library, url.path, 0, &opened) == 0, let face = opened else {
            throw RenderingError.font(path: url.path)
        }
        defer { FT_Done_Face(face) }
        let em = Float(face.pointee.units_per_EM)
        var advances: [UInt32: Float] = [:]
        var characters: [UInt16: [UInt32]] = [:]
        var glyph: FT_UInt = 0
        var code = FT_Get_First_Char(face, &glyph)
        while glyph != 0 {
            if FT_Load_Glyph(face, glyph, FT_Int32(FT_LOAD_NO_SCALE)) == 0 {
                advances[UInt32(code)] = Float(face.pointee.glyph.pointee.metrics.horiAdvance) / em
                characters[UInt16(truncatingIfNeeded: glyph), default: []].append(UInt32(code))
            }
            code = FT_Get_Next_Char(face, code, &glyph)
        }
        guard !advances.isEmpty else { throw RenderingError.font(path: url.path) }
        self.advances = advances
        kerning = Self.kerning(Self.table(freetype_kern_tag(), of: face), characters, em: em)
        ascent = Float(face.pointee.ascender) / em
        descent = -Float(face.pointee.descender) / em
        let heights = FT_Get_Sfnt_Table(face, FT_SFNT_OS2)?.assumingMemoryBound(to: TT_OS2.self).pointee
        capHeight = Float(heights?.sCapHeight ?? 2048) / em
        xHeight = Float(heights?.sxHeight ?? 1536) / em
    }

    private static func table(_ tag: FT_ULong, of face: FT_Face) -> [UInt8] {
        var length: FT_ULong = 0
        guard FT_Load_Sfnt_Table(face, tag, 0, nil, &length) == 0 else { return [] }
        var bytes = [UInt8](repeating: 0, count: Int(length))
        guard FT_Load_Sfnt_Table(face, tag, 0, &bytes, &length) == 0 else { return [] }
        return bytes
    }

    /// The pairs of a `kern` table with one subtable of format 0: 4 + 14 bytes of heads, then left glyph, right
    /// glyph and value, 16 bits each, big-endian (OpenType specification, "kern").
    private static func kerning(
        _ table: [UInt8], _ characters: [UInt16: [UInt32]], em: Float
    ) -> [UInt64: Float] {
        func word(_ at: Int) -> UInt16 { UInt16(table[at]) << 8 | UInt16(table[at + 1]) }
        guard table.count >= 18, word(2) == 1, word(8) >> 8 == 0 else { return [:] }
        let count = min(Int(word(10)), (table.count - 18) / 6)
        var pairs: [UInt64: Float] = [:]
        for start in stride(from: 18, to: 18 + count * 6, by: 6) {
            let value = Float(Int16(bitPattern: word(start + 4))) / em
            for left in characters[word(start)] ?? [] {
                for right in characters[word(start + 2)] ?? [] { pairs[pairKey(left, right)] = value }
            }
        }
        return pairs
    }
}
