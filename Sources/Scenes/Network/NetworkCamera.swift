import Foundation
import Rendering

/// The way from the scene's world to the stage, from Plate's shear to Orbit's perspective without a jump.
///
/// World units are stage points where Plate is not zoomed: x right, y up, z away. A place is sheared
/// (cabinet projection), turned about `target` and divided by its distance; then the stage moves and scales it.
struct NetworkCamera: Sendable, Equatable {
    /// How far a place at depth 1 moves right and up: Plate's cabinet projection.
    var shear: Point
    /// The viewer's place to the right of the front, in radians.
    var azimuth: Float
    /// The viewer's place above the front, in radians.
    var elevation: Float
    /// 1 / distance of the viewer from `target`, in 1 / world units; 0 is parallel.
    var nearness: Float
    /// The world place about which the view turns.
    var target: Vector3
    /// Where `target` appears before pan and zoom, in stage points.
    var anchor: Point
    /// Stage points a world unit, at `target`.
    var scale: Float

    /// Plate's shear.
    static let plateShear = Point(0.38, 0.26)

    /// Front view, oblique: world (x, -y) is the stage place (x, y).
    static let plate = NetworkCamera(
        shear: plateShear, azimuth: 0, elevation: 0, nearness: 0, target: .zero, anchor: .zero, scale: 1)

    /// Perspective with a field of view of 12 degrees over the stage's height.
    static func orbit(
        azimuth: Float, elevation: Float, target: Vector3, anchor: Point, stageHeight: Float,
        scale: Float = 1
    ) -> NetworkCamera {
        NetworkCamera(
            shear: .zero, azimuth: azimuth, elevation: elevation,
            nearness: 2 * tan(6 * Float.pi / 180) / stageHeight, target: target, anchor: anchor,
            scale: scale)
    }

    /// The camera `fraction` of the way to `other`; every measure goes its own straight way.
    func blended(with other: NetworkCamera, _ fraction: Float) -> NetworkCamera {
        func mix(_ a: Float, _ b: Float) -> Float { a + (b - a) * fraction }
        return NetworkCamera(
            shear: shear + (other.shear - shear) * fraction, azimuth: mix(azimuth, other.azimuth),
            elevation: mix(elevation, other.elevation), nearness: mix(nearness, other.nearness),
            target: target + (other.target - target) * fraction,
            anchor: anchor + (other.anchor - anchor) * fraction, scale: mix(scale, other.scale))
    }

    /// The camera after the stage was moved by `pan` and enlarged by `zoom` about its top left corner.
    func moved(by pan: Point, zoom: Float) -> NetworkCamera {
        var moved = self
        moved.anchor = anchor * zoom + pan
        moved.scale = scale * zoom
        return moved
    }

    /// The projective map; `depths` is the range of world z, seen from the viewer, that must not be cut off.
    func camera(stageSize: Point, depths: ClosedRange<Float>) -> Camera {
        let turn = viewFromWorld
        let (near, far) = (depths.lowerBound, depths.upperBound)
        let (wNear, wFar) = (1 + nearness * near, 1 + nearness * far)
        let slope = (wFar + wNear) / (far - near)
        let clip = SIMD2(2 / stageSize.x, 2 / stageSize.y)
        let centre = Point(anchor.x * clip.x - 1, 1 - anchor.y * clip.y)
        // Rows of the matrix from view space (x right, y up, z away from the target) to clip space.
        let projection = Matrix4(
            SIMD4(scale * clip.x, 0, 0, 0), SIMD4(0, scale * clip.y, 0, 0),
            SIMD4(centre.x * nearness, centre.y * nearness, slope, nearness),
            SIMD4(centre.x, centre.y, wFar - slope * far, 1))
        return Camera(clipFromWorld: projection * turn, stageSize: stageSize)
    }

    /// The distance of a place behind the target, along the line of sight, in world units.
    func depth(of place: Vector3) -> Float { (viewFromWorld * SIMD4(place, 1)).z }

    private var viewFromWorld: Matrix4 {
        let (ca, sa) = (cos(azimuth), sin(azimuth))
        let (ce, se) = (cos(elevation), sin(elevation))
        // Columns: where the world's axes go. The viewer stands right of and above the front, so that what is
        // behind appears farther right and up, as in Plate.
        let x = SIMD4(ca, -sa * se, -sa * ce, 0)
        let y = SIMD4(0, ce, -se, 0)
        let z = SIMD4(sa, ca * se, ca * ce, 0) + SIMD4(shear.x, shear.y, 0, 0)
        let turn = Matrix4(x, y, z, SIMD4(0, 0, 0, 1))
        return turn
            * Matrix4(
                SIMD4(1, 0, 0, 0), SIMD4(0, 1, 0, 0), SIMD4(0, 0, 1, 0), SIMD4(-target, 1))
    }
}

extension Camera {
    /// Where a stage place falls on a parallelogram: 0...1 along `right` and `down`, and how near it is (clip
    /// depth, smaller is nearer). Nil outside of it, or where it is seen from its edge.
    func hit(_ place: Point, origin: Vector3, right: Vector3, down: Vector3) -> (at: SIMD2<Float>, depth: Float)? {
        let a = clipFromWorld * SIMD4(origin, 1)
        let b = clipFromWorld * SIMD4(right, 0)
        let c = clipFromWorld * SIMD4(down, 0)
        let target = Point(place.x / stageSize.x * 2 - 1, 1 - place.y / stageSize.y * 2)
        // a + u b + v c lies on the line of sight where its x and y are `target` times its w.
        let m = Point(b.x - target.x * b.w, b.y - target.y * b.w)
        let n = Point(c.x - target.x * c.w, c.y - target.y * c.w)
        let r = Point(target.x * a.w - a.x, target.y * a.w - a.y)
        let determinant = m.x * n.y - m.y * n.x
        guard abs(determinant) > 1e-12 else { return nil }
        let u = (r.x * n.y - r.y * n.x) / determinant
        let v = (m.x * r.y - m.y * r.x) / determinant
        guard u >= 0, u < 1, v >= 0, v < 1 else { return nil }
        let clip = a + b * u + c * v
        return (SIMD2(u, v), clip.z / clip.w)
    }
}
