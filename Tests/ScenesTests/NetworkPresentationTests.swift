import Inference
import Occlusion
import Rendering
import TestSupport
import Testing
import Workbench

@testable import Scenes

/// The Network scene before an audience.
@MainActor @Suite(.serialized) struct NetworkPresentationTests {
    private func layer(_ id: Int, _ kind: Layer.Kind, side: Int) -> Layer {
        Layer(
            id: id, name: "layer \(id)", kind: kind, node: "n\(id)", value: "v\(id)", shape: [4, side, side],
            predecessors: id == 0 ? [] : [id - 1])
    }

    private var chain: [Layer] {
        [
            layer(0, .convolution, side: 32), layer(1, .convolution, side: 32),
            layer(2, .convolution, side: 16), layer(3, .convolution, side: 8),
            layer(4, .convolution, side: 8), layer(5, .dense, side: 1),
        ]
    }

    private func shown(_ graph: LayeredGraph) -> [Int] {
        graph.ranks.flatMap { $0 }.compactMap { if case .layer(let id) = $0 { id } else { nil } }
    }

    @Test func theLastLayerOfEveryResolutionIsShown() {
        let graph = LayeredGraph.line(of: chain).presented(chain, keeping: [])
        #expect(shown(graph) == [1, 2, 4])
        #expect(graph.edges.map(\.from) == [-1, 1, 2] && graph.edges.map(\.to) == [1, 2, 4])
        // A layer that is left out counts as the next that is shown, those behind the last as the last.
        #expect(graph.rankOfLayer == [0, 0, 1, 2, 2, 2])
    }

    @Test func aChosenLayerIsShownToo() {
        let graph = LayeredGraph.line(of: chain).presented(chain, keeping: [0, 5])
        #expect(shown(graph) == [0, 1, 2, 4])
    }

    @Test func manyResolutionsAreSixColumns() {
        let many = (0..<9).map { layer($0, .convolution, side: 512 >> $0) }
        #expect(shown(LayeredGraph.line(of: many).presented(many, keeping: [])) == Array(3..<9))
    }

    @Test func aNetworkWithoutMapsIsShownWhole() {
        let dense = (0..<3).map { layer($0, .dense, side: 1) }
        let line = LayeredGraph.line(of: dense)
        #expect(line.presented(dense, keeping: []) == line)
    }

    @Test(arguments: [(Theme.presentation, "light"), (.dark, "dark")])
    func theStageIsLargeAndSaysWhatWas(theme: Theme, name: String) throws {
        let size = Point(1067, 611)
        let scene = NetworkSpecimen.pictograms.scene(.plate, size: size, theme: theme) { content in
            content.settings.isPresenting = true
            content.graph = content.graph.presented(content.layers, keeping: [])
            content.presentedTitle = "Hide the middle of the dog. What does the network see?"
            content.parts = [
                MaskPart(.rectangle(PixelRectangle(x: 20, y: 30, width: 50, height: 40)), .hides(.black))
            ]
            content.top = [
                .init(name: "soccer ball", probability: 0.96, withoutMask: 0.0004),
                .init(name: "rabbit", probability: 0.001, withoutMask: 0.11),
                .init(name: "owl", probability: 0.009, withoutMask: 0.004),
            ]
            content.lostAnswer = .init(
                name: "dog", probability: 0.002, withoutMask: 0.86, isOriginalAnswer: true)
        }
        try expectGolden(
            try snapshot(scene.makeDrawing(), size: size), named: "scenes/network-presented-\(name)",
            tolerance: .threeD)
    }

    @Test func orbitLeadsToAViewpointAndTellsIt() {
        let scene = NetworkSpecimen.small.scene(.orbit, size: Point(900, 600), theme: .light) { _ in }
        scene.setOrbitAngles(azimuth: 0.4, elevation: 0.3)
        let seen = scene.viewpoint
        #expect(abs((seen?.azimuth ?? 0) - 22.918) < 0.01 && abs((seen?.elevation ?? 0) - 17.189) < 0.01)
        let stage = Stage(size: Point(900, 600), theme: .light, fonts: .standard, time: 1)
        let wanted = Viewpoint(azimuth: -20, elevation: 10, zoom: 2, right: 0.1, down: -0.2)
        scene.view.go(to: wanted, regions: scene.regions, stage: stage)
        // What is told is where it is led to; degrees and shares become radians and points in between.
        let told = scene.viewpoint
        #expect(scene.isAnimating && told?.zoom == 2)
        #expect(abs((told?.azimuth ?? 0) + 20) < 1e-3 && abs((told?.down ?? 0) + 0.2) < 1e-6)
        var later = stage
        later.time = 1.2
        scene.prepare(later)
        let halfway = scene.view.zoom
        #expect(halfway > 1.2 && halfway < 1.8)
        later.time = 1.5
        scene.prepare(later)
        #expect(scene.view.zoom == 2 && scene.view.pan == Point(90, -120))
        #expect(abs(scene.view.angles.azimuth + 20 * .pi / 180) < 1e-5)
        scene.view.go(to: nil, regions: scene.regions, stage: later)
        scene.settle()
        #expect(scene.view.zoom == 1 && scene.view.angles == .start)
    }

    @Test func theTetrahedronKeepsItsViewpoint() {
        let seen = Viewpoint(azimuth: 100, elevation: 30, zoom: 1.5, right: 0.1, down: 0.2)
        let size = Point(800, 500)
        let again = Turntable(seen, stageSize: size).viewpoint(stageSize: size)
        #expect(abs(again.azimuth - 100) < 1e-3 && abs(again.elevation - 30) < 1e-3)
        #expect(again.zoom == 1.5 && abs(again.right - 0.1) < 1e-6 && abs(again.down - 0.2) < 1e-6)
    }
}
