import CGL
import Rendering
import Resources
import TestSupport
import Testing

@Suite(.serialized)
@MainActor
struct RendererTests {
    private let white = Color(0xFFFFFF)
    private let red = Color(0xFF0000)
    private let blue = Color(0x0000FF)
    private let stage = Point(64, 48)

    private func withRenderer(
        width: Int = 64, height: Int = 48, samples: Int = 0,
        _ body: (Renderer, OffscreenTarget) throws -> Void
    ) throws {
        let context = try OffscreenContext()
        defer { context.close() }
        let target = try OffscreenTarget(width: width, height: height, samples: samples)
        let renderer = try Renderer()
        target.bind()
        try body(renderer, target)
        #expect(glGetError() == GL_NO_ERROR)
        renderer.close()
        target.close()
        #expect(glGetError() == GL_NO_ERROR)
    }

    private func color(_ image: DisplayImage, _ x: Int, _ y: Int) -> [UInt8] {
        Array(image.pixels[(y * image.width + x) * 4..<(y * image.width + x) * 4 + 4])
    }

    private func quad(_ z: Float, _ color: Color, x: ClosedRange<Float> = 0...64) -> WorldItem {
        let corners = [
            Vector3(x.lowerBound, 0, z), Vector3(x.upperBound, 0, z), Vector3(x.upperBound, -48, z),
            Vector3(x.lowerBound, -48, z),
        ]
        return .triangles([0, 1, 2, 2, 3, 0].map { WorldVertex(corners[$0], color) })
    }

    private func dot(_ color: Color) -> DisplayImage {
        DisplayImage(width: 1, height: 1, pixels: (0..<4).map { color.bytes[$0] })
    }

    @Test func theFirstRowOfWhatIsReadIsTheTop() throws {
        var drawing = Drawing(background: white, camera: .flat(stageSize: stage))
        drawing.overlay = [.box(Box(Rectangle(x: 0, y: 0, width: 10, height: 4), fill: red))]
        let image = try snapshot(drawing, size: stage)
        #expect(color(image, 2, 1) == [255, 0, 0, 255])
        #expect(color(image, 2, 46) == [255, 255, 255, 255])
    }

    @Test func nearSolidsHideFarOnesInEitherOrder() throws {
        for order in [[quad(5, red), quad(1, blue)], [quad(1, blue), quad(5, red)]] {
            var drawing = Drawing(background: white, camera: .flat(stageSize: stage))
            drawing.world = order
            #expect(try color(snapshot(drawing, size: stage), 30, 20) == [0, 0, 255, 255])
        }
    }

    @Test func translucentThingsTintWhatIsBehindAndAreHiddenByWhatIsBefore() throws {
        var drawing = Drawing(background: white, camera: .flat(stageSize: stage))
        drawing.world = [quad(3, red.opacity(0.5)), quad(5, blue), quad(1, Color(0x00FF00), x: 32...64)]
        let image = try snapshot(drawing, size: stage)
        let mixed = color(image, 10, 20)
        #expect(abs(Int(mixed[0]) - 128) <= 1 && mixed[1] == 0 && abs(Int(mixed[2]) - 127) <= 1)
        #expect(color(image, 50, 20) == [0, 255, 0, 255])
    }

    @Test func aFaceAndALineWinAgainstTheSolidInTheirPlane() throws {
        var drawing = Drawing(background: white, camera: .flat(stageSize: stage))
        drawing.world = [
            .line(WorldLine([Vector3(0, -10, 2), Vector3(64, -10, 2)], width: 2, color: Color(0x00FF00))),
            .face(
                WorldFace(
                    origin: Vector3(0, 0, 2), right: Vector3(32, 0, 0), down: Vector3(0, -48, 0),
                    image: dot(blue))),
            quad(2, red),
        ]
        let image = try snapshot(drawing, size: stage)
        #expect(color(image, 10, 30) == [0, 0, 255, 255])
        #expect(color(image, 50, 30) == [255, 0, 0, 255])
        #expect(color(image, 10, 10) == [0, 255, 0, 255])
    }

    @Test func aTranslucentFaceIsDrawnInItsPlaceAndHidesNothing() throws {
        func face(_ z: Float, _ image: Color) -> WorldItem {
            .face(
                WorldFace(
                    origin: Vector3(0, 0, z), right: Vector3(64, 0, 0), down: Vector3(0, -48, 0),
                    image: dot(image), opacity: 0.5))
        }
        let line = WorldLine([Vector3(0, -10, 3), Vector3(64, -10, 3)], width: 4, color: Color(0x00FF00))
        var drawing = Drawing(background: white, camera: .flat(stageSize: stage))
        drawing.world = [face(5, red), .line(line), face(1, blue), quad(0.5, Color(0), x: 48...64)]
        let image = try snapshot(drawing, size: stage)
        func isNear(_ x: Int, _ y: Int, _ wanted: [Int]) -> Bool {
            zip(color(image, x, y), wanted).allSatisfy { abs(Int($0) - $1) <= 1 }
        }
        // White, half red, half blue.
        #expect(isNear(10, 30, [128, 64, 191]))
        // The line lies between the two.
        #expect(isNear(10, 10, [0, 128, 128]))
        #expect(isNear(56, 30, [0, 0, 0]))
        drawing.world = [face(1, blue), face(5, red)]
        let turned = try color(snapshot(drawing, size: stage), 10, 30)
        #expect(turned[0] > 180 && turned[2] < 140)
    }

    @Test func aFadedFaceMovesTowardsItsTint() throws {
        var drawing = Drawing(background: white, camera: .flat(stageSize: stage))
        drawing.world = [
            .face(
                WorldFace(
                    origin: .zero, right: Vector3(64, 0, 0), down: Vector3(0, -48, 0),
                    image: dot(Color(0x000000)),
                    tint: white, fade: 0.6))
        ]
        let shown = try color(snapshot(drawing, size: stage), 30, 20)
        #expect(abs(Int(shown[0]) - 153) <= 1)
    }

    @Test func drawingStaysInsideItsViewportAndItsClips() throws {
        var drawing = Drawing(background: red, camera: .flat(stageSize: Point(20, 10)))
        drawing.world = [quad(1, red)]
        drawing.overlay = [
            .beginClip(Rectangle(x: 0, y: 0, width: 5, height: 5)),
            .box(Box(Rectangle(x: -100, y: -100, width: 300, height: 300), fill: blue)), .endClip,
        ]
        try withRenderer { renderer, target in
            renderer.draw(
                Drawing(background: white, camera: drawing.camera), into: Viewport(width: 64, height: 48),
                scale: 1)
            renderer.draw(
                drawing, into: Viewport(x: 8, y: 4, width: 40, height: 20, framebufferHeight: 48), scale: 2)
            let image = target.read()
            #expect(
                color(image, 7, 10) == [255, 255, 255, 255] && color(image, 8, 3) == [255, 255, 255, 255])
            #expect(color(image, 8, 4) == [0, 0, 255, 255] && color(image, 17, 13) == [0, 0, 255, 255])
            #expect(color(image, 18, 13) == [255, 0, 0, 255] && color(image, 47, 23) == [255, 0, 0, 255])
            #expect(
                color(image, 48, 23) == [255, 255, 255, 255] && color(image, 47, 24) == [255, 255, 255, 255])
        }
    }

    @Test(arguments: [0, 4])
    func multisampledTargetsShowTheSame(samples: Int) throws {
        var drawing = Drawing(background: white, camera: .flat(stageSize: stage))
        drawing.world = [quad(1, red)]
        drawing.overlay = [.box(Box(Rectangle(x: 4, y: 4, width: 8, height: 8), fill: blue))]
        try withRenderer(samples: samples) { renderer, target in
            renderer.draw(drawing, into: Viewport(width: 64, height: 48), scale: 1)
            let image = target.read()
            #expect(color(image, 6, 6) == [0, 0, 255, 255] && color(image, 3, 3) == [255, 0, 0, 255])
        }
    }

    @Test func anImageIsUploadedOnceAndForgottenWhenIdle() throws {
        let images = (0..<20).map { index in
            DisplayImage(map: [Float(index), 20], width: 2, height: 1, colorMap: .gray, range: 0...20)
        }
        var full = Drawing(background: white, camera: .flat(stageSize: stage))
        full.overlay = images.enumerated().map { index, image in
            .image(image, Rectangle(x: Float(index) * 3, y: 0, width: 3, height: 3), opacity: 1)
        }
        let empty = Drawing(background: white, camera: .flat(stageSize: stage))
        let viewport = Viewport(width: 64, height: 48)
        try withRenderer { renderer, target in
            for _ in 0..<5 { renderer.draw(full, into: viewport, scale: 1) }
            #expect(renderer.uploadCount == 20 && renderer.imageCount == 20)
            let before = target.read()
            for _ in 0..<200 { renderer.draw(empty, into: viewport, scale: 1) }
            #expect(renderer.imageCount == 0)
            renderer.draw(full, into: viewport, scale: 1)
            #expect(renderer.uploadCount == 40)
            #expect(target.read().pixels == before.pixels)
        }
    }

    @Test func imagesOfEverySizeAreDrawnWithTheirOwnPixels() throws {
        let sizes = [(1, 1), (1, 300), (257, 3), (1024, 1024), (1500, 40), (3000, 3000)]
        let colors = (0..<sizes.count).map { Color(red: Float($0) / 5, green: 0.2, blue: 1) }
        var drawing = Drawing(background: white, camera: .flat(stageSize: stage))
        for (index, (width, height)) in sizes.enumerated() {
            let bytes = (0..<4).map { colors[index].bytes[$0] }
            let pixels = [UInt8](unsafeUninitializedCapacity: width * height * 4) { buffer, count in
                count = width * height * 4
                for at in 0..<count { buffer[at] = bytes[at % 4] }
            }
            let image = DisplayImage(width: width, height: height, pixels: pixels)
            drawing.overlay.append(
                .image(image, Rectangle(x: Float(index) * 10, y: 0, width: 10, height: 10), opacity: 1))
        }
        let image = try snapshot(drawing, size: stage)
        for index in sizes.indices {
            #expect(color(image, index * 10 + 5, 5) == (0..<4).map { colors[index].bytes[$0] })
        }
    }

    /// A whole multiple: every screen pixel is exactly one texel, without any mixture at the borders.
    @Test func texelsEnlargedByAWholeFactorAreNotMixed() throws {
        let values = (0..<64).map { Float(($0 * 37) % 64) }
        let map = DisplayImage(map: values, width: 8, height: 8, colorMap: .viridis)
        var drawing = Drawing(background: white, camera: .flat(stageSize: stage))
        drawing.overlay = [.image(map, Rectangle(x: 0, y: 0, width: 40, height: 40), opacity: 1)]
        let image = try snapshot(drawing, size: stage)
        for y in 0..<40 {
            for x in 0..<40 {
                let texel = (y / 5 * 8 + x / 5) * 4
                #expect(color(image, x, y) == Array(map.pixels[texel..<texel + 4]))
            }
        }
    }

    /// Reduced to a broken size, the mean of the picture stays: no texel is skipped.
    @Test func reducedImagesKeepTheirMean() throws {
        let values = (0..<96 * 96).map { Float($0 % 96 % 3 == 0 ? 1 : 0) }
        let map = DisplayImage(map: values, width: 96, height: 96, colorMap: .gray, range: 0...1)
        var drawing = Drawing(background: white, camera: .flat(stageSize: stage))
        drawing.overlay = [.image(map, Rectangle(x: 0, y: 0, width: 29, height: 29), opacity: 1)]
        let image = try snapshot(drawing, size: stage)
        let sum = (0..<29 * 29).reduce(0) { $0 + Int(color(image, $1 % 29, $1 / 29)[0]) }
        #expect(abs(Float(sum) / (29 * 29) - 85) < 4)
        let row = (1..<28).map { Int(color(image, $0, 14)[0]) }
        #expect((row.max() ?? 0) - (row.min() ?? 0) < 50)
    }

    @Test func absurdTargetSizesAreRefused() throws {
        let context = try OffscreenContext()
        defer { context.close() }
        #expect(throws: RenderingError.self) { try OffscreenTarget(width: 0, height: 5) }
        #expect(throws: RenderingError.self) { try OffscreenTarget(width: 5, height: 1_000_000) }
    }

    @Test func missingShadersAreAnErrorThatNamesThem() throws {
        let context = try OffscreenContext()
        defer { context.close() }
        #expect(throws: ResourceError.missing("Shaders/Common/common.glsl")) {
            try Renderer(resources: ResourceLocator(roots: []))
        }
    }
}
