import Foundation
import Rendering
import Testing
import Workbench

@testable import Scenes

/// What the scenes show of a network that is no classifier.
@MainActor @Suite struct NoClassesSceneTests {
    private func state(_ name: String) throws -> AppState {
        let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let request = PictureRequest(
            model: tests.appending(path: "Fixtures/Networks/\(name).onnx"),
            picture: tests.deletingLastPathComponent().appending(path: "Assets/Examples/dog-and-ball.png"),
            clusterCount: 2, rectangles: [.init(x: 4, y: 4, width: 6, height: 6)], fill: .black)
        return try AppState.prepared(request, withPool: true)
    }

    @Test func `the picture that the network makes stands in the last column, with and without the mask`()
        throws
    {
        let content = NetworkContent(try state("autoencoder_script"), previous: NetworkContent())
        #expect(content.top.isEmpty && content.outputs.count == 2)
        #expect(content.outputSize == NumberFormat.product(16, 16, 3))
        #expect(content.noClasses?.hasPrefix("This network gives no class probabilities") == true)
        for height: Float in [500, 900] {
            let regions = StageRegions(size: Point(1300, height), titleWidth: 300, keyWidth: 300)
            let places = OutputFace.places(of: content.outputs, regions)
            #expect(places.count == 2 && places[0].maxY < places[1].minY)
            #expect(places.allSatisfy { $0.minX >= regions.top.minX && $0.maxX <= regions.top.maxX })
            #expect(places[1].maxY < regions.top.maxY && abs(places[0].width - places[0].height) < 0.01)
            let last = places[0].origin + places[0].size - Point(0.1, 0.1)
            let pixel = OutputFace.pixel(at: last, content, regions)
            #expect(pixel?.x == 15 && pixel?.y == 15)
            #expect(OutputFace.pixel(at: places[1].center, content, regions) == nil)
        }
        #expect(OutputFace.words(for: .usual(-1...1)) == "black \(NumberFormat.minus)1, white 1")
    }

    @Test func `maps that are no picture are named with their extents`() throws {
        let content = NetworkContent(try state("unet_dynamo"), previous: NetworkContent())
        #expect(content.outputs.isEmpty && content.outputSize == "5 \u{D7} 16 \u{D7} 16")
    }

    @Test func `scenes that need classes say why they are empty`() throws {
        let state = try state("autoencoder_script")
        let reason = try #require(state.network?.whyNoClasses)
        var source = OcclusionSource()
        let occlusion = source.content(of: state)
        #expect(occlusion.phase == .noClasses(reason))
        let notice = try #require(OcclusionWords.notice(for: occlusion))
        #expect(notice.text == reason && !notice.offersRun && !notice.isError)
        let saliency = SaliencySource().content(of: state, .light)
        #expect(saliency.phase == .noClasses(reason))
        #expect(SaliencyWords.emptyStage(saliency.phase)?.1 == reason)
    }
}
