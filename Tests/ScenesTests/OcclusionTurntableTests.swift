import Rendering
import Testing

@testable import Scenes

@Suite struct OcclusionTurntableTests {
    private let frame = Rectangle(x: 170, y: 112, width: 792, height: 676)
    private let stage = Point(1132, 916)

    private func corners(_ view: Turntable, _ cornerCount: Int = 4) -> [Point] {
        let simplex = Simplex(cornerCount: cornerCount)
        return simplex.corners.map(view.camera(showing: simplex, in: frame, stageSize: stage).project)
    }

    @Test(arguments: 2...4) func `at home the figure fills its frame in one direction`(cornerCount: Int) {
        let seen = corners(.home(for: Simplex(cornerCount: cornerCount)), cornerCount)
        let (xs, ys) = (seen.map(\.x).sorted(), seen.map(\.y).sorted())
        let (width, height) = (xs[xs.count - 1] - xs[0], ys[ys.count - 1] - ys[0])
        #expect(abs(max(width / frame.width, height / frame.height) - 1) < 1e-3)
        #expect(abs((xs[0] + xs[xs.count - 1]) / 2 - frame.center.x) < 0.1)
    }

    @Test func `from home the back corner is seen above the front ones, right of the middle`() {
        let seen = corners(.home(for: Simplex(cornerCount: 4)))
        #expect(seen[2].y < seen[3].y && seen[3].y < seen[0].y && seen[0].y < seen[1].y)
        #expect(seen[0].x < seen[2].x && seen[2].x < seen[3].x && seen[3].x < seen[1].x)
    }

    @Test func `however it is turned, the figure stays in its frame`() {
        let margin = frame.inset(by: -0.5)
        for azimuth in stride(from: Float(-3), to: 3, by: 0.4) {
            for elevation: Float in [-0.3, 0, 0.6, 1.4] {
                let seen = corners(Turntable(azimuth: azimuth, elevation: elevation))
                #expect(seen.allSatisfy { margin.contains($0) })
            }
        }
    }

    @Test func `the wheel keeps the place under the pointer`() {
        let view = Turntable.home(for: Simplex(cornerCount: 4)).turned(by: Point(40, 10))
        let fixed = corners(view)[1]
        let zoomed = view.zoomed(by: 1.7, at: fixed, around: frame.center)
        let seen = corners(zoomed)
        #expect(abs(seen[1].x - fixed.x) < 0.05 && abs(seen[1].y - fixed.y) < 0.05)
        #expect(abs(seen[0].x - fixed.x) > 1.6 * abs(corners(view)[0].x - fixed.x))
    }

    @Test func `elevation and zoom stay within their limits`() {
        let view = Turntable(azimuth: 0, elevation: 0).turned(by: Point(0, 9000))
        #expect(view.elevation == Turntable.elevations.upperBound)
        #expect(view.zoomed(by: 1e6, at: .zero, around: .zero).zoom == Turntable.zooms.upperBound)
    }

    @Test func `a move takes the shorter way round`() {
        let start = Turntable(azimuth: 3, elevation: 0)
        let middle = start.mixed(with: Turntable(azimuth: -3, elevation: 1), 0.5)
        #expect(abs(abs(middle.azimuth) - .pi) < 1e-3)
        #expect(abs(middle.elevation - 0.5) < 1e-6)
    }

    @Test func `the eye sees the middle of the figure straight ahead`() {
        let view = Turntable(azimuth: 0.5, elevation: 0.3)
        let camera = view.camera(showing: Simplex(cornerCount: 4), in: frame, stageSize: stage)
        let (near, far) = (camera.project(view.eye * 0.2), camera.project(view.eye * -0.2))
        let middle = camera.project(.zero)
        #expect(abs(near.x - middle.x) < 0.05 && abs(near.y - middle.y) < 0.05)
        #expect(abs(far.x - middle.x) < 0.05 && abs(far.y - middle.y) < 0.05)
    }
}
