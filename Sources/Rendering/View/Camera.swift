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

    /// The depth of a world place: -1 (nearest) ... 1 (farthest) inside what is drawn.
    public func depth(of place: Vector3) -> Float {
        let clip = clipFromWorld * SIMD4(place, 1)
        return clip.z / clip.w
    }

    /// The line of sight through a stage place: all world places that appear there.
    ///
    /// It starts on the nearest plane that is drawn. Where the matrix has no inverse, as on a stage without
    /// extent, the ray has no direction and hits nothing.
    public func ray(through point: Point) -> Ray {
        guard let worldFromClip = clipFromWorld.inverse, stageSize.min() > 0 else {
            return Ray(origin: .zero, direction: .zero)
        }
        let normalized = point / stageSize * 2 - 1
        func place(_ depth: Float) -> Vector3 {
            let world = worldFromClip * SIMD4(normalized.x, -normalized.y, depth, 1)
            return Vector3(world.x, world.y, world.z) / world.w
        }
        let near = place(-1)
        let along = place(0.5) - near
        let length = (along * along).sum().squareRoot()
        return Ray(origin: near, direction: length > 0 ? along / length : .zero)
    }
}
