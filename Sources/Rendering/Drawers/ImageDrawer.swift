import CGL
import Resources

/// An image on a parallelogram, as the shader `Faces` reads it.
struct ImageInstance {
    /// The top left corner; w: the layer in the page.
    var origin: SIMD4<Float>
    /// To the top right corner; w: how far the image is faded to the tint.
    var right: SIMD4<Float>
    /// To the bottom left corner; w: the opacity.
    var down: SIMD4<Float>
    /// The colour to fade towards.
    var tint: SIMD4<Float>
}

/// Draws images, in the world and on the stage: crisp texel edges when enlarged, averages when reduced.
@MainActor
final class ImageDrawer {
    let stream = VertexStream<ImageInstance>(components: [4, 4, 4, 4], perInstance: true)
    let store = ImageStore()
    private let program: ShaderProgram

    init(_ resources: ResourceLocator) throws {
        program = try ShaderProgram("Faces", resources: resources)
    }

    /// Appends a face of the world that lies in `layer` of its page.
    func append(_ face: WorldFace, layer: Int) {
        stream.elements.append(
            ImageInstance(
                origin: SIMD4(face.origin, Float(layer)), right: SIMD4(face.right, face.fade),
                down: SIMD4(face.down, face.opacity ?? 1),
                tint: SIMD4(face.tint.red, face.tint.green, face.tint.blue, 1)))
    }

    /// Appends an image of the stage, its rectangle in pixels.
    func append(_ rectangle: Rectangle, opacity: Float, layer: Int) {
        stream.elements.append(
            ImageInstance(
                origin: SIMD4(rectangle.minX, rectangle.minY, 0, Float(layer)),
                right: SIMD4(rectangle.width, 0, 0, 0), down: SIMD4(0, rectangle.height, 0, opacity),
                tint: SIMD4(0, 0, 0, 1)))
    }

    /// Draws a part of the stream whose images lie on one page.
    func draw(_ range: Range<Int>, page: Int, clipFromPosition: Matrix4) {
        program.use()
        program.set("clipFromPosition", clipFromPosition)
        store.bind(page: page)
        stream.bind(first: range.lowerBound)
        glDrawArraysInstanced(GL_TRIANGLE_STRIP, 0, 4, GLsizei(range.count))
    }

    func close() {
        stream.close()
        store.close()
        program.close()
    }
}
