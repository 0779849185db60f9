import Rendering
import TestSupport
import Testing
import Workbench

@testable import Scenes

@MainActor @Suite(.serialized) struct OpenMapFiguresTests {
    @Test("Weights have their statistics, and one colored cell a weight")
    func statistics() throws {
        let kernels: [[Float]] = [[1, -2], [3, 0], [0, 0]]
        let weights = try #require(
            MapWeights(kernels: kernels, rows: 1, columns: 2, colors: .signedLight))
        #expect(weights.least == -2 && weights.largest == 3 && abs(weights.mean - 1.0 / 3) < 1e-6)
        #expect(abs(weights.norm - Float(14).squareRoot()) < 1e-6)
        #expect(weights.images[0].width == 8 && weights.images[0].height == 1)
        let alphas = (0..<8).map { weights.images[0].pixels[$0 * 4 + 3] }
        #expect(alphas == [255, 255, 0, 255, 255, 0, 255, 255])
        let largest = ColorMap.signedLight.color(at: 1).bytes
        #expect((0..<4).map { weights.images[0].pixels[12 + $0] } == (0..<4).map { largest[$0] })
        #expect(MapWeights(kernels: [], rows: 1, columns: 1, colors: .signedLight) == nil)
    }

    @Test("A histogram counts every value once, the largest in the last step")
    func histogram() throws {
        let histogram = try #require(MapHistogram([0, 0.1, 0.5, 0.99, 1], steps: 4))
        #expect(histogram.counts == [2, 0, 1, 2])
        #expect(MapHistogram([1, 1], steps: 4) == nil && MapHistogram([0, .infinity], steps: 4) == nil)
    }

    @Test("Kernels and histogram stand beside picture and map", arguments: ["light", "dark"])
    func golden(theme: String) throws {
        let size = theme == "dark" ? Point(1524, 916) : Point(1204, 716)
        let colors = (theme == "dark" ? Theme.dark : .light).signedColors
        var random = SplitMix(seed: 2)
        let kernels = (0..<24).map { _ in (0..<9).map { _ in Float.random(in: -0.2...0.3, using: &random) } }
        let scene = NetworkSpecimen.pictograms.scene(
            .plate, size: size, theme: theme == "dark" ? .dark : .light
        ) {
            content in
            content.selection.layer = 2
            content.selection.cluster = 1
            content.selection.map = content.mapsByEntropy(layer: 2, cluster: 1).last
            content.weights = MapWeights(kernels: kernels, rows: 3, columns: 3, colors: colors)
        }
        let fan = try #require(scene.view.fanOut)
        let area = try #require(OpenMapFigures.area(fan, stageSize: size))
        #expect(!area.intersects(fan.picture) && !area.intersects(fan.openMap) && !area.intersects(fan.card))
        try expectGolden(
            try snapshot(scene.makeDrawing(), size: size), named: "scenes/map-figures-\(theme)",
            tolerance: .threeD)
    }
}
