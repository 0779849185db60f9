import Rendering
import Testing
import Workbench

@testable import Scenes

@MainActor @Suite("Labels of columns")
struct NetworkLabelTests {
    /// Everything that is written at the columns.
    private func words(_ specimen: NetworkSpecimen, _ camera: CameraMode) throws -> [String] {
        let scene = specimen.scene(camera, size: Point(1524, 916))
        let frame = try #require(scene.frame)
        var board = LabelBoard(stage: Rectangle(origin: .zero, size: frame.stage.size))
        BlockLabels(frame: frame).place(on: &board)
        return board.items.compactMap { if case .text(let run) = $0 { run.string } else { nil } }
    }

    @Test("a block is named once, above layers that go by their own part", arguments: CameraMode.allCases)
    func blocks(camera: CameraMode) throws {
        let words = try words(.residual, camera)
        #expect(words.count { $0 == "layer1.0" } == 1)
        #expect(words.contains("conv2"))
        #expect(!words.contains { $0.hasPrefix("layer1.0.") })
    }

    @Test("a chain without blocks has no names of blocks", arguments: CameraMode.allCases)
    func chain(camera: CameraMode) throws {
        let words = try words(.sixteen, camera)
        #expect(words.contains("conv1_1") && words.contains("conv5_3"))
        #expect(!words.contains("features"))
    }
}
