import Testing

@testable import Desktop

@MainActor
@Suite struct FocusRingTests {
    /// Draws a frame with the given areas; returns what the keyboard does to each.
    private func frame(_ ring: inout FocusRing, _ areas: [String] = ["a", "b", "p.1", "p.2"]) -> [String:
        Touch]
    {
        ring.beginFrame()
        var touches: [String: Touch] = [:]
        for area in areas { touches[area] = ring.touch(area) }
        ring.endFrame()
        return touches
    }

    @Test func tabWalksAroundInTheOrderOfDrawing() {
        var ring = FocusRing()
        _ = frame(&ring)
        ring.toggle()
        var way: [String?] = [ring.id]
        for _ in 0..<4 {
            ring.ask(.next)
            way.append(ring.id)
        }
        #expect(way == ["a", "b", "p.1", "p.2", "a"])
        ring.ask(.previous)
        #expect(ring.id == "p.2")
    }

    @Test func aListTakesTheFocusFromAnywhere() {
        var ring = FocusRing()
        _ = frame(&ring)
        ring.ask(.next, among: "p.")
        #expect(ring.id == "p.1")
        ring.ask(.next, among: "p.")
        ring.ask(.next, among: "p.")
        #expect(ring.id == "p.1")
    }

    @Test func aWishIsFulfilledOnceAndOnlyWhereTheFocusIs() {
        var ring = FocusRing()
        _ = frame(&ring)
        ring.toggle()
        ring.ask(.choose)
        let touches = frame(&ring)
        #expect(touches["a"] == [.focused, .clicked])
        #expect(touches["b"] == [])
        #expect(frame(&ring)["a"] == [.focused])
    }

    @Test func theFocusLeavesWhatIsNoLongerDrawn() {
        var ring = FocusRing()
        _ = frame(&ring)
        ring.toggle()
        _ = frame(&ring, ["b"])
        #expect(!ring.isActive)
    }
}
