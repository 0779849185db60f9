import Rendering
import Testing
import Workbench

@testable import Scenes

@MainActor @Suite struct ClassesSceneTests {
    private let sample = ClassesSample()

    private func scene(_ content: ClassesContent? = nil) -> ClassesScene {
        let scene = ClassesScene()
        scene.show(content ?? sample.content)
        scene.arrange(in: Stage(size: Point(1212, 916), theme: .light, fonts: .standard))
        return scene
    }

    private func click(_ scene: ClassesScene, _ place: Point, _ modifiers: Modifiers = []) -> [Command] {
        scene.handle(.pressed(.left, at: place, modifiers))
    }

    @Test func `a click on a class selects it, with Shift it is added, with Alt taken away`() {
        let scene = scene()
        let place = scene.layout.rows[2].place.origin + Point(60, 20)
        let members = Set(40..<60)
        #expect(click(scene, place) == [.samples(.select(members, .replace))])
        #expect(click(scene, place, .shift) == [.samples(.select(members, .add))])
        #expect(click(scene, place, .alt) == [.samples(.select(members, .remove))])
        #expect(
            scene.statusText.hasPrefix(
                "tiger: precision 89\u{2009}%, recall 85\u{2009}%, F1 0.872, 20 pictures"))
    }

    @Test func `a click on a picture selects it, a second one opens it in Network`() throws {
        let scene = scene()
        let place = try #require(scene.layout.picture(0, in: scene.layout.rows[1])).center
        #expect(click(scene, place) == [.samples(.select([29]))])
        #expect(click(scene, place) == [.samples(.openSample(29))])
    }

    @Test func `the line below a picture stands for its cluster`() throws {
        let scene = scene()
        let picture = try #require(scene.layout.picture(1, in: scene.layout.rows[1]))
        #expect(click(scene, scene.layout.share(of: picture).center) == [.samples(.select(Set(30..<40)))])
        #expect(scene.statusText == "A cluster of cat: 10 pictures, 50\u{2009}%")
    }

    @Test func `what is pointed at is told to all views, once`() throws {
        var content = sample.content
        let place = try #require(scene().layout.picture(0, in: scene().layout.rows[1])).center
        #expect(scene(content).handle(.pointerMoved(place)) == [.samples(.point(29))])
        content.pointed = 29
        #expect(scene(content).handle(.pointerMoved(place)) == [])
        #expect(scene(content).handle(.pointerMoved(Point(2, 2))) == [.samples(.point(nil))])
    }

    @Test func `a cell of the matrix selects who is taken for what`() throws {
        let scene = scene()
        let place = try #require(scene.layout.cell(row: 0, column: 1)).center
        #expect(click(scene, place) == [.samples(.select([6, 13]))])
        #expect(scene.statusText == "dog taken for cat: 2 pictures, 10\u{2009}% of its class")
        let others = try #require(scene.layout.cell(row: 0, column: 6)).center
        #expect(click(scene, others) == [.samples(.select([10]))])
        #expect(scene.statusText == "dog taken for another class: 1 picture, 5\u{2009}% of its class")
    }

    @Test func `a click on a similarity makes the class the reference, one on a head orders the list`() {
        let scene = scene()
        let row = scene.layout.rows[3].place
        #expect(
            click(scene, Point(scene.layout.similarity.lowerBound + 20, row.center.y)) == [
                .samples(.setReference(3))
            ])
        var settings = SampleSettings()
        settings.classOrder = .accuracy
        let head = Point(scene.layout.accuracy.lowerBound + 8, scene.layout.listArea.minY - 12)
        #expect(click(scene, head) == [.samples(.set(settings))])
    }

    @Test func `the wrong pictures come with the surest first`() {
        let scene = scene()
        let surest = sample.content.figures?.wrong.first
        #expect(
            click(scene, scene.layout.wrongPicture(0).center) == [
                .samples(.select(Set([surest].compactMap(\.self))))
            ])
    }

    @Test func `empty paper selects nothing, Escape too, Control A all`() {
        var content = sample.content
        content.selected = [1, 2]
        let scene = scene(content)
        #expect(click(scene, Point(4, 4)) == [.samples(.select([]))])
        #expect(scene.handle(.key(.escape, [])) == [.samples(.select([]))])
        #expect(scene.handle(.key(.character("a"), .control)) == [.samples(.select(Set(0..<120)))])
        #expect(self.scene().handle(.key(.escape, [])) == [])
    }

    @Test func `the arrows go from class to class`() {
        var content = sample.content
        content.selected = Set(20..<40)
        #expect(scene(content).handle(.key(.down, [])) == [.samples(.select(Set(40..<60)))])
        #expect(scene(content).handle(.key(.up, [])) == [.samples(.select(Set(0..<20)))])
    }

    @Test func `the list scrolls under the wheel, the matrix does not`() {
        let content = ClassesSample(classCount: 40).content
        let scene = scene(content)
        _ = scene.handle(.scrolled(by: Point(0, -2), at: Point(100, 400), []))
        #expect(scene.scroll == 2 * ClassesLayout.rowHeight)
        _ = scene.handle(.scrolled(by: Point(0, -2), at: scene.layout.side.center, []))
        #expect(scene.scroll == 2 * ClassesLayout.rowHeight)
    }

    @Test func `without data there is nothing to point at but the switch`() {
        let scene = scene(ClassesContent())
        #expect(scene.handle(.pointerMoved(Point(300, 300))) == [])
        #expect(scene.statusText.isEmpty)
        let tabs = SampleTabs(.classes, stageSize: Point(1212, 916)).place
        #expect(click(scene, Point(tabs.minX + 100, tabs.center.y)) == [.showScene(.map)])
    }
}
