import Rendering
import TestSupport
import Testing
import Workbench

@testable import Scenes

/// Pictures of the Compare scene, without a window.
@MainActor @Suite(.serialized) struct CompareGoldenTests {
    private func check(
        _ content: CompareContent, _ name: String, _ theme: Theme = .light, size: Point = Point(1168, 916),
        prepare: (CompareScene) -> Void = { _ in }
    ) throws {
        let scene = CompareScene()
        scene.show(content)
        scene.arrange(in: Stage(size: size, theme: theme, fonts: .standard))
        scene.settle()
        prepare(scene)
        let image = try snapshot(scene.makeDrawing(), size: size)
        try expectGolden(image, named: "scenes/compare-\(name)", tolerance: .flat)
    }

    @Test func `two variants`() throws {
        try check(CompareSample(shape: [48, 32, 32]).content, "pair") { scene in
            _ = scene.handle(.pointerMoved(scene.layout.rows[0].cells[1].center))
        }
    }

    @Test func `two variants, dark, on a small stage`() throws {
        try check(CompareSample(constantBlock: 2).content, "pair-dark", .dark, size: Point(848, 716))
    }

    @Test func `a table of four variants and many layers`() throws {
        var settings = ComparisonSettings()
        settings.cells = .differences
        try check(
            CompareSample(variantCount: 4, layerCount: 53, settings: settings).content, "table",
            size: Point(1000, 760))
    }

    @Test func `a map open large`() throws {
        var content = CompareSample().content
        content.enlarged = EnlargedRow(.map(4))
        try check(content, "large", size: Point(1000, 760)) { scene in
            _ = scene.handle(.pointerMoved(scene.layout.large[1].center))
        }
    }

    @Test func `the units of a dense layer, dark`() throws {
        try check(CompareSample(shape: [40, 1, 1]).content, "units-dark", .dark, size: Point(1000, 760))
    }

    @Test func `a layer as a figure of a report`() throws {
        let content = CompareSample(shape: [12, 16, 24], constantBlock: 1).content
        let layer = try #require(content.layer)
        let figure = Figure.comparison(of: layer, names: ["Original", "Masked"], theme: .light)
        let image = try snapshot(figure.drawing, size: figure.size)
        try expectGolden(image, named: "scenes/compare-figure", tolerance: .flat)
    }

    @Test func `nothing to compare`() throws {
        var content = CompareContent()
        content.phase = .nothingToCompare(hasPool: true)
        try check(content, "nothing", size: Point(900, 600))
    }
}
