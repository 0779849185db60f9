import CGL
import Resources

/// Draws clouds of class marks, each cloud with one call, its marks' shapes by their distance.
@MainActor
final class PointDrawer {
    /// A cloud's place in the frame.
    private struct Placement {
        var cloud: UInt64
        var origin: Point
        var scales: Point
    }

    let store = PointStore()
    /// How many clouds the frame has so far.
    var count: Int { placements.count }

    private var placements: [Placement] = []
    private let program: ShaderProgram

    init(_ resources: ResourceLocator) throws {
        program = try ShaderProgram("Points", resources: resources)
    }

    /// Forgets the last frame.
    func beginFrame() {
        placements.removeAll(keepingCapacity: true)
        store.beginFrame()
    }

    /// Appends a cloud, and sends it to the graphics memory if it is new; `scale` in pixels a point.
    func append(_ cloud: PointCloud, scale: Float) {
        store.keep(cloud)
        placements.append(
            Placement(
                cloud: cloud.id, origin: cloud.origin * scale, scales: Point(cloud.scale * scale, scale)))
    }

    /// Draws some of the frame's clouds.
    func draw(_ range: Range<Int>, clipFromPosition: Matrix4) {
        program.use()
        program.set("clipFromPosition", clipFromPosition)
        glEnable(GL_PROGRAM_POINT_SIZE)
        for placement in placements[range] {
            program.set("origin", placement.origin.x, placement.origin.y)
            program.set("scales", placement.scales.x, placement.scales.y)
            glDrawArrays(GL_POINTS, 0, GLsizei(store.bind(placement.cloud)))
        }
    }

    func close() {
        store.close()
        program.close()
    }
}
