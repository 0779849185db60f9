import Rendering
import Testing

@testable import Scenes

struct ScatterViewTests {
    private let frame = Rectangle(x: 40, y: 100, width: 500, height: 300)
    private let bounds = Rectangle(x: -3, y: 2, width: 12, height: 4)

    @Test func `everything is in view, in the middle, undistorted`() {
        let transform = ScatterView().transform(of: bounds, in: frame)
        let (low, high) = (transform.stage(bounds.origin), transform.stage(bounds.origin + bounds.size))
        #expect(abs(low.x - (frame.minX + ScatterView.margin)) < 0.01)
        #expect(abs(high.x - (frame.maxX - ScatterView.margin)) < 0.01)
        #expect(low.y > frame.minY + ScatterView.margin && high.y < frame.maxY - ScatterView.margin)
        #expect(abs((low.y + high.y) / 2 - frame.center.y) < 0.01)
    }

    @Test func `what lies under the pointer stays there while the wheel turns`() {
        var view = ScatterView()
        let pointer = Point(330, 220)
        var before = view.transform(of: bounds, in: frame)
        for factor in [1.5, 2, 0.7] as [Float] {
            let held = (pointer - before.origin) / before.scale
            view.enlarge(by: factor, at: pointer, in: frame)
            let after = view.transform(of: bounds, in: frame)
            let moved = after.stage(held) - pointer
            #expect(abs(moved.x) < 0.01 && abs(moved.y) < 0.01 && after.scale != before.scale)
            before = after
        }
    }

    @Test func `nothing is lost out of sight`() {
        var view = ScatterView()
        view.move(by: Point(900, 900), in: frame)
        #expect(view == ScatterView())
        view.enlarge(by: 4, at: frame.center, in: frame)
        view.move(by: Point(90_000, -90_000), in: frame)
        let transform = view.transform(of: bounds, in: frame)
        #expect(frame.contains(transform.stage(Point(bounds.minX, bounds.maxY))))
        #expect(abs(view.pan.x) <= frame.width * 1.5 && abs(view.pan.y) <= frame.height * 1.5)
        view.enlarge(by: 1e-6, at: Point(100, 120), in: frame)
        #expect(view == ScatterView())
    }

    @Test func `a single place has a view too`() {
        let transform = ScatterView().transform(of: Rectangle(x: 5, y: 5, width: 0, height: 0), in: frame)
        let place = transform.stage(Point(5, 5))
        #expect(abs(place.x - frame.center.x) < 60 && abs(place.y - frame.center.y) < 60)
    }
}
