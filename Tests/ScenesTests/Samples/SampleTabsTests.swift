import Rendering
import Testing
import Workbench

@testable import Scenes

@Suite struct SampleTabsTests {
    private let tabs = SampleTabs(.map, stageSize: Point(1200, 900))

    @Test func `they stand at the top right, 340 by 32`() {
        #expect(tabs.place == Rectangle(x: 1200 - 24 - 340, y: 18, width: 340, height: 32))
    }

    @Test func `a quarter each, in the order Classes, Map, Channels, Curves`() {
        let left = tabs.place.minX
        #expect(tabs.scene(at: Point(left + 1, 30)) == .classes)
        #expect(tabs.scene(at: Point(left + 135, 30)) == .map)
        #expect(tabs.scene(at: Point(left + 254, 30)) == .channels)
        #expect(tabs.scene(at: Point(left + 339, 30)) == .curves)
        #expect(tabs.scene(at: Point(left - 1, 30)) == nil)
        #expect(tabs.scene(at: Point(left + 135, 17)) == nil)
    }

    @Test func `a click goes to another scene, and to the same one not again`() {
        let left = tabs.place.minX
        #expect(tabs.click(at: Point(left + 10, 30)) == [.showScene(.classes)])
        #expect(tabs.click(at: Point(left + 135, 30)) == [])
        #expect(tabs.click(at: Point(10, 30)) == nil)
    }
}
