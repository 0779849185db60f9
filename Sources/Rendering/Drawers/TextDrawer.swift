import CGL
import Resources

/// A glyph in pixels, as the shader `Text` reads it.
struct GlyphInstance {
    /// Left, top, width, height on the stage.
    var target: SIMD4<Float>
    /// Left, top, width, height in the atlas.
    var source: SIMD4<Float>
    /// The colour.
    var color: SIMD4<Float>
}

/// Draws lines of text, glyph by glyph, at their exact pixel size.
@MainActor
final class TextDrawer {
    let stream = VertexStream<GlyphInstance>(components: [4, 4, 4], perInstance: true)
    let atlas: GlyphAtlas
    private let measure: TextMeasure
    private let program: ShaderProgram

    init(_ resources: ResourceLocator) throws {
        measure = try TextMeasure(resources)
        atlas = try GlyphAtlas(resources)
        program = try ShaderProgram("Text", resources: resources)
    }

    /// The area that the run covers, in points.
    func bounds(of run: TextRun) -> Rectangle {
        let width = measure.width(of: run.string, size: run.size, weight: run.weight)
        let margin = (run.halo == nil ? 0 : run.haloRadius) + 1
        let ascent = measure.ascent(size: run.size, weight: run.weight)
        let descent = measure.descent(size: run.size, weight: run.weight)
        return Rectangle(
            x: run.position.x - width * run.alignment.share, y: run.position.y - ascent, width: width,
            height: ascent + descent
        ).inset(by: -margin)
    }

    /// Appends the run's glyphs, its halo below them; `scale` in pixels a point.
    func append(_ run: TextRun, scale: Float) {
        let pixelSize = (run.size * scale * 64).rounded()
        guard pixelSize >= 64, pixelSize <= 64 * 512 else { return }
        let width = measure.width(of: run.string, size: pixelSize / 64, weight: run.weight)
        let start = Point(
            (run.position.x * scale - width * run.alignment.share).rounded(),
            (run.position.y * scale).rounded())
        if let halo = run.halo {
            let quarters = UInt8(min(max((run.haloRadius * scale * 4).rounded(), 0), 255))
            append(run, at: start, size: Int32(pixelSize), halo: quarters, color: halo)
        }
        append(run, at: start, size: Int32(pixelSize), halo: 0, color: run.color)
    }

    private func append(_ run: TextRun, at start: Point, size: Int32, halo: UInt8, color: Color) {
        let em = Float(size) / 64
        let components = color.components
        measure.walk(run.string, weight: run.weight) { character, pen, _ in
            let quarters = (pen * em * 4).rounded()
            let whole = (quarters / 4).rounded(.down)
            let key = GlyphKey(
                character: character, weight: run.weight, size: size, quarter: UInt8(quarters - whole * 4),
                halo: halo)
            guard let glyph = atlas.glyph(key) else { return }
            stream.elements.append(
                GlyphInstance(
                    target: SIMD4(
                        start.x + whole + glyph.left, start.y - glyph.top, glyph.width, glyph.height),
                    source: SIMD4(glyph.x, glyph.y, glyph.width, glyph.height), color: components))
        }
    }

    /// Draws a part of the stream.
    func draw(_ range: Range<Int>, clipFromPosition: Matrix4) {
        program.use()
        program.set("clipFromPosition", clipFromPosition)
        atlas.upload()
        stream.bind(first: range.lowerBound)
        glDrawArraysInstanced(GL_TRIANGLE_STRIP, 0, 4, GLsizei(range.count))
    }

    func close() {
        stream.close()
        atlas.close()
        program.close()
    }
}

extension TextAlignment {
    /// Which share of a line's width lies left of its position.
    var share: Float {
        switch self {
        case .left: 0
        case .center: 0.5
        case .right: 1
        }
    }
}
