import Rendering
import TestSupport
import Testing
import Workbench

@testable import Scenes

/// Pictures of the Map, without a window.
@MainActor @Suite(.serialized) struct MapGoldenTests {
    private let size = Point(1000, 700)

    private func check(
        _ name: String, _ theme: Theme, _ content: MapContent, _ prepare: (MapScene) -> Void = { _ in }
    ) throws {
        let scene = MapScene()
        scene.show(content, in: Stage(size: size, theme: theme, fonts: .standard))
        prepare(scene)
        try expectGolden(
            snapshot(scene.makeDrawing(), size: size), named: "scenes/map-\(name)", tolerance: .flat)
    }

    @Test func `a selection, and a lasso on its way`() throws {
        try check("selection", .light, MapSample().content(selected: Set(104..<118), pointed: 131)) { scene in
            let plot = scene.layout.plot
            _ = scene.handle(.pressed(.left, at: plot.origin + Point(150, 80), []))
            for way in [
                Point(60, -24), Point(130, 4), Point(150, 80), Point(60, 50), Point(-30, 110), Point(-40, 30),
            ] {
                _ = scene.handle(.pointerMoved(plot.origin + Point(150, 80) + way))
            }
        }
    }

    @Test func `pictures in place of points, dark`() throws {
        var content = MapSample().content(selected: Set(104..<108))
        content.scatter?.showsPictures = true
        try check("pictures-dark", .dark, content)
    }

    @Test func `a pair of the matrix`() throws {
        var content = MapSample().content()
        content.pinned = [101, 114]
        try check("pair", .light, content) { scene in
            let cell = scene.layout.grid.cell(row: 20, column: 5).moved(by: scene.layout.matrix.origin)
            _ = scene.handle(.pointerMoved(cell.center))
        }
    }

    @Test func `what is not there yet says so, dark`() throws {
        var content = MapSample().content()
        (content.scatter, content.matrix, content.tileTop) = (nil, nil, nil)
        content.scatterWords.wait = "t-SNE of conv 2: 40\u{2009}%"
        content.matrixWords.wait = "The pictures are being compared."
        for index in content.layers.indices { content.layers[index].image = nil }
        try check("waiting-dark", .dark, content)
    }
}
