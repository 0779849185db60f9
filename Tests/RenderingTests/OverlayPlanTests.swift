import Testing

@testable import Rendering

struct OverlayPlanTests {
    private let stage = Point(640, 320)
    private let ink = Color(0x000000)

    private func box(_ x: Float, _ y: Float) -> OverlayItem {
        .box(Box(Rectangle(x: x, y: y, width: 20, height: 20), fill: ink))
    }

    private func triangle(_ x: Float, _ y: Float) -> OverlayItem {
        .polygon([Point(x, y), Point(x + 20, y), Point(x, y + 20)], ink)
    }

    private func plan(_ overlay: [OverlayItem]) -> OverlayPlan {
        OverlayPlan(overlay, stageSize: stage) { item in
            switch item {
            case .box(let box): (.boxes, box.rectangle)
            case .polygon(let points, _): Rectangle(around: points, margin: 0).map { (.triangles, $0) }
            default: nil
            }
        }
    }

    @Test func thingsThatDoNotTouchAreDrawnTogetherByKind() {
        let overlay = (0..<10).flatMap { [box(Float($0) * 60, 0), triangle(Float($0) * 60, 100)] }
        let batches = plan(overlay).batches
        #expect(batches.map(\.kind) == [.boxes, .triangles])
        #expect(batches[0].items == Array(stride(from: 0, to: 20, by: 2)))
    }

    @Test func whatLiesOnTopStaysOnTop() {
        let batches = plan([box(0, 0), triangle(5, 5), box(8, 8)]).batches
        #expect(batches.map(\.items) == [[0], [1], [2]])
    }

    @Test func whatIsClippedAwayIsNotDrawn() {
        let overlay: [OverlayItem] = [
            .beginClip(Rectangle(x: 0, y: 0, width: 50, height: 50)), box(100, 100), box(10, 10), .endClip,
            box(900, 10), box(200, 10),
        ]
        let batches = plan(overlay).batches
        #expect(batches.map(\.items) == [[2], [5]])
        #expect(batches[0].clip == Rectangle(x: 0, y: 0, width: 50, height: 50))
        #expect(batches[1].clip == nil)
    }

    @Test func clipsInsideClipsShareTheirArea() {
        let overlay: [OverlayItem] = [
            .beginClip(Rectangle(x: 0, y: 0, width: 50, height: 50)),
            .beginClip(Rectangle(x: 30, y: 20, width: 50, height: 50)), box(25, 15), .endClip, .endClip,
        ]
        #expect(plan(overlay).batches.first?.clip == Rectangle(x: 30, y: 20, width: 20, height: 30))
    }

    /// The oracle: any two items that touch keep their order, whatever is drawn together.
    @Test func touchingItemsNeverChangePlaces() {
        var state: UInt64 = 7
        func random(_ limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % limit
        }
        let places = (0..<200).map { _ in Point(Float(random(600)), Float(random(300))) }
        let overlay = places.map { random(2) == 0 ? box($0.x, $0.y) : triangle($0.x, $0.y) }
        let order = plan(overlay).batches.flatMap(\.items)
        let rank = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($0.element, $0.offset) })
        #expect(order.sorted() == Array(0..<200))
        for first in 0..<200 {
            for second in first + 1..<200 {
                let apart =
                    abs(places[first].x - places[second].x) > 20
                    || abs(places[first].y - places[second].y) > 20
                if !apart { #expect((rank[first] ?? 0) < (rank[second] ?? 0)) }
            }
        }
        #expect(plan(overlay).batches.count < 120)
    }
}
