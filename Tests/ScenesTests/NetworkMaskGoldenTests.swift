import Occlusion
import Rendering
import TestSupport
import Testing
import Workbench

@testable import Scenes

/// How masks and tools look on the picture.
@MainActor @Suite(.serialized) struct NetworkMaskGoldenTests {
    private let size = Point(900, 600)

    /// A rectangle, a blurred ellipse over it, a colored triangle, and a stroke of the eraser through all.
    private static let parts = [
        MaskPart(.rectangle(PixelRectangle(x: 20, y: 30, width: 50, height: 40)), .hides(.black)),
        MaskPart(.ellipse(PixelRectangle(x: 50, y: 50, width: 60, height: 40)), .hides(.blur)),
        MaskPart(
            .polygon(PolygonShape(corners: [.init(x: 80, y: 8), .init(x: 120, y: 20), .init(x: 90, y: 46)])),
            .hides(.color(red: 0xE6, green: 0x9F, blue: 0))),
        MaskPart(
            .stroke(BrushStroke(points: [.init(x: 10, y: 80), .init(x: 120, y: 30)], radius: 4)), .shows),
    ]

    private func scene(_ camera: CameraMode, theme: Theme, change: (inout NetworkContent) -> Void)
        -> NetworkScene
    {
        NetworkSpecimen.small.scene(camera, size: size, theme: theme) { content in
            content.parts = Self.parts
            change(&content)
            if let input = content.input {
                var painter = MaskPainter(of: input)
                content.input = painter.picture(
                    under: content.parts + (content.preview.map { [$0] } ?? []))
            }
        }
    }

    @Test func selectedMasksHaveHandlesAndBlurIsHatched() throws {
        let scene = scene(.plate, theme: .light) {
            $0.settings.tool = .ellipse
            $0.selection.mask = 1
        }
        try expectGolden(
            try snapshot(scene.makeDrawing(), size: size), named: "scenes/network-masks", tolerance: .threeD)
    }

    @Test func aLassoOnItsWayIsDrawnOverThePicture() throws {
        let corners = [SIMD2<Float>(30, 90), SIMD2(60, 70), SIMD2(100, 110)]
        let scene = scene(.orbit, theme: .dark) {
            $0.settings.tool = .lasso
            $0.preview = Lasso(corners: corners, pointer: SIMD2(40, 118)).preview.map {
                MaskPart($0, .hides(.black))
            }
        }
        scene.hand.lasso = Lasso(corners: corners, pointer: SIMD2(40, 118))
        try expectGolden(
            try snapshot(scene.makeDrawing(), size: size), named: "scenes/network-lasso-dark",
            tolerance: .threeD)
    }
}
