import Rendering
import Samples
import Testing
import Workbench

@testable import Scenes

@MainActor struct MapSceneTests {
    private let sample = MapSample()

    private func scene(selected: Set<Int> = []) -> MapScene {
        let scene = MapScene()
        scene.show(sample.content(selected: selected), in: stage())
        return scene
    }

    private func stage(time: Double = 0) -> Stage {
        Stage(size: Point(1212, 916), theme: .light, fonts: .standard, time: time)
    }

    /// Where a sample lies on the stage.
    private func place(of sample: Int, in scene: MapScene) throws -> Point {
        try #require(scene.scatterPainter?.place(of: sample))
    }

    private func drag(_ scene: MapScene, through places: [Point], _ modifiers: Modifiers = []) -> [Command] {
        var commands = scene.handle(.pressed(.left, at: places[0], modifiers))
        for place in places.dropFirst() { commands += scene.handle(.pointerMoved(place)) }
        return commands + scene.handle(.released(.left, at: places[places.count - 1], modifiers))
    }

    private func selections(_ commands: [Command]) -> [Command] {
        commands.filter { if case .samples(.point) = $0 { false } else { true } }
    }

    @Test func `a lasso selects what lies inside, adds with Shift and takes away with Alt`() throws {
        let dogs = Set(100..<112)
        for (modifiers, mode) in [(Modifiers(), SelectionMode.replace), (.shift, .add), (.alt, .remove)]
            as [(Modifiers, SelectionMode)]
        {
            let scene = scene()
            let places = try dogs.map { try place(of: $0, in: scene) }
            let low = places.reduce(places[0], pointwiseMin) - 12
            let high = places.reduce(places[0], pointwiseMax) + 12
            let around = [low, Point(high.x, low.y), high, Point(low.x, high.y)]
            #expect(selections(drag(scene, through: around, modifiers)) == [.samples(.select(dogs, mode))])
            #expect(scene.hand.lasso == nil)
        }
    }

    @Test func `a click selects a sample, a class by its name, and on empty paper nothing`() throws {
        let scene = scene(selected: [100])
        let one = try place(of: 137, in: scene)
        #expect(selections(drag(scene, through: [one])) == [.samples(.select([137]))])
        let name = try #require(scene.scatterPainter?.placedNames.first { $0.classIndex == 1 })
        let free = try #require(
            stride(from: name.place.minX + 1, to: name.place.maxX, by: 1).map {
                Point($0, name.place.center.y)
            }
            .first { scene.picked(at: $0) == .scatter(.name(1)) })
        #expect(selections(drag(scene, through: [free])) == [.samples(.selectClass(1))])
        let corner = Point(scene.layout.plot.maxX - 3, scene.layout.plot.maxY - 3)
        #expect(selections(drag(scene, through: [corner])) == [.samples(.select([]))])
        #expect(selections(drag(scene, through: [corner], .shift)).isEmpty)
    }

    @Test func `a click on the outline of a cluster selects its samples`() throws {
        let scene = scene()
        let painter = try #require(scene.scatterPainter)
        let edge = painter.scatter.clusters[0].outline.map(painter.transform.stage)
            .first { scene.picked(at: $0) == .scatter(.cluster(0)) }
        #expect(selections(drag(scene, through: [try #require(edge)])) == [.samples(.select(Set(100..<112)))])
        #expect(scene.statusText == "Cluster A: 12 pictures, 100\u{2009}% dog" && scene.tip != nil)
    }

    @Test func `the sample under the pointer is told to all views once`() throws {
        let scene = scene()
        let one = try place(of: 120, in: scene)
        #expect(scene.handle(.pointerMoved(one)) == [.samples(.point(120))])
        #expect(scene.statusText.contains("cat") && scene.statusText.contains("83"))
        scene.show(sample.content(selected: [], pointed: 120), in: stage())
        #expect(scene.handle(.pointerMoved(one + 0.5)).isEmpty)
        #expect(scene.handle(.pointerLeft) == [.samples(.point(nil))])
    }

    @Test func `a cell of the matrix keeps the pair, and a mark selects its class`() throws {
        let scene = scene()
        let painter = try #require(scene.matrixPainter)
        let cell = painter.grid.cell(row: 0, column: 7).moved(by: painter.origin).center
        #expect(selections(drag(scene, through: [cell])) == [.samples(.pin(.pair(100, 114, layer: 2)))])
        #expect(scene.statusText.contains("strong channels shared"))
        let mark = painter.origin + Point(-10, painter.grid.starts[13])
        #expect(selections(drag(scene, through: [mark], .shift)) == [.samples(.selectClass(2, .add))])
    }

    @Test func `a pair tells the channels that both share`() throws {
        let pair = try #require(sample.content().pair(100, 101))
        let strong = sample.shared.strong
        #expect(pair.shared == strong.shared(0, 1) && pair.similarity == strong.similarity(0, 1))
        #expect(pair.keptCount == 4 && pair.samples.map(\.label?.name) == ["dog", "dog"])
        #expect(sample.content().pair(100, 7) == nil)
    }

    @Test func `the pinned card is closed by its cross and by Escape`() throws {
        let scene = MapScene()
        var content = sample.content()
        content.pinned = [100, 114]
        scene.show(content, in: stage())
        let close = try #require(scene.pinnedCard?.close)
        #expect(selections(drag(scene, through: [close.center])) == [.samples(.pin(nil))])
        #expect(scene.handle(.key(.escape, [])) == [.samples(.pin(nil))])
        content.pinned = []
        scene.show(content, in: stage())
        #expect(scene.pinnedCard == nil && scene.handle(.key(.escape, [])).isEmpty)
    }

    @Test func `keys and tiles go through the layers`() {
        let scene = scene()
        #expect(scene.handle(.key(.right, [])) == [.samples(.showLayer(3))])
        #expect(scene.handle(.key(.left, [])) == [.samples(.showLayer(1))])
        let tile = scene.layout.strip.tiles[4].center
        #expect(scene.handle(.pressed(.left, at: tile, [])) == [.samples(.showLayer(4))])
        var settings = SampleSettings()
        settings.seed = 1
        #expect(scene.handle(.key(.character("r"), [])) == [.samples(.set(settings))])
    }

    @Test func `the wheel enlarges at the pointer, the middle button moves, F shows all`() throws {
        let scene = scene()
        let held = try place(of: 130, in: scene)
        _ = scene.handle(.scrolled(by: Point(0, 5), at: held, []))
        let now = try place(of: 130, in: scene)
        #expect(abs(now.x - held.x) < 0.1 && abs(now.y - held.y) < 0.1 && scene.hand.view.zoom > 2)
        _ = scene.handle(.pressed(.middle, at: held, []))
        _ = scene.handle(.pointerMoved(held + Point(20, -15)))
        _ = scene.handle(.released(.middle, at: held + Point(20, -15), []))
        let moved = try place(of: 130, in: scene)
        #expect(abs(moved.x - now.x - 20) < 0.1 && abs(moved.y - now.y + 15) < 0.1)
        _ = scene.handle(.key(.character("f"), []))
        #expect(scene.hand.view == ScatterView())
    }

    @Test func `another embedding of the same samples glides in`() {
        let scene = scene()
        var content = sample.content()
        let mirrored = SamplePlaces(
            samples: sample.population.samples, classOf: sample.population.classOf,
            points: sample.places.points.map { Point(-$0.x, $0.y) })
        content.scatter = Scatter(mirrored, classNames: MapSample.names)
        scene.show(content, in: stage(time: 5))
        #expect(scene.isAnimating)
        scene.arrange(in: stage(time: 6))
        #expect(!scene.isAnimating && scene.scatterPainter?.scatter.places.id == mirrored.id)
    }
}
