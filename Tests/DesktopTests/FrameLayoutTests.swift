import Rendering
import Testing

@testable import Desktop
@testable import Workbench

@Suite struct FrameLayoutTests {
    @Test func thePartsFillTheWindowWithoutOverlap() {
        let layout = FrameLayout(window: Point(1600, 1000), panelWidth: 264)
        #expect(layout.rail == Rectangle(x: 0, y: 0, width: 76, height: 968))
        #expect(layout.selectionBar == Rectangle(x: 76, y: 0, width: 1260, height: 52))
        #expect(layout.stage == Rectangle(x: 76, y: 52, width: 1260, height: 916))
        #expect(layout.panel == Rectangle(x: 1336, y: 0, width: 264, height: 968))
        #expect(layout.statusLine == Rectangle(x: 0, y: 968, width: 1600, height: 32))
    }

    @Test func aFoldedPanelGivesItsPlaceToTheStage() {
        let layout = FrameLayout(window: Point(1600, 1000), panelWidth: nil)
        #expect(layout.panel == nil)
        #expect(layout.stage.width == 1524)
    }

    @Test func inANarrowWindowThePanelLiesOverTheStage() {
        let layout = FrameLayout(window: Point(1279, 800), panelWidth: 264)
        #expect(layout.isPanelOverlaid)
        #expect(layout.stage.width == 1203)
        #expect(layout.panel == Rectangle(x: 1015, y: 52, width: 264, height: 716))
    }

    @Test func thePanelStaysWithinItsBounds() {
        #expect(FrameLayout(window: Point(1600, 1000), panelWidth: 100).panel?.width == 240)
        #expect(FrameLayout(window: Point(1600, 1000), panelWidth: 900).panel?.width == 480)
    }

    @Test func aTinyWindowHasAStageOfAtLeastAPoint() {
        let layout = FrameLayout(window: Point(10, 10), panelWidth: 264)
        #expect(layout.stage.width >= 1 && layout.stage.height >= 1)
    }

    @Test func theUsersWordOnThePanelCounts() {
        var settings = Settings()
        settings.camera = .plate
        #expect(!FrameLayout.isPanelFolded(settings, scene: .network, windowWidth: 1600))
        #expect(FrameLayout.isPanelFolded(settings, scene: .network, windowWidth: 1200))
        #expect(FrameLayout.isPanelFolded(settings, scene: .network, windowWidth: 1400, hasLesson: true))
        #expect(!FrameLayout.isPanelFolded(settings, scene: .saliency, windowWidth: 1400, hasLesson: true))
        #expect(!FrameLayout.isPanelFolded(settings, scene: .network, windowWidth: 1600, hasLesson: true))
        settings.camera = .orbit
        #expect(FrameLayout.isPanelFolded(settings, scene: .network, windowWidth: 1600))
        #expect(!FrameLayout.isPanelFolded(settings, scene: .occlusion, windowWidth: 1600))
        settings.isPanelFolded = false
        #expect(!FrameLayout.isPanelFolded(settings, scene: .network, windowWidth: 1200))
    }
}
