import Inference
import Rendering
import TestSupport
import Testing
import Workbench

@testable import Samples
@testable import Scenes

/// Pictures of the Units scene, without a window.
@MainActor @Suite(.serialized) struct UnitsGoldenTests {
    private func check(
        _ name: String, _ theme: Theme, _ content: UnitsContent, size: Point = Point(1212, 860),
        _ prepare: (UnitsScene) -> Void = { _ in }
    ) throws {
        let scene = UnitsScene()
        let stage = Stage(size: size, theme: theme, fonts: .standard)
        scene.show(content, in: stage)
        prepare(scene)
        scene.settle()
        scene.arrange(in: stage)
        try expectGolden(
            snapshot(scene.makeDrawing(), size: size), named: "scenes/units-\(name)", tolerance: .flat)
    }

    /// Places of low value on the first unit, in pictures of three classes.
    private func places(_ theme: Theme) throws -> UnitsContent {
        let sample = UnitsSample()
        let cloud = UnitCloud(try sample.points, of: sample.population)
        let unit = cloud.points.order[1]
        var chosen: Set<Int> = []
        for point in 0..<cloud.count where cloud.value(unit, point) < -1.9 {
            chosen.insert(cloud.sample(point) * 64 + Int(cloud.points.places[point]))
        }
        var content = try sample.content(selected: Set(chosen.map { $0 / 64 })) {
            chosen.contains($0 * 64 + $1)
        }
        sample.addLayers(to: &content, theme: theme)
        return content
    }

    @Test func `a lasso, a point, its picture`() throws {
        try check("lasso", .light, try places(.light)) { scene in
            let plot = scene.grid.plot(.init(column: 1, row: 3))
            let loop = [
                Point(0.08, 0.3), Point(0.3, 0.25), Point(0.35, 0.6), Point(0.3, 0.9), Point(0.1, 0.8),
            ]
            .map { plot.origin + $0 * plot.size }
            _ = scene.handle(.pressed(.left, at: loop[0], []))
            for place in loop.dropFirst() { _ = scene.handle(.pointerMoved(place)) }
            _ = scene.handle(.released(.left, at: loop[4], []))
            _ = scene.handle(.pointerMoved(plot.origin + Point(0.28, 0.5) * plot.size))
        }
    }

    @Test func `nothing selected, dark`() throws {
        try check("dark", .dark, try UnitsSample().content())
    }

    @Test func `a selection of pictures, dark, narrow`() throws {
        var content = try UnitsSample().content(selected: Set(112..<120))
        UnitsSample().addLayers(to: &content, theme: .dark)
        try check("narrow-dark", .dark, content, size: Point(892, 716))
    }

    @Test func `three units, and what is not there yet`() throws {
        var content = try UnitsSample(unitCount: 3).content()
        content.title.wait = "units of input: 40\u{2009}%"
        content.unitNames = ["red", "green", "blue"]
        try check("three", .light, content, size: Point(1000, 640))
        content.cloud = nil
        content.order = []
        try check("waiting", .light, content, size: Point(1000, 640))
    }

    @Test func `the figure of a report`() throws {
        let sample = UnitsSample()
        let operation = SampleOperation(
            id: 5, source: .layer(2, .before), name: "conv 3_2 before", shape: [24, 8, 8], predecessors: [4],
            layer: 3)
        let figure = Figure.units(
            try sample.points, of: sample.population, operation: operation, theme: .light)
        try expectGolden(
            snapshot(figure.drawing, size: figure.size), named: "scenes/units-figure", tolerance: .flat)
    }
}
