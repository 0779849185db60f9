import Occlusion
import Rendering
import TestSupport
import Testing
import Workbench

@testable import Scenes

@MainActor @Suite struct ModelsSceneTests {
    private func scene(_ content: ModelsContent, size: Point = Point(1168, 916)) -> ModelsScene {
        let scene = ModelsScene()
        scene.show(content)
        scene.arrange(in: Stage(size: size, theme: .light, fonts: .standard))
        return scene
    }

    // MARK: Layout

    @Test func `equally deep layers of equal networks stand above each other`() {
        let layout = scene(ModelsSample(["ccccdd", "ccccdd"]).content).layout
        for index in 0..<6 {
            #expect(layout.strips[0].faces[index][0].center.x == layout.strips[1].faces[index][0].center.x)
        }
    }

    @Test(
        arguments: [Point(1168, 916), Point(748, 640), Point(1500, 500), Point(900, 1000)],
        [0, 2, 8, 30])
    func `nothing overlaps, and everything lies on the stage`(size: Point, checkpoints: Int) {
        let layout = scene(
            ModelsSample(["cccccccccccccd", "ccdd"], checkpoints: checkpoints, isMasked: true).content,
            size: size
        ).layout
        let stage = Rectangle(origin: .zero, size: size)
        for strip in layout.strips {
            let columns = strip.faces.indices.compactMap { strip.faces[$0].first }
            for (left, right) in zip(columns, columns.dropFirst()) { #expect(left.maxX <= right.minX) }
            for faces in strip.faces {
                for (upper, lower) in zip(faces, faces.dropFirst()) { #expect(upper.maxY <= lower.minY) }
                for face in faces {
                    #expect(strip.area.contains(face.origin) && face.maxY <= strip.area.maxY)
                }
            }
            #expect(strip.picture.maxX < (columns.first?.minX ?? 0))
            #expect((columns.last?.maxX ?? .infinity) < strip.answers.minX && strip.answers.maxX <= size.x)
            #expect(strip.answers.width >= 120)
        }
        #expect(layout.strips[0].area.maxY <= layout.strips[1].area.minY + 0.01)
        #expect(layout.strips[1].area.maxY <= layout.separator + 0.01)
        let lower = layout.large.flatMap(\.self) + (layout.timeline?.rows.flatMap(\.self) ?? [])
        #expect(!lower.isEmpty)
        for place in lower {
            #expect(stage.contains(place.origin) && place.maxX <= size.x && place.maxY <= size.y)
            #expect(place.minY > layout.separator && place.width >= 8 && place.height >= 8)
        }
    }

    @Test func `a network that has not answered yet is waited for`() {
        for checkpoints in [0, 4] {
            var content = ModelsSample(checkpoints: checkpoints).content
            content.other.columns = []
            content.other.answers = []
            content.other.picture = nil
            content.series?.rows = []
            let scene = scene(content)
            let texts = scene.makeDrawing().overlay.compactMap { item -> String? in
                if case .text(let run) = item { run.string } else { nil }
            }
            #expect(texts.contains("Computing\u{2026}"))
            #expect(scene.handle(.key(.down, [])) == [.selectLayer(6)])
        }
    }

    @Test func `of very many layers those in focus, the first and the last are always shown`() {
        let kinds = String(repeating: "c", count: 120) + "d"
        for focus in [0, 47, 119] {
            var content = ModelsSample([kinds, "ccd"]).content
            content.focus.open = focus
            let strip = scene(content, size: Point(900, 700)).layout.strips[0]
            let shown = strip.faces.indices.filter { !strip.faces[$0].isEmpty }
            #expect(shown.count < 60 && strip.step > 1)
            #expect(Set([0, focus, 119, 120]).isSubset(of: shown))
        }
    }

    // MARK: Hand

    @Test func `a click on a layer of either network chooses it`() throws {
        let scene = scene(ModelsSample().content)
        let own = try #require(scene.layout.strips[0].column(2))
        #expect(scene.handle(.pressed(.left, at: own.center, [])) == [.selectLayer(2)])
        let other = try #require(scene.layout.strips[1].column(4))
        #expect(scene.handle(.pressed(.left, at: other.center, [])) == [.models(.chooseLayer(4))])
        _ = scene.handle(.pointerMoved(own.center))
        #expect(scene.statusText == "Pictograms, conv 3: 16 maps of 16 \u{d7} 16 px" && scene.cursor == .hand)
    }

    @Test func `keys go through layers, or through checkpoints where there are some`() {
        let pair = scene(ModelsSample().content)
        #expect(pair.handle(.key(.right, [])) == [.selectLayer(6)])
        #expect(pair.handle(.key(.home, [])) == [.selectLayer(0)])
        #expect(pair.handle(.key(.end, [])) == [.selectLayer(6)])
        let series = scene(ModelsSample(["ccd", "ccd"], checkpoints: 6).content)
        #expect(series.handle(.key(.right, [])) == [.models(.show(4))])
        #expect(series.handle(.key(.left, [])) == [.models(.show(2))])
        #expect(series.handle(.key(.home, [])) == [.models(.show(0))])
        #expect(series.handle(.key(.down, [])) == [.selectLayer(2)])
        #expect(series.handle(.key(.character("r"), [])) == [.models(.setColorRange(.single))])
        #expect(pair.handle(.key(.character("r"), [])).isEmpty)
    }

    @Test func `a drag over the checkpoints goes through them, also beyond the ends`() throws {
        let scene = scene(ModelsSample(["ccd", "ccd"], checkpoints: 6).content)
        let timeline = try #require(scene.layout.timeline)
        let y = timeline.plot.center.y
        #expect(
            scene.handle(.pressed(.left, at: Point(timeline.centers[1], y), [])) == [.models(.show(1))])
        #expect(scene.handle(.pointerMoved(Point(timeline.centers[5] + 400, y))) == [.models(.show(5))])
        #expect(scene.handle(.pointerMoved(Point(0, y + 300))) == [.models(.show(0))])
        #expect(scene.handle(.released(.left, at: Point(0, y), [])).isEmpty)
        #expect(scene.handle(.pointerMoved(Point(timeline.centers[2], y))).isEmpty)
        _ = scene.handle(.pointerMoved(timeline.rows[1][2].center))
        #expect(scene.statusText == "conv 2, #3 at Epoch 4: 0.00 \u{2026} 2.00")
    }

    @Test func `a drag on the picture hides a part of it, seen at once`() throws {
        let scene = scene(ModelsSample().content)
        let picture = try #require(scene.openPicture)
        func place(_ x: Float, _ y: Float) -> Point { picture.origin + picture.size * Point(x, y) / 32 }
        #expect(scene.handle(.pressed(.left, at: place(4.2, 8.1), [])).isEmpty && scene.cursor == .crosshair)
        let shape = MaskShape.rectangle(PixelRectangle(x: 4, y: 8, width: 9, height: 3))
        #expect(scene.handle(.pointerMoved(place(12.5, 10.6))) == [.previewMask(shape)])
        #expect(scene.handle(.released(.left, at: place(12.5, 10.6), [])) == [.addMask(shape)])
        // A click hides nothing, Escape gives up.
        _ = scene.handle(.pressed(.left, at: place(4, 4), []))
        #expect(scene.handle(.released(.left, at: place(4, 4), [])) == [.cancelMaskPreview])
        _ = scene.handle(.pressed(.left, at: place(4, 4), []))
        _ = scene.handle(.pointerMoved(place(9, 9)))
        #expect(scene.handle(.key(.escape, [])) == [.cancelMaskPreview])
        #expect(scene.handle(.released(.left, at: place(9, 9), [])).isEmpty)
        #expect(scene.handle(.pressed(.right, at: place(5.5, 6.5), [])) == [.removeMask(x: 5, y: 6)])
    }

    @Test func `brush, eraser and ellipse draw here too`() throws {
        var content = ModelsSample().content
        for (tool, intent) in [(MaskTool.brush, MaskIntent.hide), (.eraser, .show)] {
            content.tool = tool
            let scene = scene(content)
            let picture = try #require(scene.openPicture)
            let commands = scene.handle(.pressed(.left, at: picture.center, []))
            guard case .previewMask(.stroke(let stroke), let drawn) = try #require(commands.first) else {
                Issue.record("\(commands)")
                return
            }
            #expect(stroke.points.count == 1 && drawn == intent)
        }
        content.tool = .ellipse
        let scene = scene(content)
        let picture = try #require(scene.openPicture)
        func place(_ x: Float, _ y: Float) -> Point { picture.origin + picture.size * Point(x, y) / 32 }
        _ = scene.handle(.pressed(.left, at: place(4.2, 8.1), []))
        _ = scene.handle(.pointerMoved(place(12.5, 10.6)))
        #expect(
            scene.handle(.released(.left, at: place(12.5, 10.6), []))
                == [.addMask(.ellipse(PixelRectangle(x: 4, y: 8, width: 9, height: 3)))])
    }

    // MARK: Words

    @Test func `the verdict says whether they agree`() {
        var content = ModelsSample().content
        #expect(content.verdict == "Pictograms says dog (62\u{2009}%), Shapes says god (62\u{2009}%).")
        content.other.answers[0].name = "dog"
        #expect(ModelsWords.verdict(content) == "Both say dog: 62\u{2009}% and 62\u{2009}%.")
        var masked = ModelsSample(checkpoints: 4, isMasked: true).content
        #expect(
            ModelsWords.verdict(masked)
                == "Pictograms says dog (62\u{2009}%), epoch 8 says god (62\u{2009}%) under the mask.")
        masked.other.answers = []
        masked.other.failure = "It gives no classes."
        #expect(ModelsWords.verdict(masked) == "It gives no classes.")
    }

    @Test func `the empty stage leads on`() {
        var content = ModelsContent()
        for phase in [ModelsContent.Phase.noNetwork, .alone(failure: nil), .alone(failure: "No.")] {
            content.phase = phase
            #expect(scene(content).handle(.key(.enter, [])) == [.models(.openShipped)])
        }
        content.phase = .opening(name: "Digits", done: 2, total: 8)
        let scene = scene(content)
        #expect(
            scene.handle(.pressed(.left, at: scene.offers[0].place.center, [])) == [.models(.cancelOpening)])
    }
}

/// Pictures of the Models scene, without a window.
@MainActor @Suite(.serialized) struct ModelsGoldenTests {
    private func check(
        _ content: ModelsContent, _ name: String, _ theme: Theme = .light, size: Point = Point(1168, 916),
        prepare: (ModelsScene) -> Void = { _ in }
    ) throws {
        let scene = ModelsScene()
        scene.show(content)
        scene.arrange(in: Stage(size: size, theme: theme, fonts: .standard))
        prepare(scene)
        let image = try snapshot(scene.makeDrawing(), size: size)
        try expectGolden(image, named: "scenes/models-\(name)", tolerance: .flat)
    }

    @Test func `two networks, a layer under the pointer`() throws {
        try check(ModelsSample(["ccccccccccccd", "cccdd"]).content, "pair") { scene in
            if let place = scene.layout.strips[0].column(3) { _ = scene.handle(.pointerMoved(place.center)) }
        }
    }

    @Test func `two networks under a mask, dark, on a small stage`() throws {
        try check(ModelsSample(isMasked: true).content, "pair-dark", .dark, size: Point(848, 690))
    }

    @Test func `checkpoints`() throws {
        try check(ModelsSample(["ccdd", "ccdd"], checkpoints: 8).content, "series") { scene in
            if let place = scene.layout.timeline?.rows[1][4] { _ = scene.handle(.pointerMoved(place.center)) }
        }
    }

    @Test func `many checkpoints under a mask, dark, on a small stage`() throws {
        try check(
            ModelsSample(["ccdd", "ccdd"], checkpoints: 24, isMasked: true).content, "series-dark", .dark,
            size: Point(848, 690))
    }

    @Test func `one network so far`() throws {
        var content = ModelsContent()
        content.phase = .alone(failure: nil)
        try check(content, "alone", size: Point(900, 600))
    }
}
