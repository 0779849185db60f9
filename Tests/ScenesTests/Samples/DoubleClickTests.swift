import Testing

@testable import Scenes

@Suite struct DoubleClickTests {
    private func seconds(of clicks: [(target: Int, time: Double)]) -> [Bool] {
        var tracker = DoubleClick<Int>()
        return clicks.map { tracker.isSecond(on: $0.target, time: $0.time) }
    }

    @Test func `two clicks on one thing soon after each other are one double click, a third begins anew`() {
        #expect(seconds(of: [(7, 10), (7, 10.3), (7, 10.5)]) == [false, true, false])
    }

    @Test func `late or elsewhere it is a first click again`() {
        #expect(seconds(of: [(7, 10), (8, 10.1), (8, 10.6), (7, 10.7)]) == [false, false, false, false])
    }
}
