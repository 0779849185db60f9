import Rendering
import TestSupport
import Testing
import Workbench

@testable import Scenes

/// Pictures of the planes of samples, without a window.
@MainActor @Suite(.serialized) struct PlaneGoldenTests {
    private let size = Point(1000, 680)

    private func check(
        _ name: String, _ camera: CameraMode, _ theme: Theme, _ sample: PlaneSample = PlaneSample(),
        _ planes: PlaneContent? = nil, prepare: (NetworkScene) -> Void = { _ in }
    ) throws {
        let scene = sample.scene(camera, size: size, theme: theme, planes)
        prepare(scene)
        scene.settle()
        try expectGolden(
            snapshot(scene.makeDrawing(), size: size), named: "scenes/planes-\(name)", tolerance: .threeD)
    }

    @Test func `classes go their mean ways in Orbit`() throws { try check("orbit", .orbit, .light) }

    @Test func `the way of a picture and of those selected, dark`() throws {
        let sample = PlaneSample()
        let planes = sample.planes(selected: [106, 102, 112, 122, 132, 150, 164], pointed: 150)
        try check("selection-dark", .orbit, .dark, sample, planes)
    }

    @Test func `in Plate planes lie flat side by side, dark`() throws {
        try check("plate-dark", .plate, .dark, PlaneSample(.pictograms))
    }

    @Test func `in Plate a class of the list stands out`() throws {
        try check("plate-class", .plate, .light) { scene in
            _ = scene.handle(.pointerMoved(PlaneKey.place(ofLine: 2, scene.regions).center))
        }
    }

    @Test func `branches stand one above the other, some still on their way`() throws {
        let sample = PlaneSample(.inception)
        try check("branches", .orbit, .light, sample, sample.planes(ready: 9))
    }

    @Test func `the open plane is seen through those before it`() throws {
        try check("open", .orbit, .light, PlaneSample(.pictograms)) { scene in
            for _ in 0..<6 { _ = scene.handle(.key(.right, [])) }
        }
    }
}
