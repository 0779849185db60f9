import Rendering
import TestSupport
import Testing

/// Pictures of what each drawer does; every golden one was looked at before it was accepted.
@Suite(.serialized)
@MainActor
struct GoldenTests {
    private let theme = Theme.light

    @Test func primitivesOfTheOverlay() throws {
        let size = Point(520, 330)
        var drawing = Drawing(background: theme.paper, camera: .flat(stageSize: size))
        drawing.overlay =
            Specimens.boxes(theme) + Specimens.lines(theme) + Specimens.marks(theme)
            + Specimens.clips(theme)
        for scale in [1, 2] as [Float] {
            try expectGolden(
                snapshot(drawing, size: size, scale: scale), named: "rendering/primitives-\(Int(scale))x",
                tolerance: .flat)
        }
    }

    @Test func primitivesOnDarkPaper() throws {
        let size = Point(520, 330)
        var drawing = Drawing(background: Theme.dark.paper, camera: .flat(stageSize: size))
        drawing.overlay = Specimens.boxes(.dark) + Specimens.lines(.dark) + Specimens.marks(.dark)
        try expectGolden(
            snapshot(drawing, size: size), named: "rendering/primitives-dark", tolerance: .flat)
    }

    @Test(arguments: [1, 2] as [Float])
    func textInAllSizesAndWeights(scale: Float) throws {
        let size = Point(560, 400)
        var drawing = Drawing(background: theme.paper, camera: .flat(stageSize: size))
        drawing.overlay = Specimens.text(theme)
        try expectGolden(
            snapshot(drawing, size: size, scale: scale), named: "rendering/text-\(Int(scale))x",
            tolerance: .flat)
    }

    @Test func facesKeepCrispTexels() throws {
        let size = Point(560, 300)
        var drawing = Drawing(background: theme.paper, camera: .flat(stageSize: size))
        drawing.world = Specimens.faces()
        try expectGolden(snapshot(drawing, size: size), named: "rendering/faces", tolerance: .threeD)
    }

    @Test(arguments: [("plate", 0), ("between", 0.5), ("orbit", 1)] as [(String, Float)])
    func blocksFromPlateToOrbit(name: String, fraction: Float) throws {
        let size = Point(560, 360)
        let center = Vector3(190, 100, 0)
        let plate = CameraPose.plate(center: center, zoom: 1)
        let orbit = CameraPose.orbit(
            azimuth: 35 * .pi / 180, elevation: 18 * .pi / 180, target: center, scale: 1, stageHeight: 900)
        let camera = plate.blended(with: orbit, fraction).camera(stageSize: size, pixelsPerPoint: 1)
        var drawing = Drawing(background: theme.paper, camera: camera)
        drawing.world = Specimens.blocks(theme)
        try expectGolden(snapshot(drawing, size: size), named: "rendering/blocks-\(name)", tolerance: .threeD)
    }
}
