import Rendering
import TestSupport
import Testing
import Workbench

@testable import Scenes

/// Pictures of the Channels scene, without a window.
@MainActor @Suite(.serialized) struct ChannelsGoldenTests {
    private func check(
        _ content: ChannelsContent, _ name: String, _ theme: Theme = .light, size: Point = Point(1212, 916),
        prepare: (ChannelsScene) -> Void = { _ in }
    ) throws {
        let scene = ChannelsSample.scene(content, theme, size: size)
        prepare(scene)
        let image = try snapshot(scene.makeDrawing(), size: size)
        try expectGolden(image, named: "scenes/channels-\(name)", tolerance: .flat)
    }

    @Test func `two layers: a heatmap and a hierarchy`() throws {
        try check(ChannelsSample().content, "light")
    }
}
