import Rendering
@testable import Samples
import TestSupport
import Testing
import Workbench

@testable import Scenes

/// Pictures of the Curves scene, without a window.
@MainActor @Suite(.serialized) struct CurvesGoldenTests {
    private func check(
        _ name: String, _ theme: Theme, _ content: CurvesContent, size: Point = Point(1180, 760),
        _ prepare: (CurvesScene) throws -> Void = { _ in }
    ) throws {
        let scene = CurvesScene()
        scene.show(content, in: Stage(size: size, theme: theme, fonts: .standard))
        try prepare(scene)
        try expectGolden(
            snapshot(scene.makeDrawing(), size: size), named: "scenes/curves-\(name)", tolerance: .flat)
    }

    @Test func `a class highlighted and a picture under the pointer`() throws {
        let sample = CurvesSample()
        var content = sample.content(selected: sample.members(2))
        let glyph = try #require(content.opened?.glyph)
        content.pointed = content.population.samples[glyph.order[150]]
        try check("highlight", .light, content) { scene in
            let place = try #require(scene.largePlace(0))
            _ = scene.handle(.pointerMoved(place.place(of: glyph.grid.cell(of: 150)).center))
        }
    }

    @Test func `all classes, dark`() throws { try check("dark", .dark, CurvesSample().content()) }

    @Test func `a lasso on its way over squares with unused cells, colored by agreement`() throws {
        var content = CurvesSample().content(usesWholeOrders: true)
        content.coloring = .agreement
        try check("agreement", .light, content) { scene in
            let start = scene.layout.large[1].origin + Point(60, 70)
            _ = scene.handle(.pressed(.left, at: start, []))
            for way in [Point(40, -20), Point(110, 10), Point(90, 90), Point(10, 70)] {
                _ = scene.handle(.pointerMoved(start + way))
            }
        }
    }

    @Test func `orders come one after the other, dark`() throws {
        var content = CurvesSample().content(isOrdered: { $0 < 4 })
        content.operations[4].wait = .running(0.4)
        content.wait = "The pictures are put in order, operation by operation."
        try check("waiting-dark", .dark, content)
    }

    @Test func `a chain without classes`() throws {
        var content = CurvesSample(classCount: 5, perClass: 12).content(CurvesSample.chain(7))
        content.labels = CurveLabels(.none, names: [], classOf: content.labels.classOf.map { _ in -1 })
        (content.memberCounts, content.coloring) = ([], .classes)
        try check("no-classes", .light, content, size: Point(940, 640))
    }

    @Test func `fourteen classes share colors, so agreement is shown`() throws {
        let content = CurvesSample(classCount: 14, perClass: 20).content(CurvesSample.chain(16))
        try check("many-classes", .light, content, size: Point(940, 716))
    }

    @Test(arguments: [10, 24]) func `a class highlighted in glyphs without room for its figures`(count: Int)
        throws
    {
        let sample = CurvesSample()
        let content = sample.content(CurvesSample.chain(count), selected: sample.members(3))
        try check(
            "highlight-\(count)", count == 10 ? .light : .dark, content, size: Point(940, 640))
    }

    @Test func `the figure of a report`() throws {
        let sample = CurvesSample()
        let operations = CurvesSample.operations
        let orders = Dictionary(
            uniqueKeysWithValues: operations.indices.map { ($0, SampleOrder(order: sample.order($0))) })
        let figure = Figure.curves(
            orders, of: sample.population, operations: operations, labels: sample.population.classOf,
            usesWholeOrders: false, theme: .light)
        try expectGolden(
            snapshot(figure.drawing, size: figure.size), named: "scenes/figure-curves-overview",
            tolerance: .flat)
    }
}
