import Inference
import Occlusion
import Rendering
import Testing
import Workbench

@testable import Scenes

@MainActor @Suite struct NetworkControlsTests {
    private let size = Point(1524, 916)

    private func stage(_ time: Double = 0) -> Stage {
        Stage(size: size, theme: .light, fonts: .standard, time: time)
    }

    /// Where the middle of a pixel of a block's face is on stage.
    private func place(_ scene: NetworkScene, layer: Int, cluster: Int, x: Int, y: Int) throws -> Point {
        let frame = try #require(scene.frame)
        let block = frame.arrangement.columns[layer].blocks[cluster]
        let shape = scene.content.layers[layer]
        return frame.project(
            block.origin + block.right * ((Float(x) + 0.5) / Float(shape.width))
                + block.down * ((Float(y) + 0.5) / Float(shape.height)))
    }

    private func inputPlace(_ scene: NetworkScene, _ x: Float, _ y: Float) throws -> Point {
        let frame = try #require(scene.frame)
        let block = frame.arrangement.input
        return frame.project(block.origin + block.right * (x / 128) + block.down * (y / 128))
    }

    private func expectPicking(_ scene: NetworkScene) throws {
        for (layer, cluster, x, y) in [(0, 0, 3, 60), (3, 2, 31, 0), (5, 1, 9, 8), (9, 1, 0, 3)] {
            let place = try place(scene, layer: layer, cluster: cluster, x: x, y: y)
            _ = scene.handle(.pointerMoved(place))
            #expect(scene.hand.hover == .pixel(layer: layer, cluster: cluster, x: x, y: y))
        }
    }

    @Test(arguments: CameraMode.allCases) func whatIsPickedIsWhatIsSeen(camera: CameraMode) throws {
        try expectPicking(NetworkSpecimen.pictograms.scene(camera, size: size))
    }

    @Test func pickingFollowsTheCameraWhileItMoves() throws {
        let scene = NetworkSpecimen.pictograms.scene(.plate, size: size)
        var content = scene.content
        content.settings.camera = .orbit
        scene.show(content)
        scene.prepare(stage(1))
        scene.prepare(stage(1.15))
        #expect(abs(scene.view.turn - 0.5) < 0.01)
        try expectPicking(scene)
    }

    @Test func pickingFollowsZoomAndPan() throws {
        let scene = NetworkSpecimen.pictograms.scene(.orbit, size: size)
        _ = scene.handle(.scrolled(by: Point(0, 3), at: Point(500, 400), []))
        scene.view.pan += Point(-30, 45)
        try expectPicking(scene)
    }

    @Test(arguments: CameraMode.allCases) func aDragOverThePictureIsARectangleOfItsPixels(camera: CameraMode)
        throws
    {
        let scene = NetworkSpecimen.pictograms.scene(camera, size: size) { $0.parts = [] }
        _ = scene.handle(.pressed(.left, at: try inputPlace(scene, 90.2, 20.5), []))
        let preview = scene.handle(.pointerMoved(try inputPlace(scene, 104.6, 39.9)))
        let expected = MaskShape.rectangle(PixelRectangle(x: 90, y: 20, width: 15, height: 20))
        #expect(preview == [.previewMask(expected)])
        #expect(
            scene.handle(.released(.left, at: try inputPlace(scene, 104.6, 39.9), [])) == [.addMask(expected)]
        )
    }

    @Test func aRectangleEndsAtThePicturesEdge() throws {
        let scene = NetworkSpecimen.pictograms.scene(.plate, size: size) { $0.parts = [] }
        _ = scene.handle(.pressed(.left, at: try inputPlace(scene, 120.5, 120.5), []))
        let drag = scene.handle(.pointerMoved(try inputPlace(scene, 300, 300)))
        #expect(drag == [.previewMask(.rectangle(PixelRectangle(x: 120, y: 120, width: 8, height: 8)))])
    }

    @Test func aClickOnThePictureMakesNoMask() throws {
        let scene = NetworkSpecimen.pictograms.scene(.plate, size: size) { $0.parts = [] }
        let place = try inputPlace(scene, 64.5, 64.5)
        _ = scene.handle(.pressed(.left, at: place, []))
        #expect(scene.handle(.released(.left, at: place, [])) == [.cancelMaskPreview])
    }

    @Test func aRectangleIsMovedByItsMiddleAndResizedByItsCorners() throws {
        // The specimen's mask: x 40, y 34, 30 x 25.
        let scene = NetworkSpecimen.pictograms.scene(.plate, size: size)
        _ = scene.handle(.pressed(.left, at: try inputPlace(scene, 55, 46), []))
        var commands = scene.handle(.pointerMoved(try inputPlace(scene, 60, 43)))
        #expect(
            commands == [
                .moveMask(part: 0, to: .rectangle(PixelRectangle(x: 45, y: 31, width: 30, height: 25)))
            ])
        _ = scene.handle(.released(.left, at: .zero, []))
        _ = scene.handle(.pressed(.left, at: try inputPlace(scene, 70, 59), []))
        commands = scene.handle(.pointerMoved(try inputPlace(scene, 75, 69)))
        #expect(
            commands == [
                .moveMask(part: 0, to: .rectangle(PixelRectangle(x: 40, y: 34, width: 35, height: 35)))
            ])
    }

    @Test func theRightButtonRemovesThePartUnderThePointer() throws {
        let scene = NetworkSpecimen.pictograms.scene(.orbit, size: size)
        let commands = scene.handle(.pressed(.right, at: try inputPlace(scene, 50.5, 40.5), []))
        #expect(commands == [.removeMask(x: 50, y: 40)])
    }

    @Test func theBrushPaintsAlongTheWay() throws {
        let scene = NetworkSpecimen.pictograms.scene(.plate, size: size) { $0.settings.tool = .brush }
        _ = scene.handle(.pressed(.left, at: try inputPlace(scene, 10, 10), []))
        _ = scene.handle(.pointerMoved(try inputPlace(scene, 20, 12)))
        let commands = scene.handle(.released(.left, at: try inputPlace(scene, 20, 12), []))
        guard case .addMask(.stroke(let stroke), .hide) = commands.first else {
            Issue.record("\(commands)")
            return
        }
        #expect(stroke.points.count == 2 && stroke.radius == 6)
        #expect(abs(stroke.points[1].x - 20) < 0.01 && abs(stroke.points[1].y - 12) < 0.01)
    }

    @Test func aClickOnABlockFansItOutAndADragTurns() throws {
        let scene = NetworkSpecimen.pictograms.scene(.orbit, size: size)
        let place = try place(scene, layer: 4, cluster: 1, x: 5, y: 5)
        _ = scene.handle(.pressed(.left, at: place, []))
        #expect(scene.handle(.released(.left, at: place, [])) == [.openCluster(layer: 4, cluster: 1)])
        let before = scene.view.angles
        _ = scene.handle(.pressed(.left, at: place, []))
        _ = scene.handle(.pointerMoved(place + Point(8, 0)))
        _ = scene.handle(.pointerMoved(place + Point(40, 10)))
        #expect(scene.handle(.released(.left, at: place + Point(40, 10), [])).isEmpty)
        #expect(scene.view.angles.azimuth < before.azimuth && scene.view.angles.elevation > before.elevation)
    }

    @Test func theViewTurnsOnlyAsFarAsItMay() {
        let far = OrbitAngles(azimuth: 3, elevation: -2).clamped
        #expect(far == OrbitAngles(azimuth: .pi / 3, elevation: 0))
    }

    @Test func spacePinsThePixelUnderThePointer() throws {
        let scene = NetworkSpecimen.pictograms.scene(.plate, size: size)
        _ = scene.handle(.pointerMoved(try place(scene, layer: 5, cluster: 1, x: 9, y: 8)))
        #expect(scene.handle(.key(.space, [])) == [.pin(.init(layer: 5, cluster: 1, x: 9, y: 8))])
        #expect(scene.statusText.hasPrefix("conv 3_2, pixel (9, 8) sees "))
        #expect(scene.statusText.hasSuffix(" px of the picture"))
    }

    @Test func escapeFoldsOneStepOrGivesUpTheDrag() throws {
        let scene = NetworkSpecimen.pictograms.scene(.plate, size: size)
        #expect(scene.handle(.key(.escape, [])) == [.foldOneStep])
        _ = scene.handle(.pressed(.left, at: try inputPlace(scene, 100, 100), []))
        #expect(scene.handle(.key(.escape, [])) == [.cancelMaskPreview])
    }

    @Test func arrowsWalkOverTheLayersAndEnterOpens() {
        let scene = NetworkSpecimen.pictograms.scene(.plate, size: size) { $0.selection.layer = 3 }
        #expect(scene.handle(.key(.right, [])) == [.selectLayer(4)])
        #expect(scene.handle(.key(.left, [])) == [.selectLayer(2)])
        #expect(scene.handle(.key(.down, [])).isEmpty)
        #expect(scene.handle(.key(.enter, [])) == [.openCluster(layer: 3, cluster: 1)])
    }

    @Test func homeTurnsToTheFrontAndBack() {
        let scene = NetworkSpecimen.pictograms.scene(.orbit, size: size)
        #expect(scene.handle(.key(.home, [])) == [.setCamera(.plate)])
    }
}
