import Foundation
import Rendering
import Testing

/// Plate, Orbit and what lies between.
struct CameraTests {
    private let stage = Point(1600, 1000)
    private let center = Vector3(300, 200, 40)

    private func pose(_ fraction: Float) -> CameraPose {
        CameraPose.plate(center: center, zoom: 1.3, offset: Point(-80, 25)).blended(
            with: .orbit(
                azimuth: 35 * .pi / 180, elevation: 18 * .pi / 180, target: center, scale: 1.1,
                stageHeight: 1000),
            fraction)
    }

    @Test func plateMovesDepthRightAndUpByItsShear() {
        let camera = Camera.plate(center: Vector3(0, 0, 0), zoom: 2, stageSize: stage)
        #expect(distance(camera.project(.zero), Point(800, 500)) < 1e-3)
        #expect(distance(camera.project(Vector3(10, 20, 0)), Point(820, 460)) < 1e-3)
        #expect(
            distance(camera.project(Vector3(10, 20, 100)), Point(820 + 2 * 38, 460 - 2 * 26)) < 1e-2)
    }

    @Test(arguments: [1, 1.25, 2] as [Float])
    func plateLiesOnThePixelGrid(pixelsPerPoint: Float) {
        let camera = CameraPose.plate(center: Vector3(12.34, 56.78, 0), zoom: 1)
            .camera(stageSize: Point(777, 555), pixelsPerPoint: pixelsPerPoint)
        let place = camera.project(.zero) * pixelsPerPoint
        #expect(distance(place, place.rounded(.toNearestOrAwayFromZero)) < 1e-2)
    }

    @Test func plateIsExactlyTheStartAndOrbitExactlyTheEnd() {
        let plate = CameraPose.plate(center: center, zoom: 1.3, offset: Point(-80, 25))
        let orbit = CameraPose.orbit(
            azimuth: 0.6, elevation: 0.3, target: center, scale: 1.1, stageHeight: 1000)
        #expect(plate.blended(with: orbit, 0) == plate)
        #expect(plate.blended(with: orbit, 1) == orbit)
    }

    /// The oracle: a pinhole camera by trigonometry, in double precision.
    @Test func orbitIsAPinholeCameraOnASphere() {
        let (azimuth, elevation, fieldOfView) = (0.61, 0.314, 12 * Double.pi / 180)
        let camera = Camera.orbit(
            azimuth: Float(azimuth), elevation: Float(elevation), target: center, scale: 1.1, stageSize: stage
        )
        let radius = 1000 / 1.1 / 2 / tan(fieldOfView / 2)
        for place in [
            Vector3(250, 260, 0), Vector3(700, -100, 120), Vector3(300, 200, 40), Vector3(-400, 0, 300),
        ] {
            let offset = SIMD3<Double>(place - center)
            let across = cos(azimuth) * offset.x + sin(azimuth) * offset.z
            let inward = -sin(azimuth) * offset.x + cos(azimuth) * offset.z
            let up = cos(elevation) * offset.y + sin(elevation) * inward
            let away = cos(elevation) * inward - sin(elevation) * offset.y + radius
            let focal = 500 / tan(fieldOfView / 2)
            let expected = Point(Float(800 + focal * across / away), Float(500 - focal * up / away))
            #expect(distance(camera.project(place), expected) < 0.05)
        }
    }

    @Test func theTargetStandsStillWhileTheCameraMoves() {
        for step in 0...20 {
            let camera = pose(Float(step) / 20).camera(stageSize: stage)
            let rest = 1 - Float(step) / 20
            #expect(distance(camera.project(center), Point(800 - 80 * rest, 500 + 25 * rest)) < 0.01)
        }
    }

    @Test func nothingJumpsOnTheWayFromPlateToOrbit() {
        let places = [Vector3(0, 0, 0), Vector3(600, 400, 0), Vector3(100, 350, 180), Vector3(300, 0, 90)]
        for place in places {
            let path = (0...200).map { pose(Float($0) / 200).camera(stageSize: stage).project(place) }
            let steps = zip(path, path.dropFirst()).map { distance($0, $1) }
            let whole = steps.reduce(0, +)
            #expect(steps.allSatisfy { $0 < whole / 200 * 4 + 0.05 })
        }
    }

    @Test(arguments: [0, 0.01, 0.25, 0.5, 0.75, 1] as [Float])
    func aRayThroughAPlacesPictureMeetsThePlace(fraction: Float) {
        let camera = pose(fraction).camera(stageSize: stage)
        for place in [Vector3(0, 0, 0), Vector3(612, 405, 33), Vector3(100, -350, 180), Vector3(300, 0, -90)]
        {
            let ray = camera.ray(through: camera.project(place))
            let along = dot(place - ray.origin, ray.direction)
            let nearest = ray.origin + ray.direction * along
            #expect(along > 0)
            #expect(dot(nearest - place, nearest - place).squareRoot() < 0.05)
        }
    }

    @Test(arguments: [0, 0.5, 1] as [Float])
    func depthGrowsAlongALineOfSightAndStaysInRange(fraction: Float) {
        let camera = pose(fraction).camera(stageSize: stage)
        let ray = camera.ray(through: Point(900, 450))
        let depths = (1..<30).map { camera.depth(of: ray.origin + ray.direction * Float($0) * 250) }
        #expect(zip(depths, depths.dropFirst()).allSatisfy { $0 < $1 })
        #expect(depths.allSatisfy { $0 > -1.001 && $0 < 1.001 })
    }

    @Test func aStageWithoutExtentGivesARayThatHitsNothing() {
        let camera = pose(0.5).camera(stageSize: .zero)
        let ray = camera.ray(through: Point(3, 4))
        #expect(ray.hit(origin: center, right: Vector3(1, 0, 0), down: Vector3(0, -1, 0)) == nil)
    }

    @Test func theFlatCameraMapsPointsToThemselves() {
        let camera = Camera.flat(stageSize: Point(640, 480))
        #expect(distance(camera.project(Vector3(17, -33, 0)), Point(17, 33)) < 1e-3)
    }

    private func distance(_ a: Point, _ b: Point) -> Float { ((a - b) * (a - b)).sum().squareRoot() }
}
