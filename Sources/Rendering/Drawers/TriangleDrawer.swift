import CGL
import Resources

/// Draws coloured triangles: solids of the world, and polygons and lines, which come as triangles too.
@MainActor
final class TriangleDrawer {
    let stream = VertexStream<WorldVertex>(components: [3, 4], perInstance: false)
    private let program: ShaderProgram

    init(_ resources: ResourceLocator) throws {
        program = try ShaderProgram("Triangles", resources: resources)
    }

    /// Draws a part of the stream.
    func draw(_ range: Range<Int>, clipFromPosition: Matrix4) {
        program.use()
        program.set("clipFromPosition", clipFromPosition)
        stream.bind(first: 0)
        glDrawArrays(GL_TRIANGLES, GLint(range.lowerBound), GLsizei(range.count))
    }

    func close() {
        stream.close()
        program.close()
    }
}
