import Rendering
import Testing

struct RayTests {
    @Test(arguments: [0, 0.5, 1] as [Float])
    func pickingAFaceFindsThePixelThatIsSeen(fraction: Float) throws {
        let stage = Point(800, 600)
        let camera = CameraPose.plate(center: Vector3(50, 50, 0), zoom: 2).blended(
            with: .orbit(
                azimuth: 0.6, elevation: 0.3, target: Vector3(50, 50, 0), scale: 2, stageHeight: 600),
            fraction
        ).camera(stageSize: stage)
        let (origin, right, down) = (Vector3(10, 90, 5), Vector3(80, 0, 10), Vector3(0, -80, 0))
        for (u, v) in [(0.1, 0.2), (0.9, 0.5), (0.5, 0.99)] as [(Float, Float)] {
            let ray = camera.ray(through: camera.project(origin + right * u + down * v))
            let hit = try #require(ray.hit(origin: origin, right: right, down: down))
            #expect(abs(hit.u - u) < 1e-3 && abs(hit.v - v) < 1e-3)
        }
        let beside = camera.ray(through: camera.project(origin + right * 1.1 + down * 0.5))
        #expect(beside.hit(origin: origin, right: right, down: down) == nil)
    }

    @Test func aRayMeetsATriangleOnlyInside() throws {
        let ray = Ray(origin: Vector3(0.2, 0.3, -5), direction: Vector3(0, 0, 1))
        let (a, b, c) = (Vector3(0, 0, 2), Vector3(1, 0, 2), Vector3(0, 1, 2))
        #expect(try abs(#require(ray.hit(triangle: a, b, c)) - 7) < 1e-5)
        let outside = Ray(origin: Vector3(0.7, 0.7, -5), direction: Vector3(0, 0, 1))
        #expect(outside.hit(triangle: a, b, c) == nil)
        let away = Ray(origin: Vector3(0.2, 0.3, -5), direction: Vector3(0, 0, -1))
        #expect(away.hit(triangle: a, b, c) == nil)
    }
}
