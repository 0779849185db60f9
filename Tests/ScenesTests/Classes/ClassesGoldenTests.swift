import Rendering
import TestSupport
import Testing
import Workbench

@testable import Scenes

/// Pictures of the Classes scene, without a window.
@MainActor @Suite(.serialized) struct ClassesGoldenTests {
    private func check(
        _ content: ClassesContent, _ name: String, _ theme: Theme = .light, size: Point = Point(900, 640),
        prepare: (ClassesScene) -> Void = { _ in }
    ) throws {
        let scene = ClassesScene()
        scene.pictures = ClassesSample.picture
        scene.show(content)
        scene.arrange(in: Stage(size: size, theme: theme, fonts: .standard))
        prepare(scene)
        let image = try snapshot(scene.makeDrawing(), size: size)
        try expectGolden(image, named: "scenes/classes-\(name)", tolerance: .flat)
    }

    @Test func `six classes, a picture pointed at`() throws {
        var content = ClassesSample().content
        content.pointed = 39
        try check(content, "list") { scene in
            guard let place = scene.layout.picture(1, in: scene.layout.rows[1]) else { return }
            _ = scene.handle(.pointerMoved(place.center))
        }
    }

    @Test func `a class selected, a cell pointed at, dark`() throws {
        var content = ClassesSample().content
        content.selected = Set(40..<60)
        content.settings.classOrder = .similarity
        try check(content, "cell-dark", .dark) { scene in
            guard let place = scene.layout.cell(row: 2, column: 3) else { return }
            _ = scene.handle(.pointerMoved(place.center))
        }
    }

    @Test func `forty classes`() throws {
        try check(ClassesSample(classCount: 40, size: 15).content, "many", size: Point(1000, 700))
    }

    @Test func `a network that is no classifier`() throws {
        try check(ClassesSample(hasAnswers: false).content, "no-classifier", size: Point(800, 460))
    }
}
