import Rendering
import TestSupport
import Testing

@testable import Scenes

/// Pictures of the Occlusion scene, without a window.
@MainActor @Suite(.serialized) struct OcclusionGoldenTests {
    private let size = Point(900, 720)

    private func draw(
        _ content: OcclusionContent, _ theme: Theme = .light, _ prepare: (OcclusionScene) -> Void = { _ in }
    ) throws -> DisplayImage {
        let scene = OcclusionScene()
        scene.show(content)
        scene.advance(in: Stage(size: size, theme: theme, fonts: .standard))
        prepare(scene)
        return try snapshot(scene.makeDrawing(), size: size)
    }

    private func check(_ image: DisplayImage, _ name: String) throws {
        try expectGolden(image, named: "scenes/occlusion-\(name)", tolerance: .flat)
    }

    @Test func `the tetrahedron`() throws {
        try check(draw(try OcclusionSample().content), "tetrahedron")
    }

    @Test func `a support vector and its card, dark`() throws {
        let image = try draw(try OcclusionSample().content, .dark) { _ = $0.handle(.key(.tab, [])) }
        try check(image, "card-dark")
    }

    @Test func `two labels and no boundary`() throws {
        try check(draw(try OcclusionSample(classCount: 2, variantsPerLabel: 5, gain: 0.1).content), "edge")
    }

    @Test func `before the pool has run`() throws {
        try check(draw(OcclusionContent()), "waiting")
    }

    @Test func `a pool that failed`() throws {
        var content = OcclusionContent()
        content.phase = .failed("The pool has no masks: choose at least one window size.")
        try check(draw(content), "failed")
    }
}
