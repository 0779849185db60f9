import CFreeType
import Resources

/// The outlines of letters as paths of SVG: in units of the font, the pen at the origin, y down.
///
/// Belongs to the thread that made it.
final class GlyphOutlines {
    private var faces: FontFaces

    /// Opens the fonts of all weights.
    ///
    /// - Throws: `ResourceError.missing`, `RenderingError.font`.
    init(_ resources: ResourceLocator) throws { faces = try FontFaces(resources) }

    deinit { faces.close() }

    /// Units of the font an em.
    func unitsPerEm(_ weight: FontWeight) -> Float { Float(faces[weight].pointee.units_per_EM) }

    /// The outline as the data of a path; empty for what is not seen, as a space. What the font lacks is a box.
    func path(of character: UInt32, weight: FontWeight) -> String {
        let face = faces[weight]
        let glyph = FT_Get_Char_Index(face, FT_ULong(character))
        guard glyph != 0 else { return Self.missing(em: unitsPerEm(weight)) }
        guard FT_Load_Glyph(face, glyph, FT_Int32(FT_LOAD_NO_SCALE)) == 0, let slot = face.pointee.glyph
        else {
            return ""
        }
        let pen = Pen()
        var calls = Pen.calls
        FT_Outline_Decompose(&slot.pointee.outline, &calls, Unmanaged.passUnretained(pen).toOpaque())
        return pen.finished
    }

    /// As wide and high as the box that `GlyphRasterizer` draws.
    private static func missing(em: Float) -> String {
        let (left, right, top, line) = (0.07 * em, 0.53 * em, -0.72 * em, em / 14)
        let n: (Float) -> String = SVGNumber.text
        return "M\(n(left)) 0V\(n(top))H\(n(right))V0Z"
            + "M\(n(left + line)) \(n(-line))H\(n(right - line))V\(n(top + line))H\(n(left + line))Z"
    }
}

/// Writes down what FreeType tells of an outline.
private final class Pen {
    private var path = ""
    private var isOpen = false

    /// The path, its last part closed.
    var finished: String { isOpen ? path + "Z" : path }

    private func add(_ letter: String, _ places: FT_Vector?...) {
        let numbers = places.compactMap { $0 }.map { "\($0.x) \(-$0.y)" }
        path += letter + numbers.joined(separator: " ")
    }

    private static func of(_ user: UnsafeMutableRawPointer?) -> Pen? {
        user.map { Unmanaged<Pen>.fromOpaque($0).takeUnretainedValue() }
    }

    /// What FreeType calls: one function a kind of line.
    static var calls: FT_Outline_Funcs {
        var calls = FT_Outline_Funcs()
        calls.move_to = { to, user in
            guard let pen = Pen.of(user) else { return 1 }
            pen.add(pen.isOpen ? "ZM" : "M", to?.pointee)
            pen.isOpen = true
            return 0
        }
        calls.line_to = { to, user in
            Pen.of(user)?.add("L", to?.pointee)
            return 0
        }
        calls.conic_to = { control, to, user in
            Pen.of(user)?.add("Q", control?.pointee, to?.pointee)
            return 0
        }
        calls.cubic_to = { first, second, to, user in
            Pen.of(user)?.add("C", first?.pointee, second?.pointee, to?.pointee)
            return 0
        }
        return calls
    }
}
