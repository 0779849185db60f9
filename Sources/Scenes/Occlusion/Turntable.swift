import Foundation
import Rendering

/// How the figure is looked at: turned about the vertical axis, tilted, zoomed and moved.
///
/// The perspective is that of `Turntable.fieldOfView`; the size on stage is set by framing, not by distance, so
/// that turning never makes the figure pulse.
struct Turntable: Sendable, Equatable {
    /// The vertical opening of the lens, in radians.
    static let fieldOfView: Float = 16 * .pi / 180
    /// How far the eye can be lowered and raised, in radians.
    static let elevations: ClosedRange<Float> = (-20 * .pi / 180)...(85 * .pi / 180)
    /// How far can be zoomed.
    static let zooms: ClosedRange<Float> = 0.5...8

    /// The turn of the eye to the right, in radians.
    var azimuth: Float
    /// The height of the eye above the horizon, in radians.
    var elevation: Float
    /// 1 frames the figure.
    var zoom: Float = 1
    /// The shift of the picture on the stage, in points.
    var shift = Point.zero

    /// Where the scene opens, and where F leads back to: a solid from the right and above, a flat figure from
    /// the front.
    static func home(for simplex: Simplex) -> Turntable {
        simplex.isSolid
            ? Turntable(azimuth: 14 * .pi / 180, elevation: 20 * .pi / 180)
            : Turntable(azimuth: 0, elevation: 0)
    }

    /// Turned by a drag over `distance` points: half a turn every 600.
    func turned(by distance: Point) -> Turntable {
        var result = self
        result.azimuth -= distance.x * .pi / 600
        result.elevation = (elevation + distance.y * .pi / 600).clamped(to: Self.elevations)
        return result
    }

    /// Zoomed by a factor, the place `fixed` of the stage staying where it is.
    func zoomed(by factor: Float, at fixed: Point, around middle: Point) -> Turntable {
        var result = self
        result.zoom = (zoom * factor).clamped(to: Self.zooms)
        let arm = fixed - middle - shift
        result.shift = fixed - middle - arm * (result.zoom / zoom)
        return result
    }

    /// The view `fraction` (0...1) of the way to `other`, along the shorter turn.
    func mixed(with other: Turntable, _ fraction: Float) -> Turntable {
        let turn = remainder(other.azimuth - azimuth, 2 * .pi)
        return Turntable(
            azimuth: azimuth + turn * fraction,
            elevation: elevation + (other.elevation - elevation) * fraction,
            zoom: zoom * pow(other.zoom / zoom, fraction), shift: shift + (other.shift - shift) * fraction)
    }

    /// Where the eye is, in world units.
    var eye: Vector3 {
        let level = cos(elevation) * Self.distance
        return Vector3(level * sin(azimuth), sin(elevation) * Self.distance, -level * cos(azimuth))
    }

    /// How far in front of the eye a place is, in world units.
    func distance(of place: Vector3) -> Float { (viewFromWorld * SIMD4(place, 1)).z }

    /// The camera that shows `simplex`, as it is seen from home, as large as fits into `frame`.
    func camera(showing simplex: Simplex, in frame: Rectangle, stageSize: Point) -> Camera {
        let home = Self.home(for: simplex)
        let seen = simplex.corners.map { home.picturePlane($0) }
        let low = seen.reduce(Point(repeating: .greatestFiniteMagnitude)) { pointwiseMin($0, $1) }
        let high = seen.reduce(Point(repeating: -.greatestFiniteMagnitude)) { pointwiseMax($0, $1) }
        let extent = pointwiseMax(high - low, Point(1e-4, 1e-4))
        let scale = min(frame.width / extent.x, frame.height / extent.y) * zoom
        let middle = frame.center + shift - scale * (low + high) / 2
        return Camera(clipFromWorld: clip(scale: scale, middle: middle, stage: stageSize), stageSize: stageSize)
    }

    /// The distance of the eye from the middle, in world units: where the figure fills the lens.
    private static var distance: Float { 1.15 / tan(fieldOfView / 2) }

    /// The place on the picture plane at distance 1 from the eye; y down.
    private func picturePlane(_ place: Vector3) -> Point {
        let seen = viewFromWorld * SIMD4(place, 1)
        return Point(seen.x, -seen.y) / seen.z
    }

    /// Eye coordinates: x right, y up, z the distance in front of the eye.
    private var viewFromWorld: Matrix4 {
        let (sa, ca, se, ce) = (sin(azimuth), cos(azimuth), sin(elevation), cos(elevation))
        return Matrix4(
            SIMD4(ca, -sa * se, -sa * ce, 0), SIMD4(0, ce, -se, 0), SIMD4(sa, ca * se, ca * ce, 0),
            SIMD4(0, 0, Self.distance, 1))
    }

    /// Picture plane times `scale` plus `middle` gives stage points; depths of distance +-4 fill -1...1.
    private func clip(scale: Float, middle: Point, stage: Point) -> Matrix4 {
        let near = Self.distance - 4
        let far = Self.distance + 4
        let offset = Point(2 * middle.x / stage.x - 1, 1 - 2 * middle.y / stage.y)
        let lens = Matrix4(
            SIMD4(2 * scale / stage.x, 0, 0, 0), SIMD4(0, 2 * scale / stage.y, 0, 0),
            SIMD4(offset.x, offset.y, (far + near) / (far - near), 1),
            SIMD4(0, 0, -2 * far * near / (far - near), 0))
        return lens * viewFromWorld
    }
}

extension Float {
    /// The nearest value of the range.
    fileprivate func clamped(to range: ClosedRange<Float>) -> Float {
        Swift.min(Swift.max(self, range.lowerBound), range.upperBound)
    }
}
