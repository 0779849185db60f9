/// How world places become stage places: any projective map, with its way back.
///
/// `clipFromWorld` is what the GPU gets, and `project` and `ray` follow it, so that what is picked is what is
/// seen, in the middle of a camera move too.
public struct Camera: Sendable, Equatable {
    /// World to clip space: x right, y up, z into the screen, each -1...1 inside.
    public var clipFromWorld: Matrix4
    /// The stage's extent, in points.
    public var stageSize: Point

    /// A camera of its matrix.
    public init(clipFromWorld: Matrix4, stageSize: Point) {
        self.clipFromWorld = clipFromWorld
        self.stageSize = stageSize
    }

    /// Where a world place appears on the stage, in points.
    public func project(_ place: Vector3) -> Point {
        let clip = clipFromWorld * SIMD4(place, 1)
        let normalized = SIMD2(clip.x, clip.y) / clip.w
        return Point(normalized.x + 1, 1 - normalized.y) / 2 * stageSize
    }
}
