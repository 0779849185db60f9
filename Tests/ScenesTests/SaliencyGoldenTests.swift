import Occlusion
import Rendering
import TestSupport
import Testing
import Workbench

@testable import Scenes

/// Pictures of the Saliency scene, without a window.
@MainActor @Suite(.serialized) struct SaliencyGoldenTests {
    private let size = Point(1000, 780)

    private func check(
        _ name: String, _ theme: Theme, _ change: (inout SaliencyContent) -> Void = { _ in },
        _ prepare: (SaliencyScene) -> Void = { _ in }
    ) throws {
        var content = try SaliencySample().content(theme)
        change(&content)
        let scene = SaliencyScene()
        scene.show(content, in: Stage(size: size, theme: theme, fonts: .standard))
        prepare(scene)
        try expectGolden(
            snapshot(scene.makeDrawing(), size: size), named: "scenes/saliency-\(name)", tolerance: .flat)
    }

    @Test func `a pixel of both maps and the windows behind it`() throws {
        try check("pixel", .light) { _ in
        } _: { scene in
            let at = scene.layout.pictures[0].origin + 0.45 * scene.layout.pictures[0].size
            _ = scene.handle(.pointerMoved(at))
        }
    }

    @Test func `a prediction that has been revealed, dark`() throws {
        let marked = try SaliencySample().marked
        try check("revealed-dark", .dark) { content in
            content.prediction = .revealed
            content.marked = marked
            content.markedOutline = marked.mask.outline
            if let map = content.map { content.topOutline = PredictionScore.topTenth(of: map.values).outline }
            content.curves = SaliencySample.curves([.map, .marks, .chance])
            content.verdict = .init(
                overlap: 0.37,
                ranks: [
                    .init(order: .map, area: 0.03), .init(order: .marks, area: 0.07),
                    .init(order: .chance, area: 0.19),
                ])
        }
    }

    @Test func `a prediction that is being marked`() throws {
        let marked = try SaliencySample().marked
        try check("marking", .light) { content in
            content.prediction = .marking
            content.settings.tool = .brush
            content.marked = marked
            content.markedOutline = marked.mask.outline
        }
    }
}
