import CGL
import Resources

/// A box in pixels, as the shader `Boxes` reads it.
struct BoxInstance {
    /// Left, top, width, height.
    var rectangle: SIMD4<Float>
    /// The inside's colour.
    var fill: SIMD4<Float>
    /// The border's colour.
    var border: SIMD4<Float>
    /// The border's width, the corners' radius.
    var shape: SIMD4<Float>
}

/// Draws upright boxes with sharp borders and round corners.
@MainActor
final class BoxDrawer {
    let stream = VertexStream<BoxInstance>(components: [4, 4, 4, 4], perInstance: true)
    private let program: ShaderProgram

    init(_ resources: ResourceLocator) throws {
        program = try ShaderProgram("Boxes", resources: resources)
    }

    /// Appends a box; `scale` in pixels a point.
    func append(_ box: Box, scale: Float) {
        let rectangle = PixelGrid.snap(box.rectangle, scale: scale)
        let hasBorder = box.border != nil && box.borderWidth > 0
        let borderWidth = hasBorder ? max((box.borderWidth * scale).rounded(), 1) : 0
        let radius = min(box.radius * scale, min(rectangle.width, rectangle.height) / 2)
        stream.elements.append(
            BoxInstance(
                rectangle: SIMD4(rectangle.minX, rectangle.minY, rectangle.width, rectangle.height),
                fill: (box.fill ?? box.border?.opacity(0))?.components ?? .zero,
                border: (hasBorder ? box.border : box.fill)?.components ?? .zero,
                shape: SIMD4(borderWidth, radius, 0, 0)))
    }

    /// Draws a part of the stream.
    func draw(_ range: Range<Int>, clipFromPosition: Matrix4) {
        program.use()
        program.set("clipFromPosition", clipFromPosition)
        stream.bind(first: range.lowerBound)
        glDrawArraysInstanced(GL_TRIANGLE_STRIP, 0, 4, GLsizei(range.count))
    }

    func close() {
        stream.close()
        program.close()
    }
}

extension Color {
    /// Red, green, blue, alpha, as shaders read them.
    var components: SIMD4<Float> { SIMD4(red, green, blue, alpha) }
}
