import Foundation

/// Where a scene is seen from: the family of cameras that holds *Plate*, *Orbit*, and all between them.
///
/// A world place is moved so that the target lies at the origin, sheared, turned, and projected with
/// `w = 1 + depth / distance`. Plate has a shear and neither angles nor a distance (infinitely far away); Orbit
/// has no shear. Blending blends the numbers, so nothing jumps, and a thing at the target keeps its size.
public struct CameraPose: Sendable, Equatable {
    /// The world place that stands still while the camera turns.
    public var target: Vector3
    /// Where the target appears, in points from the stage's middle: x right, y down.
    public var offset: Point
    /// Points a world unit, at the target's depth.
    public var scale: Float
    /// How far a place one unit behind the target is moved right and up, in world units.
    public var shear: SIMD2<Float>
    /// How far the camera stands to the right of the front, in radians.
    public var azimuth: Float
    /// How far the camera stands above the front, in radians.
    public var elevation: Float
    /// 1 / the distance from camera to target, in 1 / world units; 0 for parallel lines of sight.
    public var nearness: Float
    /// How far before and behind the target things are drawn, in world units.
    public var reach: Float

    /// The shear of Plate: a place one unit behind the face appears this much to the right and up.
    public static let plateShear = SIMD2<Float>(0.38, 0.26)
    /// The field of view of Orbit in the Network scene, in radians.
    public static let orbitFieldOfView: Float = 12 * .pi / 180
    /// The field of view of the tetrahedron's turntable, in radians.
    public static let turntableFieldOfView: Float = 16 * .pi / 180

    /// A pose of its numbers; see the properties.
    public init(
        target: Vector3, offset: Point = .zero, scale: Float, shear: SIMD2<Float> = .zero, azimuth: Float = 0,
        elevation: Float = 0, nearness: Float = 0, reach: Float = 4000
    ) {
        self.target = target
        self.offset = offset
        self.scale = scale
        self.shear = shear
        self.azimuth = azimuth
        self.elevation = elevation
        self.nearness = nearness
        self.reach = reach
    }

    /// The oblique (cabinet) projection: x right, y up, a place `z` behind the front at (x + 0.38 z, y + 0.26 z).
    ///
    /// - Parameters:
    ///   - center: the world place in the middle of the stage, moved by `offset` points.
    ///   - zoom: points a world unit.
    public static func plate(center: Vector3, zoom: Float, offset: Point = .zero, reach: Float = 4000)
        -> CameraPose
    {
        CameraPose(target: center, offset: offset, scale: zoom, shear: plateShear, reach: reach)
    }

    /// Perspective from a place around the target.
    ///
    /// - Parameters:
    ///   - azimuth: how far the camera stands to the right, in radians.
    ///   - elevation: how far it stands above, in radians.
    ///   - fieldOfView: the angle that the stage's height fills at this scale, in radians. Changing `scale` later
    ///     zooms like a lens: the perspective stays.
    ///   - scale: points a world unit at the target's depth.
    ///   - stageHeight: the stage's height, in points.
    public static func orbit(
        azimuth: Float, elevation: Float, fieldOfView: Float = orbitFieldOfView, target: Vector3,
        scale: Float,
        stageHeight: Float, offset: Point = .zero, reach: Float = 4000
    ) -> CameraPose {
        CameraPose(
            target: target, offset: offset, scale: scale, azimuth: azimuth, elevation: elevation,
            nearness: 2 * scale * tan(fieldOfView / 2) / max(stageHeight, 1), reach: reach)
    }

    /// The view of the tetrahedron: as `orbit`, with a field of view of 16 degrees.
    public static func turntable(
        azimuth: Float, elevation: Float, target: Vector3, scale: Float, stageHeight: Float,
        offset: Point = .zero
    ) -> CameraPose {
        orbit(
            azimuth: azimuth, elevation: elevation, fieldOfView: turntableFieldOfView, target: target,
            scale: scale, stageHeight: stageHeight, offset: offset)
    }

    /// The pose `fraction` of the way to `other`; exactly this one at 0 and exactly the other at 1.
    public func blended(with other: CameraPose, _ fraction: Float) -> CameraPose {
        let rest = 1 - fraction
        return CameraPose(
            target: target * rest + other.target * fraction, offset: offset * rest + other.offset * fraction,
            scale: scale * rest + other.scale * fraction, shear: shear * rest + other.shear * fraction,
            azimuth: azimuth * rest + other.azimuth * fraction,
            elevation: elevation * rest + other.elevation * fraction,
            nearness: nearness * rest + other.nearness * fraction,
            reach: reach * rest + other.reach * fraction)
    }

    /// The camera's matrix on a stage of the given extent, in points.
    ///
    /// - Parameter pixelsPerPoint: where given, the world's origin is moved by less than a pixel onto the grid of
    ///   physical pixels, so that in Plate whole world units at a whole zoom fall between pixels.
    public func camera(stageSize: Point, pixelsPerPoint: Float? = nil) -> Camera {
        let camera = Camera(clipFromWorld: clipFromWorld(stageSize), stageSize: stageSize)
        guard let pixelsPerPoint, nearness == 0, azimuth == 0, elevation == 0 else { return camera }
        let origin = camera.project(.zero) * pixelsPerPoint
        let shift = (origin.rounded(.toNearestOrAwayFromZero) - origin) / pixelsPerPoint
        var aligned = self
        aligned.offset += shift
        return Camera(clipFromWorld: aligned.clipFromWorld(stageSize), stageSize: stageSize)
    }

    /// The directions right, up and away of the viewer, in the sheared world.
    private var axes: (right: Vector3, up: Vector3, away: Vector3) {
        let (sinA, cosA, sinE, cosE) = (sin(azimuth), cos(azimuth), sin(elevation), cos(elevation))
        return (
            Vector3(cosA, 0, sinA), Vector3(-sinA * sinE, cosE, cosA * sinE),
            Vector3(-sinA * cosE, -sinE, cosA * cosE)
        )
    }

    private func clipFromWorld(_ stageSize: Point) -> Matrix4 {
        let size = pointwiseMax(stageSize, Point(1, 1))
        let (right, up, away) = axes
        let moved = Matrix4(
            SIMD4(1, 0, 0, 0), SIMD4(0, 1, 0, 0), SIMD4(0, 0, 1, 0), SIMD4(-target.x, -target.y, -target.z, 1)
        )
        let sheared = Matrix4(
            SIMD4(1, 0, 0, 0), SIMD4(0, 1, 0, 0), SIMD4(shear.x, shear.y, 1, 0), SIMD4(0, 0, 0, 1))
        let turned = Matrix4(
            SIMD4(right.x, up.x, away.x, 0), SIMD4(right.y, up.y, away.y, 0),
            SIMD4(right.z, up.z, away.z, 0), SIMD4(0, 0, 0, 1))
        // Depth runs from -1 at `near` before the target to 1 at `reach` behind it.
        let near = nearness > 0 ? min(reach, 0.95 / nearness) : reach
        let slope = (2 + nearness * (reach - near)) / (near + reach)
        let projected = Matrix4(
            SIMD4(2 * scale / size.x, 0, 0, 0), SIMD4(0, 2 * scale / size.y, 0, 0),
            SIMD4(0, 0, slope, nearness), SIMD4(0, 0, 1 + nearness * reach - slope * reach, 1))
        let onStage = Matrix4(
            SIMD4(1, 0, 0, 0), SIMD4(0, 1, 0, 0), SIMD4(0, 0, 1, 0),
            SIMD4(2 * offset.x / size.x, -2 * offset.y / size.y, 0, 1))
        return onStage * projected * turned * sheared * moved
    }
}

extension Camera {
    /// The oblique front view, on the pixel grid; see `CameraPose.plate`.
    public static func plate(
        center: Vector3, zoom: Float, stageSize: Point, pixelsPerPoint: Float = 1
    ) -> Camera {
        CameraPose.plate(center: center, zoom: zoom).camera(
            stageSize: stageSize, pixelsPerPoint: pixelsPerPoint)
    }

    /// The perspective view from around the target; see `CameraPose.orbit`.
    public static func orbit(
        azimuth: Float, elevation: Float, fieldOfView: Float = CameraPose.orbitFieldOfView, target: Vector3,
        scale: Float, stageSize: Point
    ) -> Camera {
        CameraPose.orbit(
            azimuth: azimuth, elevation: elevation, fieldOfView: fieldOfView, target: target, scale: scale,
            stageHeight: stageSize.y
        ).camera(stageSize: stageSize)
    }

    /// A camera on the stage's points themselves, for flat scenes: world x right, y up, from the top left corner.
    public static func flat(stageSize: Point) -> Camera {
        CameraPose(target: Vector3(stageSize.x / 2, -stageSize.y / 2, 0), scale: 1).camera(
            stageSize: stageSize)
    }
}
