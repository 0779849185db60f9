import Rendering
import Samples
import Testing
import Workbench

@testable import Scenes

@MainActor struct CurvesSceneTests {
    private let sample = CurvesSample()

    private func stage(time: Double = 0, isMotionReduced: Bool = false) -> Stage {
        Stage(
            size: Point(1260, 916), theme: .light, fonts: .standard, time: time,
            isMotionReduced: isMotionReduced)
    }

    private func scene(_ content: CurvesContent? = nil) -> CurvesScene {
        let scene = CurvesScene()
        scene.show(content ?? sample.content(), in: stage())
        return scene
    }

    private func drag(
        _ scene: CurvesScene, through places: [Point], _ modifiers: Modifiers = [],
        _ button: PointerButton = .left
    ) -> [Command] {
        var commands = scene.handle(.pressed(button, at: places[0], modifiers))
        for place in places.dropFirst() { commands += scene.handle(.pointerMoved(place)) }
        commands += scene.handle(.released(button, at: places[places.count - 1], modifiers))
        return commands.filter { if case .samples(.point) = $0 { false } else { true } }
    }

    /// The middle of a cell of a large glyph, by the place in the order.
    private func place(_ scene: CurvesScene, _ place: Int, large: Int = 0) throws -> Point {
        let grid = try #require(scene.content.grid)
        return try #require(scene.largePlace(large)).place(of: grid.cell(of: place)).center
    }

    private func sampleIndex(_ scene: CurvesScene, _ place: Int) throws -> Int {
        let glyph = try #require(scene.content.opened?.glyph)
        return scene.content.population.samples[glyph.order[place]]
    }

    @Test(arguments: [0, 1]) func `every cell of a large glyph leads to its sample`(large: Int) throws {
        let scene = scene()
        for order in [0, 1, 77, 200, 319] {
            _ = scene.handle(.pointerMoved(try place(scene, order, large: large)))
            #expect(scene.hover == .large(large, place: order))
            #expect(try scene.hoveredSample == sampleIndex(scene, order))
        }
    }

    @Test func `a cell of a small glyph leads to its sample in that operation`() throws {
        let scene = scene()
        let frame = scene.graphPainter(stage()).place(of: 3)
        let glyph = try #require(scene.content.operations[3].glyph)
        let cell = frame.place(of: glyph.grid.cell(of: 100)).center
        let expected = scene.content.population.samples[glyph.order[100]]
        #expect(scene.handle(.pointerMoved(cell)) == [.samples(.point(expected))])
        #expect(scene.hover == .glyph(3, place: 100) && scene.statusText.hasSuffix("cell 101 of 320 in b 1"))
    }

    @Test func `the sample under the pointer is told once, and boxed in every glyph`() throws {
        let scene = scene()
        let expected = try sampleIndex(scene, 20)
        #expect(scene.handle(.pointerMoved(try place(scene, 20))) == [.samples(.point(expected))])
        var content = sample.content()
        content.pointed = expected
        scene.show(content, in: stage())
        #expect(scene.handle(.pointerMoved(try place(scene, 20) + 1)).isEmpty)
        let signal = Theme.light.signal
        let boxes = scene.makeDrawing().overlay.filter {
            if case .box(let box) = $0 {
                box.border == signal && box.borderWidth == 2 && box.rectangle.width < 30
            } else {
                false
            }
        }
        // Eleven small glyphs, two large ones, one in the key.
        #expect(boxes.count == 14)
        #expect(scene.handle(.pointerLeft) == [.samples(.point(nil))])
    }

    @Test func `a click selects one, adds with Shift, takes away with Alt; a second one opens it`() throws {
        let scene = scene()
        let (at, index) = (try place(scene, 40), try sampleIndex(scene, 40))
        #expect(drag(scene, through: [at], .shift) == [.samples(.select([index], .add))])
        #expect(drag(scene, through: [at], .alt) == [.samples(.select([index], .remove))])
        #expect(drag(scene, through: [at]) == [.samples(.select([index]))])
        #expect(drag(scene, through: [at]) == [.samples(.openSample(index))])
    }

    @Test func `a lasso selects the cells whose middles lie inside`() throws {
        let scene = scene()
        let frame = try #require(scene.largePlace(1))
        let low = frame.place(of: SIMD2(2, 3)).origin + 1
        let high = frame.place(of: SIMD2(5, 4)).origin + frame.cellSize - 1
        let around = [low, Point(high.x, low.y), high, Point(low.x, high.y)]
        let glyph = try #require(scene.content.opened?.glyph)
        let inside = (2...5).flatMap { x in (3...4).compactMap { glyph.grid.place(inColumn: x, row: $0) } }
        let expected = Set(try inside.map { try sampleIndex(scene, $0) })
        #expect(expected.count == 8)
        #expect(drag(scene, through: around, .shift) == [.samples(.select(expected, .add))])
        #expect(scene.grip == nil)
    }

    @Test func `a click on a glyph opens it, a drag moves the network`() throws {
        let scene = scene()
        let tile = scene.graphPainter(stage()).tile(of: 4).center
        #expect(drag(scene, through: [tile]) == [.samples(.showOperation(4))])
        let open = scene.graphPainter(stage()).tile(of: scene.content.open).center
        #expect(drag(scene, through: [open]).isEmpty)
        let long = self.scene(of: CurvesSample.chain(50))
        let before = long.graphPainter(stage()).tile(of: 30)
        let from = Point(600, long.layout.stripArea.center.y)
        #expect(drag(long, through: [from, from + Point(90, 0), from + Point(200, 0)]).isEmpty)
        #expect(abs(long.graphPainter(stage()).tile(of: 30).minX - before.minX - 200) < 2)
        #expect(drag(long, through: [from, from - Point(90, 0)], [], .middle).isEmpty)
        #expect(abs(long.graphPainter(stage()).tile(of: 30).minX - before.minX - 110) < 2)
    }

    private func scene(of operations: [SampleOperation]) -> CurvesScene {
        scene(CurvesSample(classCount: 4, perClass: 20).content(operations))
    }

    @Test func `F shows all of a long network, the wheel enlarges at the pointer`() throws {
        let scene = scene(of: CurvesSample.chain(50))
        _ = scene.handle(.key(.character("f"), []))
        let painter = scene.graphPainter(stage())
        let area = scene.layout.stripArea
        #expect(painter.tile(of: 0).minX >= area.minX && painter.tile(of: 49).maxX <= area.maxX)
        let at = painter.tile(of: 20).center
        _ = scene.handle(.scrolled(by: Point(0, 4), at: at, []))
        let larger = scene.graphPainter(stage()).tile(of: 20)
        #expect(larger.width > painter.tile(of: 20).width * 1.5 && larger.contains(at))
        _ = scene.handle(.key(.character("f"), []))
        _ = scene.handle(.key(.character("f"), []))
        #expect(scene.view?.zoom == 1)
    }

    @Test func `a row highlights its class, Shift adds one, a row of the agreement selects its pictures`()
        throws
    {
        let scene = scene()
        let list = try #require(scene.layout.list)
        #expect(drag(scene, through: [list.classes[2].center]) == [.samples(.select(sample.members(2)))])
        #expect(
            drag(scene, through: [list.classes[5].center], .shift) == [
                .samples(.select(sample.members(5), .add))
            ])
        let glyph = try #require(scene.content.opened?.glyph)
        let lonely = Set(
            try glyph.order.indices.filter { glyph.agreement[$0] == 0 }.map { try sampleIndex(scene, $0) })
        #expect(lonely.count == glyph.quality.agreement[0])
        #expect(drag(scene, through: [list.agreement[0].center]) == [.samples(.select(lonely))])
    }

    @Test func `the class that is selected is the highlighted one`() {
        #expect(sample.content(selected: sample.members(3)).highlighted == 3)
        #expect(sample.content(selected: sample.members(3).union(sample.members(4))).highlighted == nil)
        #expect(sample.content(selected: [1000]).highlighted == 0)
        #expect(sample.content(selected: [1000]).selectionFacts == .init(count: 1, wholeClass: nil))
        #expect(
            sample.content(selected: sample.members(3)).selectionFacts == .init(count: 40, wholeClass: "cow"))
        #expect(sample.content().highlighted == nil)
    }

    @Test func `keys step, color, simplify and let go`() throws {
        let scene = scene(sample.content(selected: [1005]))
        #expect(scene.handle(.key(.right, [])) == [.samples(.showOperation(10))])
        #expect(scene.handle(.key(.left, [])) == [.samples(.showOperation(8))])
        var settings = scene.content.settings
        settings.colorsByAgreement = true
        #expect(scene.handle(.key(.character("c"), [])) == [.samples(.set(settings))])
        settings = scene.content.settings
        settings.showsDetails = true
        #expect(scene.handle(.key(.character("d"), [])) == [.samples(.set(settings))])
        #expect(scene.handle(.key(.enter, [])) == [.samples(.openSample(1005))])
        #expect(scene.handle(.key(.character("a"), .control)) == [.samples(.select(Set(1000..<1320)))])
        #expect(scene.handle(.key(.escape, [])) == [.samples(.select([]))])
        _ = scene.handle(.pressed(.left, at: try place(scene, 3), []))
        _ = scene.handle(.pointerMoved(try place(scene, 60)))
        let selecting = scene.handle(.key(.escape, [])).filter {
            if case .samples(.select) = $0 { true } else { false }
        }
        #expect(selecting.isEmpty && scene.grip == nil)
    }

    @Test func `a click beside everything selects nothing`() {
        let beside = Point(600, 912)
        #expect(drag(scene(), through: [beside]).isEmpty)
        #expect(drag(scene(sample.content(selected: [1005])), through: [beside]) == [.samples(.select([]))])
    }

    @Test func `dots move while something is worked out, not where motion is reduced`() {
        var content = sample.content()
        content.isWorking = true
        let scene = CurvesScene()
        scene.show(content, in: stage(time: 1))
        #expect(scene.isAnimating)
        scene.show(content, in: stage(time: 2, isMotionReduced: true))
        #expect(!scene.isAnimating)
        content.isWorking = false
        scene.show(content, in: stage(time: 3))
        #expect(!scene.isAnimating)
    }

    @Test func `orders that are missing say what is going on`() {
        var content = sample.content(isOrdered: { $0 < 3 })
        content.operations[3].wait = .running(0.4)
        content.operations[4].wait = .failed("No room.")
        content.wait = "the curve of fc 1: 3 %"
        let words = scene(content).makeDrawing().overlay.compactMap { item -> String? in
            if case .text(let run) = item { run.string } else { nil }
        }
        #expect(words.contains("40\u{2009}%") && words.contains("failed") && words.contains("waiting"))
        #expect(words.contains("the curve of fc 1: 3 %"))
    }
}
