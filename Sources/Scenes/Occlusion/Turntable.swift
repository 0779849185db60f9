import Foundation
import Rendering
import Workbench

/// How the figure is looked at: turned about the vertical axis, tilted, zoomed and moved.
///
/// The perspective is that of `CameraPose.turntableFieldOfView`; the size on stage is set by framing.
struct Turntable: Sendable, Equatable {
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

    /// A view; see the properties for the meaning of the parameters.
    init(azimuth: Float, elevation: Float, zoom: Float = 1, shift: Point = .zero) {
        self.azimuth = azimuth
        self.elevation = elevation
        self.zoom = zoom
        self.shift = shift
    }

    /// Where the scene opens, and where F leads back to: a solid from the right and above, a flat figure from
    /// the front.
    static func home(for simplex: Simplex) -> Turntable {
        simplex.isSolid
            ? Turntable(azimuth: 14 * .pi / 180, elevation: 20 * .pi / 180)
            : Turntable(azimuth: 0, elevation: 0)
    }

    /// The view from a viewpoint on a stage.
    init(_ viewpoint: Viewpoint, stageSize: Point) {
        azimuth = viewpoint.azimuth * .pi / 180
        elevation = (viewpoint.elevation * .pi / 180).clamped(to: Self.elevations)
        zoom = viewpoint.zoom.clamped(to: Self.zooms)
        shift = Point(viewpoint.right, viewpoint.down) * stageSize
    }

    /// The viewpoint on a stage.
    func viewpoint(stageSize: Point) -> Viewpoint {
        let share = shift / stageSize
        return Viewpoint(
            azimuth: azimuth * 180 / .pi, elevation: elevation * 180 / .pi, zoom: zoom, right: share.x,
            down: share.y)
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

    /// The camera that shows `simplex` in the middle of `frame`: as large as it fits when seen from home, and
    /// smaller only where it is so turned that it would leave the frame.
    func camera(showing simplex: Simplex, in frame: Rectangle, stageSize: Point) -> Camera {
        let home = Self.home(for: simplex).outline(of: simplex)
        let seen = outline(of: simplex)
        let scale = min(Self.scale(fitting: home, frame), Self.scale(fitting: seen, frame)) * zoom
        let middle = frame.center + shift - scale * seen.center
        return pose(scale: scale, offset: middle - stageSize / 2).camera(stageSize: stageSize)
    }

    /// The distance of the eye from the middle, in world units: where the figure fills the lens.
    private static let distance: Float = 1.15 / tan(CameraPose.turntableFieldOfView / 2)

    private func pose(scale: Float, offset: Point) -> CameraPose {
        CameraPose(
            target: .zero, offset: offset, scale: scale, azimuth: azimuth, elevation: elevation,
            nearness: 1 / Self.distance, reach: 4)
    }

    /// The figure's extent as it is seen, in points at scale 1 from the middle.
    private func outline(of simplex: Simplex) -> Rectangle {
        let camera = pose(scale: 1, offset: Point(-1, -1)).camera(stageSize: Point(2, 2))
        let seen = simplex.corners.map(camera.project)
        let low = seen.reduce(Point(repeating: .greatestFiniteMagnitude)) { pointwiseMin($0, $1) }
        let high = seen.reduce(Point(repeating: -.greatestFiniteMagnitude)) { pointwiseMax($0, $1) }
        return Rectangle(origin: low, size: high - low)
    }

    private static func scale(fitting outline: Rectangle, _ frame: Rectangle) -> Float {
        min(frame.width / max(outline.width, 1e-3), frame.height / max(outline.height, 1e-3))
    }
}

extension Float {
    /// The nearest value of the range.
    fileprivate func clamped(to range: ClosedRange<Float>) -> Float {
        Swift.min(Swift.max(self, range.lowerBound), range.upperBound)
    }
}
