import Rendering
import Samples
import Testing
import Workbench

@testable import Scenes

@MainActor struct PlaneSceneTests {
    private let sample = PlaneSample()
    private let size = Point(1212, 800)

    private func stage(_ time: Double = 0) -> Stage {
        Stage(size: size, theme: .light, fonts: .standard, time: time)
    }

    /// Where a sample lies on the stage.
    private func place(of id: Int, plane: Int, in scene: NetworkScene) throws -> Point {
        let (frame, planes) = (try #require(scene.frame), try #require(scene.content.planes))
        let position = try #require(planes.population.position(of: id))
        let point = try #require(planes.planes[plane].places?.points[position])
        return frame.project(frame.arrangement.planes[plane].place(of: point))
    }

    private func click(_ scene: NetworkScene, _ place: Point, _ modifiers: Modifiers = []) -> [Command] {
        _ = scene.handle(.pointerMoved(place))
        return scene.handle(.pressed(.left, at: place, modifiers))
            + scene.handle(.released(.left, at: place, modifiers))
    }

    @Test(arguments: CameraMode.allCases) func `what is picked is what is seen`(camera: CameraMode) throws {
        let scene = sample.scene(camera, size: size)
        let last = (scene.content.planes?.planes.count ?? 0) - 1
        // In Orbit the last plane stands before all others.
        for plane in camera == .plate ? Array(0...last) : [last] {
            for id in stride(from: 100, to: 320, by: 34) {
                let place = try place(of: id, plane: plane, in: scene)
                _ = scene.handle(.pointerMoved(place))
                #expect(scene.hand.hover == .plane(.sample(id, plane: plane)))
            }
        }
    }

    @Test func `picking follows the camera while it moves, and turns`() throws {
        let scene = sample.scene(.plate, size: size)
        var content = scene.content
        content.settings.camera = .orbit
        scene.show(content)
        scene.prepare(stage(1))
        for time in [1.15, 1.6] {
            scene.prepare(stage(time))
            let place = try place(of: 120, plane: 5, in: scene)
            _ = scene.handle(.pointerMoved(place))
            #expect(scene.hand.hover == .plane(.sample(120, plane: 5)))
        }
        scene.setOrbitAngles(azimuth: -0.9, elevation: 0.3)
        let place = try place(of: 120, plane: 0, in: scene)
        _ = scene.handle(.pointerMoved(place))
        #expect(scene.hand.hover == .plane(.sample(120, plane: 0)))
    }

    @Test func `the sample under the pointer is told to all views once`() throws {
        let scene = sample.scene(.plate, size: size)
        let place = try place(of: 142, plane: 2, in: scene)
        #expect(scene.handle(.pointerMoved(place)) == [.samples(.point(142))])
        #expect(scene.statusText.hasPrefix("conv 2: ") && scene.statusText.contains("83"))
        var content = scene.content
        content.planes?.pointed = 142
        scene.show(content)
        scene.prepare(stage())
        #expect(scene.handle(.pointerMoved(place)).isEmpty)
        #expect(scene.handle(.pointerLeft) == [.samples(.point(nil))])
    }

    @Test func `a click selects a sample, adds with Shift, a second one opens it`() throws {
        let scene = sample.scene(.plate, size: size)
        let place = try place(of: 142, plane: 4, in: scene)
        #expect(click(scene, place, .shift).last == .samples(.select([142], .add)))
        #expect(click(scene, place).last == .samples(.select([142])))
        #expect(click(scene, place).last == .samples(.openSample(142)))
    }

    @Test func `a lasso on a plane selects what lies inside`() throws {
        let own = Set(sample.planes().members(ofClass: 2))
        for (modifiers, mode) in [(Modifiers(), SelectionMode.replace), (.alt, .remove)]
            as [(Modifiers, SelectionMode)]
        {
            let scene = sample.scene(.plate, size: size)
            let frame = try #require(scene.frame)
            let plane = frame.arrangement.planes[5]
            let places = try own.map { try place(of: $0, plane: 5, in: scene) }
            let low = places.reduce(places[0], pointwiseMin) - 3
            let high = places.reduce(places[0], pointwiseMax) + 3
            let corners = [low, Point(high.x, low.y), high, Point(low.x, high.y)]
            // It begins on the plane's paper.
            let start = frame.project(plane.place(of: Point(0.02, 0.02)))
            var commands = scene.handle(.pressed(.left, at: corners[0], modifiers))
            for corner in corners.dropFirst() { commands += scene.handle(.pointerMoved(corner)) }
            commands += scene.handle(.released(.left, at: corners[3], modifiers))
            #expect(commands.last == .samples(.select(own, mode)))
            #expect(scene.hand.planeGrip == nil && start.x > 0)
        }
    }

    @Test func `in Orbit a drag turns, with Control it draws a lasso`() throws {
        let scene = sample.scene(.orbit, size: size)
        let frame = try #require(scene.frame)
        let start = frame.project(frame.arrangement.planes[5].place(of: Point(0.03, 0.03)))
        let before = scene.view.angles
        _ = scene.handle(.pressed(.left, at: start, []))
        _ = scene.handle(.pointerMoved(start + Point(30, 0)))
        #expect(scene.view.angles != before && scene.hand.planeGrip == nil)
        _ = scene.handle(.released(.left, at: start + Point(30, 0), []))
        let turned = scene.view.angles
        let again = try #require(scene.frame).project(
            try #require(scene.frame).arrangement.planes[5].place(of: Point(0.03, 0.03)))
        _ = scene.handle(.pressed(.left, at: again, .control))
        _ = scene.handle(.pointerMoved(again + Point(30, 10)))
        #expect(scene.view.angles == turned)
        if case .lasso = scene.hand.planeGrip {} else { Issue.record("no lasso") }
        #expect(scene.handle(.key(.escape, [])).isEmpty && scene.hand.planeGrip == nil)
    }

    @Test func `a class of the list stands out and is selected by a click`() throws {
        let scene = sample.scene(.orbit, size: size)
        let row = PlaneKey.place(ofLine: 3, scene.regions).center
        #expect(click(scene, row, .shift).last == .samples(.selectClass(3, .add)))
        #expect(scene.frame?.highlighted == sample.planes().members(ofClass: 3))
    }

    @Test func `the open plane is seen through those before it, and Escape closes it`() throws {
        let scene = sample.scene(.orbit, size: size)
        let place = try place(of: 150, plane: 1, in: scene)
        #expect(scene.handle(.key(.right, [])) == [.samples(.showLayer(0))])
        #expect(scene.handle(.key(.right, [])) == [.samples(.showLayer(1))])
        _ = scene.handle(.pointerMoved(place))
        #expect(scene.hand.hover == .plane(.sample(150, plane: 1)))
        #expect(scene.handle(.key(.escape, [])).isEmpty && scene.hand.openPlane == nil)
    }

    @Test func `Y turns to the planes and back`() {
        let scene = NetworkSpecimen.small.scene(.orbit, size: size)
        var settings = SampleSettings()
        settings.showsPlanes = true
        #expect(scene.handle(.key(.character("y"), [])) == [.samples(.set(settings))])
        settings.showsPlanes = false
        let planes = sample.scene(.orbit, size: size)
        #expect(planes.handle(.key(.character("y"), [])) == [.samples(.set(settings))])
    }

    @Test func `Escape gives the selection up at last`() {
        let scene = sample.scene(.plate, size: size, sample.planes(selected: [100, 102]))
        #expect(scene.handle(.key(.escape, [])) == [.samples(.select([]))])
        #expect(scene.statusText == "2 pictures selected, of 2 classes")
    }

    @Test func `planes come in a few a frame and the scene asks for more frames`() {
        let crowd = PlaneSample(perClass: 1200)
        let scene = crowd.specimen.scene(.plate, size: size) { $0.planes = crowd.planes() }
        let planes = scene.content.planes?.planes ?? []
        var frames = 1
        while scene.isAnimating, frames < 100 {
            scene.prepare(stage(Double(frames)))
            frames += 1
        }
        #expect(planes.allSatisfy { scene.planeImages.image(of: $0) != nil })
        #expect(frames <= 2 * planes.count + 2)
    }
}
