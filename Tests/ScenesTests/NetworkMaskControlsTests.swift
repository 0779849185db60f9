import Inference
import Occlusion
import Rendering
import TestSupport
import Testing
import Workbench

@testable import Scenes

/// The tools on the picture, by what the hand does.
@MainActor @Suite struct NetworkMaskControlsTests {
    private let size = Point(1524, 916)

    private func scene(
        _ tool: MaskTool, _ parts: [MaskPart] = [], camera: CameraMode = .plate,
        change: (inout NetworkContent) -> Void = { _ in }
    ) -> NetworkScene {
        NetworkSpecimen.pictograms.scene(camera, size: size) {
            $0.settings.tool = tool
            $0.parts = parts
            change(&$0)
        }
    }

    private func place(_ scene: NetworkScene, _ x: Float, _ y: Float) throws -> Point {
        let frame = try #require(scene.frame)
        let block = frame.arrangement.input
        return frame.project(block.origin + block.right * (x / 128) + block.down * (y / 128))
    }

    private func press(_ scene: NetworkScene, _ x: Float, _ y: Float, _ modifiers: Modifiers = []) throws
        -> [Command]
    {
        scene.handle(.pressed(.left, at: try place(scene, x, y), modifiers))
    }

    private func move(_ scene: NetworkScene, _ x: Float, _ y: Float) throws -> [Command] {
        scene.handle(.pointerMoved(try place(scene, x, y)))
    }

    private func release(_ scene: NetworkScene, _ x: Float, _ y: Float) throws -> [Command] {
        scene.handle(.released(.left, at: try place(scene, x, y), []))
    }

    private func click(_ scene: NetworkScene, _ x: Float, _ y: Float) throws -> [Command] {
        let pressed = try press(scene, x, y)
        return pressed + (try release(scene, x, y))
    }

    private func corners(_ commands: [Command]) -> [SIMD2<Double>]? {
        switch commands.first {
        case .previewMask(.polygon(let polygon), .hide), .addMask(.polygon(let polygon), .hide):
            polygon.corners.map { SIMD2(($0.x * 100).rounded() / 100, ($0.y * 100).rounded() / 100) }
        default: nil
        }
    }

    private static let box = PixelRectangle(x: 40, y: 34, width: 30, height: 25)
    private static let rectangle = MaskPart(.rectangle(box), .hides(.black))

    // MARK: Shapes

    @Test(arguments: CameraMode.allCases) func anEllipseIsDraggedFromCornerToCorner(camera: CameraMode) throws
    {
        let scene = scene(.ellipse, camera: camera)
        #expect(try press(scene, 90.2, 20.5).isEmpty)
        let ellipse = MaskShape.ellipse(PixelRectangle(x: 90, y: 20, width: 15, height: 20))
        #expect(try move(scene, 104.6, 39.9) == [.previewMask(ellipse)])
        #expect(try release(scene, 104.6, 39.9) == [.addMask(ellipse)])
    }

    @Test(arguments: CameraMode.allCases)
    func aRectangleBeginsCloseBesideThePictureToo(camera: CameraMode) throws {
        let scene = scene(.rectangle, camera: camera)
        #expect(try press(scene, -1.5, -1.5).isEmpty)
        let whole = MaskShape.rectangle(PixelRectangle(x: 0, y: 0, width: 128, height: 128))
        #expect(try move(scene, 129, 129) == [.previewMask(whole)])
        #expect(try release(scene, 129, 129) == [.addMask(whole)])
    }

    @Test func farBesideThePictureNothingBegins() throws {
        let scene = scene(.rectangle)
        _ = try press(scene, -20, 60)
        #expect(try move(scene, 60, 100).allSatisfy { if case .previewMask = $0 { false } else { true } })
    }

    @Test func theEraserShowsWhatItGoesOver() throws {
        let scene = scene(.eraser, [Self.rectangle])
        guard case .previewMask(.stroke, .show)? = try press(scene, 50, 50).first,
            case .previewMask(.stroke, .show)? = try move(scene, 55, 50).first,
            case .addMask(.stroke(let stroke), .show)? = try release(scene, 55, 50).first
        else {
            Issue.record("no stroke")
            return
        }
        #expect(stroke.points.count == 2)
    }

    @Test func aPressOnAMaskTakesHoldOfItAndControlDrawsOverIt() throws {
        let scene = scene(.rectangle, [Self.rectangle])
        #expect(try press(scene, 55, 46) == [.selectMask(0)])
        let moved = MaskShape.rectangle(PixelRectangle(x: 45, y: 31, width: 30, height: 25))
        #expect(try move(scene, 60, 43) == [.moveMask(part: 0, to: moved)])
        #expect(try release(scene, 60, 43) == [.endMaskMove])
        #expect(try press(scene, 55, 46, .control).isEmpty)
        let inner = MaskShape.rectangle(PixelRectangle(x: 55, y: 46, width: 5, height: 4))
        #expect(try move(scene, 60, 50) == [.previewMask(inner)])
    }

    @Test func everyShapeIsMovedAndNoneLeavesThePicture() throws {
        var generator = SplitMix(seed: 3)
        let shapes: [MaskShape] = [
            .ellipse(Self.box),
            .stroke(BrushStroke(points: [.init(x: 45, y: 40), .init(x: 65, y: 55)], radius: 8)),
            .polygon(PolygonShape(corners: [.init(x: 40, y: 34), .init(x: 70, y: 36), .init(x: 55, y: 60)])),
            .region(PixelRegion(width: 70, height: 60) { x, y in x >= 45 && y >= 35 }),
        ]
        for shape in shapes {
            let scene = scene(.select, [MaskPart(shape, .hides(.blur))])
            #expect(try press(scene, 55.5, 46.5) == [.selectMask(0)], "\(shape)")
            let (dx, dy) = (generator.number(-20...20), generator.number(-15...15))
            let commands = try move(scene, 55.5 + Float(dx), 46.5 + Float(dy))
            #expect(commands == [.moveMask(part: 0, to: shape.moved(byX: dx, y: dy))])
            guard case .moveMask(_, let far)? = try move(scene, 500, 500).first, let bounds = far.bounds
            else {
                Issue.record("\(shape) was not moved")
                continue
            }
            #expect(bounds.columns.upperBound == 128 && bounds.rows.upperBound == 128)
            #expect(bounds.width == shape.bounds?.width && bounds.height == shape.bounds?.height)
        }
    }

    @Test func anEdgeIsDraggedByItsMiddleAndStretchesTheShape() throws {
        let scene = scene(.ellipse, [MaskPart(.ellipse(Self.box), .hides(.black))]) { $0.selection.mask = 0 }
        #expect(try press(scene, 70, 46.5).isEmpty)
        let wider = MaskShape.ellipse(PixelRectangle(x: 40, y: 34, width: 42, height: 25))
        #expect(try move(scene, 82, 60) == [.moveMask(part: 0, to: wider)])
        let narrow = MaskShape.ellipse(PixelRectangle(x: 40, y: 34, width: 1, height: 25))
        #expect(try move(scene, 10, 60) == [.moveMask(part: 0, to: narrow)])
    }

    @Test func whatIsErasedOrInvertedIsTakenHoldOfAsItIsSeen() throws {
        let hole = MaskPart(
            .rectangle(PixelRectangle(x: 50, y: 40, width: 10, height: 10)), .shows)
        let scene = scene(.rectangle, [Self.rectangle, hole])
        #expect(try press(scene, 55, 45).isEmpty)
        _ = scene.handle(.key(.escape, []))
        #expect(try press(scene, 42, 40) == [.selectMask(0)])
        let inverted = self.scene(.rectangle, [Self.rectangle, MaskPart(.everything, .inverts(.black))])
        #expect(try press(inverted, 55, 45) == [.selectMask(0)])
        _ = inverted.handle(.key(.escape, []))
        #expect(try press(inverted, 100, 100).isEmpty)
    }

    @Test func aPressBesideLetsGoAndTheSelectToolThenTurns() throws {
        let scene = scene(.select, [Self.rectangle]) { $0.selection.mask = 0 }
        #expect(try press(scene, 100, 100) == [.selectMask(nil)])
        #expect(try move(scene, 120, 100) == [.setCamera(.orbit)])
    }

    @Test func escapePutsAMaskBackWhereItWas() throws {
        let scene = scene(.rectangle, [Self.rectangle])
        _ = try press(scene, 55, 46)
        #expect(scene.handle(.key(.escape, [])) == [.endMaskMove])
        _ = try press(scene, 55, 46)
        var content = scene.content
        content.parts[0].shape = content.parts[0].shape.moved(byX: 5, y: 5)
        scene.show(content)
        #expect(scene.handle(.key(.escape, [])) == [.endMaskMove, .undo])
    }

    @Test func arrowsMoveTheSelectedMask() {
        let scene = scene(.rectangle, [Self.rectangle]) { $0.selection.mask = 0 }
        #expect(scene.handle(.key(.left, [])) == [.nudgeMask(x: -1, y: 0)])
        #expect(scene.handle(.key(.down, .shift)) == [.nudgeMask(x: 0, y: 10)])
    }

    @Test func bracketsAndTheWheelChangeTheSize() throws {
        let scene = scene(.brush) { $0.settings.brushRadius = 6 }
        #expect(scene.handle(.key(.character("]"), [])) == [.setBrushRadius(7)])
        #expect(scene.handle(.key(.character("["), [])) == [.setBrushRadius(5)])
        let wheel = Input.scrolled(by: Point(0, 4), at: try place(scene, 64, 64), .control)
        #expect(scene.handle(wheel) == [.setBrushRadius(10)])
        let regions = self.scene(.superpixels) { $0.settings.superpixelCount = 100 }
        #expect(regions.handle(.key(.character("]"), [])) == [.setSuperpixelCount(113)])
    }

    // MARK: Lasso

    @Test func aLassoDrawnInOneGoClosesItself() throws {
        let scene = scene(.lasso)
        _ = try press(scene, 20, 20)
        #expect(try move(scene, 60, 20).isEmpty)
        #expect(corners(try move(scene, 60, 60)) == [SIMD2(20, 20), SIMD2(60, 20), SIMD2(60, 60)])
        #expect(
            corners(try release(scene, 60, 60)) == [SIMD2(20, 20), SIMD2(60, 20), SIMD2(60, 60)])
        #expect(scene.hand.lasso == nil && scene.hand.grip == nil)
    }

    @Test(arguments: ["the first corner", "the last corner again", "Enter"])
    func aClickedLassoIsClosed(by way: String) throws {
        let scene = scene(.lasso)
        for (x, y) in [(20, 20), (80, 20), (80, 70)] as [(Float, Float)] {
            _ = try move(scene, x, y)
            #expect(
                try click(scene, x, y).contains { if case .addMask = $0 { true } else { false } } == false)
        }
        // The pointer is the next corner until it is clicked.
        #expect(corners(try move(scene, 30, 90))?.count == 4)
        let commands =
            switch way {
            case "the first corner": try press(scene, 21, 20)
            case "the last corner again": try press(scene, 80, 70)
            default: scene.handle(.key(.enter, []))
            }
        #expect(corners(commands) == [SIMD2(20, 20), SIMD2(80, 20), SIMD2(80, 70)])
        guard case .addMask? = commands.first else {
            Issue.record("\(commands)")
            return
        }
    }

    @Test func backspaceTakesCornersBackAndEscapeGivesUp() throws {
        let scene = scene(.lasso)
        for (x, y) in [(20, 20), (80, 20), (80, 70)] as [(Float, Float)] { _ = try click(scene, x, y) }
        #expect(scene.handle(.key(.backspace, [])) == [.cancelMaskPreview])
        #expect(scene.hand.lasso?.corners.count == 2)
        _ = scene.handle(.key(.backspace, []))
        #expect(scene.handle(.key(.backspace, [])) == [.cancelMaskPreview])
        #expect(scene.hand.lasso == nil)
        _ = try click(scene, 20, 20)
        #expect(scene.handle(.key(.escape, [])) == [.cancelMaskPreview])
        #expect(scene.hand.lasso == nil)
        #expect(scene.handle(.key(.escape, [])) == [.foldOneStep])
    }

    @Test func anotherToolOrAnUndoDropsTheLasso() throws {
        let scene = scene(.lasso)
        for (x, y) in [(20, 20), (80, 20), (80, 70)] as [(Float, Float)] { _ = try click(scene, x, y) }
        var content = scene.content
        content.preview = Self.rectangle
        scene.show(content)
        #expect(scene.hand.lasso != nil)
        content.preview = nil
        scene.show(content)
        #expect(scene.hand.lasso == nil)
        _ = try click(scene, 20, 20)
        content.settings.tool = .brush
        scene.show(content)
        #expect(scene.hand.lasso == nil)
    }

    // MARK: Superpixels

    /// Sixteen squares of 32 pixels.
    private let squares: SuperpixelMap = {
        var labels: [Int32] = []
        for y in 0..<128 { for x in 0..<128 { labels.append(Int32(y / 32 * 4 + x / 32)) } }
        return SuperpixelMap(labels: labels, width: 128, count: 16)
    }()

    private func square(_ indices: Int...) -> MaskShape {
        .region(.union(of: indices.map { squares.regions[$0] }))
    }

    @Test func aClickHidesARegionAndADragAllThatItPasses() throws {
        let scene = scene(.superpixels) { $0.superpixels = squares }
        #expect(try press(scene, 40, 10) == [.previewMask(square(1))])
        #expect(try release(scene, 40, 10) == [.addMask(square(1))])
        _ = try press(scene, 10, 10)
        #expect(try move(scene, 20, 20).isEmpty)
        // A quick hand leaves no region out.
        #expect(try move(scene, 120, 20) == [.previewMask(square(0, 1, 2, 3))])
        #expect(try release(scene, 120, 20) == [.addMask(square(0, 1, 2, 3))])
    }

    @Test func aClickOnAHiddenRegionShowsIt() throws {
        let scene = scene(.superpixels, [MaskPart(square(1), .hides(.mean))]) { $0.superpixels = squares }
        #expect(try click(scene, 40, 10) == [.previewMask(square(1), .show), .addMask(square(1), .show)])
    }

    // MARK: Colours

    @Test func theDropperTakesThePicturesColor() throws {
        let scene = scene(.brush) { $0.settings.isPickingColor = true }
        let input = try #require(scene.content.input)
        let color = input[20, 30]
        #expect(
            try press(scene, 20.5, 30.5) == [
                .setFill(.color(red: color.red, green: color.green, blue: color.blue)), .pickColor(false),
            ])
    }
}
