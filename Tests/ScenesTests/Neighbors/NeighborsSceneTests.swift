import Rendering
import Samples
import Testing
import Workbench

@testable import Scenes

@MainActor struct NeighborsSceneTests {
    private func stage(time: Double = 0, isMotionReduced: Bool = false) -> Stage {
        Stage(
            size: Point(1_212, 916), theme: .light, fonts: .standard, time: time,
            isMotionReduced: isMotionReduced)
    }

    private func scene(selected: Set<Int> = []) throws -> NeighborsScene {
        let scene = NeighborsScene()
        scene.show(try NeighborsSample().content(selected: selected), in: stage())
        return scene
    }

    private func drag(_ scene: NeighborsScene, _ places: [Point], _ modifiers: Modifiers = []) -> [Command] {
        var commands = scene.handle(.pointerMoved(places[0]))
        commands += scene.handle(.pressed(.left, at: places[0], modifiers))
        for place in places.dropFirst() { commands += scene.handle(.pointerMoved(place)) }
        commands += scene.handle(.released(.left, at: places[places.count - 1], modifiers))
        return commands.filter { if case .samples(.point) = $0 { false } else { true } }
    }

    @Test func `a drag over an axis selects the lines that cross it there`() throws {
        for (modifiers, mode) in [(Modifiers(), SelectionMode.replace), (.shift, .add), (.alt, .remove)]
            as [(Modifiers, SelectionMode)]
        {
            let scene = try scene()
            let plot = try #require(scene.stabilityPlot)
            let y = plot.y(ofAxis: 3)
            let (start, end) = (Point(plot.area.minX + 2, y), Point(plot.area.center.x, y + 3))
            let inside = plot.samples(in: plot.brush(from: start, to: end))
            #expect(!inside.isEmpty && inside.count < 48)
            #expect(drag(scene, [start, end], modifiers) == [.samples(.select(inside, mode))])
        }
    }

    @Test func `a click on a line shows its neighborhood, on paper it lets go`() throws {
        let scene = try scene(selected: [101])
        let plot = try #require(scene.stabilityPlot)
        let y = plot.y(ofAxis: 4) + plot.pitch * 0.4
        let position = try #require(plot.lines.position(of: 120))
        let hit = Point(plot.x(of: position, at: y), y)
        let found = try #require(plot.line(at: hit, chosen: []))
        #expect(drag(scene, [hit]) == [.samples(.focus(plot.lines.samples[found]))])
        #expect(drag(scene, [hit], .shift) == [.samples(.select([plot.lines.samples[found]], .add))])
        let paper = Point(plot.area.minX + 4, plot.area.maxY - 4)
        #expect(plot.line(at: paper, chosen: []) == nil)
        #expect(drag(scene, [paper]) == [.samples(.select([]))])
    }

    @Test func `what is pointed at is told to all views, with its ranks`() throws {
        let scene = try scene()
        let plot = try #require(scene.motion.plot)
        let trace = plot.traces[0]
        let place = scene.layout.radial.place(angle: trace.angle, radius: (trace.from + trace.to) / 2)
        #expect(scene.handle(.pointerMoved(place)) == [.samples(.point(trace.sample))])
        #expect(
            scene.statusText.contains("rank \(trace.fromRank) in the input, \(trace.toRank) in the logits"))
        #expect(drag(scene, [place]) == [.samples(.focus(trace.sample))])
    }

    @Test func `a sector's rim selects its neighbors`() throws {
        let scene = try scene()
        let plot = try #require(scene.motion.plot)
        let layout = scene.layout.radial
        let place = layout.place(angle: plot.sectors[1].middle, radius: RadialLayout.rimRadius + 0.01)
        let members = Set(plot.traces.filter { $0.classIndex == 1 }.map(\.sample))
        #expect(drag(scene, [place]) == [.samples(.select(members))])
        #expect(scene.statusText.hasPrefix("cat: "))
    }

    @Test func `dragging the brush shows ten other pictures`() throws {
        let scene = try scene()
        let strip = scene.strip
        let first = scene.brushedPictures.map(\.sample)
        #expect(first.count == 10 && first[0] == scene.content.plot?.traces[0].sample)
        let end = Point(strip.area.minX + Float(strip.values.count) * strip.pitch - 2, strip.zero)
        #expect(drag(scene, [Point(strip.area.minX + 3, strip.zero), end]).isEmpty)
        #expect(scene.firstBrushed == strip.values.count - 10)
        let place = scene.brushedPictures[2]
        #expect(drag(scene, [place.place.center]) == [.samples(.focus(place.sample))])
    }

    @Test func `fewer neighbors than before leave the brush and the pointer where something is`() throws {
        let scene = try scene()
        let strip = scene.strip
        let end = Point(strip.area.minX + Float(strip.values.count) * strip.pitch - 2, strip.zero)
        _ = drag(scene, [Point(strip.area.minX + 3, strip.zero), end])
        _ = scene.handle(.pressed(.left, at: end, []))
        var content = try NeighborsSample().content()
        content.plot?.traces.removeLast(25)
        content.plotNumber = 2
        scene.show(content, in: stage())
        #expect(scene.firstBrushed == 0 && scene.brushedPictures.count == content.plot?.traces.count)
        #expect(scene.statusText.isEmpty && !scene.makeDrawing().overlay.isEmpty)
        _ = scene.handle(.pointerMoved(end))
        _ = scene.handle(.released(.left, at: end, []))
    }

    @Test func `keys and names go through the layers`() throws {
        let scene = try scene()
        var settings = scene.content.settings
        settings.transformedTo = 4
        #expect(scene.handle(.key(.left, [])) == [.samples(.set(settings))])
        #expect(scene.handle(.key(.right, [])).isEmpty, "the last one is shown")
        let plot = try #require(scene.stabilityPlot)
        settings.transformedTo = 2
        let name = StabilityPainter.namePlace(ofAxis: 2, in: plot).center
        #expect(drag(scene, [name]) == [.samples(.set(settings))])
        settings = scene.content.settings
        settings.transformedFrom = 1
        let other = StabilityPainter.namePlace(ofAxis: 1, in: plot).center
        #expect(drag(scene, [other], .shift) == [.samples(.set(settings))])
    }

    @Test func `the change is played and ends where it was, and is left out with reduced motion`() throws {
        let scene = try scene()
        let whole = try #require(scene.motion.plot)
        _ = scene.handle(.key(.space, []))
        #expect(scene.isAnimating)
        scene.arrange(in: stage(time: 10))
        scene.arrange(in: stage(time: 10.9))
        let half = try #require(scene.motion.plot)
        #expect(half != whole && half.traces[0].to != whole.traces[0].to)
        scene.arrange(in: stage(time: 12))
        #expect(scene.motion.plot == whole && !scene.motion.isMoving)
        scene.arrange(in: stage(time: 13, isMotionReduced: true))
        _ = scene.handle(.key(.space, []))
        #expect(!scene.motion.isMoving)
    }

    @Test func `another layer glides in, another picture does not`() throws {
        let scene = try scene()
        var content = try NeighborsSample().content()
        content.plot = content.plot?.played(0.3)
        content.plotNumber = 2
        scene.show(content, in: stage(time: 5))
        #expect(scene.motion.isMoving)
        scene.arrange(in: stage(time: 6))
        #expect(!scene.motion.isMoving && scene.motion.plot == content.plot)
        content = try NeighborsSample().content(focus: 30)
        content.plotNumber = 3
        scene.show(content, in: stage(time: 7))
        #expect(!scene.motion.isMoving && scene.motion.plot == content.plot)
    }

    @Test func `lines are drawn beside the main thread, and a still waits for them`() throws {
        let scene = try scene()
        #expect(scene.isAnimating && scene.stabilityTiles.isEmpty || !scene.stabilityTiles.isEmpty)
        scene.settle()
        #expect(!scene.isAnimating && !scene.stabilityTiles.isEmpty)
        scene.show(try NeighborsSample().content(selected: [110, 120]), in: stage())
        #expect(!scene.stabilityTiles.isEmpty, "the old ones stay")
    }

    @Test func `maps take the place of the plots, and a click in them is one on a picture`() throws {
        let scene = try scene()
        let button = try #require(scene.layout.stageSwitch)
        #expect(drag(scene, [Point(button.maxX - 20, button.center.y)]).isEmpty)
        #expect(scene.layout.maps.count == 3 && scene.stabilityPlot == nil)
        let painter = try #require(scene.mapPainter(1))
        let place = try #require(painter.place(of: 137))
        #expect(drag(scene, [place]) == [.samples(.focus(137))])
        let corner = scene.layout.maps[1].origin + 3
        #expect(drag(scene, [corner]).isEmpty, "nothing is selected that could be let go")
        let frame = scene.layout.maps[1]
        let around = [
            frame.origin + 2, Point(frame.maxX - 2, frame.minY + 2), frame.origin + frame.size - 2,
            Point(frame.minX + 2, frame.maxY - 2),
        ]
        #expect(drag(scene, around) == [.samples(.select(Set(100..<148)))])
        _ = scene.handle(.key(.character("m"), []))
        #expect(scene.layout.maps.isEmpty)
    }

    @Test func `an empty state shows a title and takes nothing`() {
        let scene = NeighborsScene()
        scene.update(from: AppState(), in: stage())
        #expect(scene.handle(.key(.left, [])).isEmpty && scene.statusText.isEmpty && scene.hints.isEmpty)
        #expect(!scene.isAnimating && !scene.makeDrawing().overlay.isEmpty)
    }
}
