import Inference
import Rendering
import Testing
import Tensors
import Workbench

@testable import Samples
@testable import Scenes

@MainActor struct UnitsSceneTests {
    private let sample = UnitsSample()
    private let size = Point(1212, 916)

    private func scene(_ content: UnitsContent) -> UnitsScene {
        let scene = UnitsScene()
        scene.show(content, in: Stage(size: size, theme: .light, fonts: .standard))
        return scene
    }

    /// Where a point lies in a plot, in stage points.
    private func place(of point: Int, _ cell: UnitGrid.Cell, in scene: UnitsScene) throws -> Point {
        let cloud = try #require(scene.content.cloud)
        let scale = UnitScale(range: cloud.points.range, side: scene.grid.side)
        return scene.grid.plot(cell).origin
            + scale.place(
                cloud.value(scene.grid.columns[cell.column], point),
                cloud.value(scene.grid.rows[cell.row], point))
    }

    private func drag(_ scene: UnitsScene, through places: [Point], _ modifiers: Modifiers = []) -> [Command]
    {
        var commands = scene.handle(.pressed(.left, at: places[0], modifiers))
        for place in places.dropFirst() { commands += scene.handle(.pointerMoved(place)) }
        commands += scene.handle(.released(.left, at: places[places.count - 1], modifiers))
        return commands.filter { if case .samples(.point) = $0 { false } else { true } }
    }

    private let cell = UnitGrid.Cell(column: 1, row: 0)

    /// A loop around the left half of a plot.
    private func loop(_ scene: UnitsScene) -> [Point] {
        let plot = scene.grid.plot(cell).inset(by: 2)
        let half = plot.width * 0.45
        return [
            plot.origin, plot.origin + Point(half, 0), plot.origin + Point(half, plot.height),
            plot.origin + Point(0, plot.height),
        ]
    }

    @Test(arguments: [(Modifiers(), SelectionMode.replace), (.shift, .add), (.alt, .remove)])
    func `a lasso selects the places inside, in its own plot`(modifiers: Modifiers, mode: SelectionMode)
        throws
    {
        let scene = scene(try sample.content())
        let loop = loop(scene)
        let commands = drag(scene, through: loop, modifiers)
        var lasso = SampleLasso(from: loop[0])
        for corner in loop.dropFirst() { lasso.follow(to: corner) }
        let cloud = try #require(scene.content.cloud)
        let inside = try (0..<cloud.count).filter { lasso.contains(try place(of: $0, cell, in: scene)) }
        #expect(inside.count > 50 && inside.count < cloud.count)
        let places = inside.map {
            SelectedPlaces.Place(sample: cloud.sample($0), place: Int(cloud.points.places[$0]))
        }
        #expect(
            commands == [.samples(.selectPlaces(SelectedPlaces(operation: 5, places: Set(places)), mode))])
        #expect(scene.hand.lasso(in: scene.grid) != nil)
        _ = scene.handle(.pressed(.left, at: Point(5, 5), []))
        #expect(scene.hand.lasso(in: scene.grid) == nil)
    }

    @Test func `places are added to whole pictures, and taken from them`() throws {
        let scene = scene(try sample.content(selected: [100, 101]))
        let before = Set(scene.content.chosen.indices)
        let inside = Set(scene.inside(lasso(scene), in: cell))
        for (modifiers, expected) in [
            (Modifiers.shift, before.union(inside)), (.alt, before.subtracting(inside)),
        ] {
            let commands = drag(scene, through: loop(scene), modifiers)
            guard case .samples(.selectPlaces(let places, .replace)) = commands.first else {
                Issue.record("\(commands)")
                continue
            }
            #expect(places.places.count == expected.count)
        }
    }

    private func lasso(_ scene: UnitsScene) -> SampleLasso {
        let loop = loop(scene)
        var lasso = SampleLasso(from: loop[0])
        for corner in loop.dropFirst() { lasso.follow(to: corner) }
        return lasso
    }

    @Test func `vectors select pictures`() throws {
        let scene = scene(try UnitsSample(side: 1).content())
        let commands = drag(scene, through: loop(scene))
        guard case .samples(.select(let chosen, .replace)) = commands.first else {
            Issue.record("\(commands)")
            return
        }
        let cloud = try #require(scene.content.cloud)
        #expect(chosen == Set(scene.inside(lasso(scene), in: cell).map { cloud.sample(Int($0)) }))
    }

    @Test func `a click selects a place, a second one opens the picture, and on empty ground nothing`() throws
    {
        let scene = scene(try sample.content(selected: [100]))
        let point = 17
        let at = try place(of: point, cell, in: scene)
        let nearest = try #require(scene.nearest(to: at, in: cell))
        let cloud = try #require(scene.content.cloud)
        let place = SelectedPlaces.Place(
            sample: cloud.sample(nearest), place: Int(cloud.points.places[nearest]))
        #expect(
            drag(scene, through: [at])
                == [.samples(.selectPlaces(SelectedPlaces(operation: 5, places: [place]), .replace))])
        #expect(drag(scene, through: [at]) == [.samples(.openSample(cloud.sample(nearest)))])
        let plot = scene.grid.plot(cell)
        let corners = [plot.origin + 2, plot.origin + Point(2, plot.height - 2), plot.origin + plot.size - 2]
        let empty = try #require(corners.first { scene.picked(at: $0) == .plot(cell) })
        #expect(drag(scene, through: [empty]) == [.samples(.select([]))])
        #expect(drag(scene, through: [empty], .shift).isEmpty)
    }

    @Test func `the nearest point is the nearest`() throws {
        let scene = scene(try sample.content())
        let at = scene.grid.plot(cell).center + Point(3, -2)
        let found = try #require(scene.nearest(to: at, in: cell))
        func distance(_ point: Int) throws -> Float {
            let way = try place(of: point, cell, in: scene) - at
            return (way * way).sum()
        }
        let least = try (0..<UnitsSample.count).map { try distance($0) }.min()
        #expect(try distance(found) == least)
    }

    @Test func `the point under the pointer is told once, named and shown with its field`() throws {
        let scene = scene(try sample.content())
        let at = try place(of: 40, cell, in: scene)
        let cloud = try #require(scene.content.cloud)
        let nearest = try #require(scene.nearest(to: at, in: cell))
        let pointed = cloud.sample(nearest)
        #expect(scene.handle(.pointerMoved(at)) == [.samples(.point(pointed))])
        let place = scene.content.position(ofPlace: Int(cloud.points.places[nearest]))
        #expect(scene.statusText.contains("no. \(pointed), place (\(place.x), \(place.y))"))
        let card = try #require(scene.card(in: scene.stage))
        #expect(card.content.field == scene.content.field(Int(cloud.points.places[nearest])))
        #expect(card.content.place == place && card.content.values.count == 2)
        var content = scene.content
        content.pointed = pointed
        scene.show(content, in: Stage(size: size, theme: .light, fonts: .standard))
        #expect(scene.handle(.pointerMoved(at)).isEmpty)
        #expect(scene.ringed == [nearest])
        #expect(scene.handle(.pointerLeft) == [.samples(.point(nil))])
        // Another view points at the picture: all of its places, as far as they are not too many.
        #expect(scene.ringed.allSatisfy { cloud.sample($0) == pointed } && scene.ringed.count > 1)
    }

    @Test func `a class of the list, and a picture of the selection`() throws {
        let scene = scene(try sample.content(selected: Set(100..<110)))
        #expect(
            drag(scene, through: [scene.layout.classRows[2].center], .shift)
                == [.samples(.selectClass(2, .add))])
        let first = try #require(scene.thumbnails.first)
        #expect(scene.handle(.pointerMoved(first.place.center)) == [.samples(.point(first.sample))])
        #expect(
            drag(scene, through: [first.place.center], .alt) == [.samples(.select([first.sample], .remove))])
    }

    @Test func `a unit's number brings it to the middle, keys and overview move`() throws {
        let scene = scene(try sample.content())
        let unit = scene.grid.columns[5]
        #expect(drag(scene, through: [scene.grid.columnLabel(5).center]).isEmpty)
        #expect(scene.grid.columns[3] == unit && scene.grid.rows[3] == unit)
        _ = scene.handle(.key(.character("f"), []))
        #expect(scene.view == UnitMatrixView())
        _ = scene.handle(.key(.right, []))
        _ = scene.handle(.key(.down, []))
        _ = scene.handle(.key(.down, []))
        #expect(scene.view.column == 1 && scene.view.row == 2)
        let overview = try #require(scene.layout.overview)
        _ = drag(scene, through: [overview.center, overview.origin + overview.size - 1])
        #expect(scene.view.column == 18 && scene.view.row == 18)
        let (start, end) = (
            scene.layout.matrix.center, scene.layout.matrix.center + Point(scene.grid.pitch * 2, 0)
        )
        _ = scene.handle(.pressed(.middle, at: start, []))
        _ = scene.handle(.pointerMoved(end))
        _ = scene.handle(.released(.middle, at: end, []))
        #expect(scene.view.column == 16 && scene.view.row == 18)
    }

    @Test func `the wheel shows more plots`() throws {
        let scene = scene(try sample.content())
        _ = scene.handle(.scrolled(by: Point(0, -1), at: scene.layout.matrix.center, []))
        #expect(scene.grid.columns.count == 8)
        _ = scene.handle(.scrolled(by: Point(0, 1), at: scene.layout.matrix.center, []))
        _ = scene.handle(.scrolled(by: Point(0, 1), at: scene.layout.matrix.center, []))
        #expect(scene.grid.columns.count == 4)
    }

    @Test func `a unit of the strip leads to its plot in its layer`() throws {
        let scene = scene(try sample.content(selected: [100]))
        let (index, bar) = try #require(scene.layout.barcodes.first { $0.layer == 2 })
        let layer = scene.content.layers[index]
        let at = Point(bar.minX + bar.width * 4.5 / 16, bar.center.y)
        #expect(scene.picked(at: at) == .response(layer: 2, unit: layer.order[4]))
        #expect(drag(scene, through: [at]) == [.samples(.showLayer(2))])
        var content = scene.content
        content.layer = 2
        content.operation = 3
        scene.show(content, in: Stage(size: size, theme: .light, fonts: .standard))
        let wanted = try #require(scene.content.order.firstIndex(of: layer.order[4]))
        let seen = scene.view.column..<scene.view.column + scene.layout.shown
        #expect(seen.contains(wanted) && scene.wantedUnit == nil)
    }

    @Test func `at most 220 marks a plot, none where a unit stands alone`() throws {
        let content = try sample.content(selected: Set(100..<130))
        let cloud = try #require(content.cloud)
        #expect(content.chosen.indices.count > UnitMarks.largestCount)
        let grid = UnitGrid(side: 100, columns: [0, 1, 2], rows: [0, 1])
        let marks = UnitMarks.marks(of: content.chosen, in: cloud, grid, theme: .light)
        #expect(marks.count == 4 * UnitMarks.largestCount)
    }

    @Test func `escape lets go, then selects nothing`() throws {
        let scene = scene(try sample.content(selected: [100]))
        _ = scene.handle(.pressed(.left, at: scene.grid.plot(cell).center, []))
        #expect(scene.handle(.key(.escape, [])).isEmpty && !scene.hand.isBusy)
        #expect(scene.handle(.key(.escape, [])) == [.samples(.select([]))])
        #expect(scene.handle(.key(.pageDown, [])) == [.samples(.showLayer(4))])
    }

    @Test func `plots come in the background, and settling waits for them`() throws {
        let scene = scene(try sample.content())
        #expect(scene.isAnimating)
        scene.settle()
        scene.arrange(in: Stage(size: size, theme: .light, fonts: .standard))
        #expect(!scene.isAnimating)
    }

    @Test func `one unit, and thousands`() throws {
        let one = scene(try UnitsSample(unitCount: 1).content())
        #expect(one.grid.cells.count == 1 && one.picked(at: one.layout.matrix.center) == .unit(0))
        one.settle()
        _ = one.makeDrawing()
        let correlation = UnitOverview.image(
            of: .init(shape: [1_000, 1_000], repeating: 0.5), order: Array(0..<1_000), theme: .light)
        #expect(correlation.width == UnitOverview.largestSide)
    }
}
