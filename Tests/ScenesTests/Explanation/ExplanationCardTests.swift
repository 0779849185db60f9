import Inference
import Rendering
import TestSupport
import Testing
import Workbench

@testable import Scenes

@MainActor @Suite(.serialized) struct ExplanationCardTests {
    private nonisolated static let sizes = [
        Point(940, 716), Point(1204, 716), Point(1524, 916), Point(1844, 996),
    ]

    @Test("The card fits below the open map, and everything on it fits the card", arguments: sizes)
    func fits(size: Point) throws {
        for (maps, kernel) in [(24, 3), (3, 7), (512, 1), (2, 5), (1, 11)] {
            let explained = ExplanationSpecimen.convolution(maps: maps, kernel: kernel)
            let scene = ExplanationSpecimen.scene(explained, size: size, theme: .light)
            let fan = try #require(scene.view.fanOut)
            let layout = try #require(scene.frame?.explanation)
            let card = layout.card
            #expect(fan.openMap.maxY + 28 <= card.minY && card.maxX <= size.x && card.maxY <= size.y)
            #expect(fan.openMap.width >= 100 && fan.picture.maxY + 22 <= card.minY)
            #expect(!layout.rows.isEmpty && layout.rows.count == min(kernel > 1 ? 3 : 8, layout.rows.count))
            for row in layout.rows {
                #expect(card.contains(row.place.origin) && row.place.maxX <= card.maxX)
                #expect(row.kernel.place.maxY <= layout.footTop && row.place.maxY <= layout.footTop + 4)
                #expect(row.patch.place.maxX < row.kernel.place.minX)
            }
            let bars = try #require(layout.bars)
            #expect(bars.maxX <= card.maxX && bars.maxY <= layout.footTop)
            if kernel == 3, size.x > 1000 {
                #expect(layout.rows.count == 3 && layout.rows[0].patch.hasNumbers)
            }
        }
    }

    @Test("A click on a value of the patch steps to its pixel, one in the padding does nothing")
    func clicksStepIn() throws {
        let scene = ExplanationSpecimen.scene(
            ExplanationSpecimen.convolution(), size: Point(1524, 916), theme: .light)
        let row = try #require(scene.frame?.explanation?.rows.first)
        func click(_ place: Point) -> [Command] {
            _ = scene.handle(.pressed(.left, at: place, []))
            return scene.handle(.released(.left, at: place, []))
        }
        let map = MapPlace(value: "pool", channel: row.part)
        #expect(click(row.patch.cell(7).center) == [.stepInto(map.pixel(x: 21, y: 1))])
        #expect(click(row.patch.cell(1).center) == [])
        #expect(scene.statusText.hasPrefix("conv 2_1, map #0, pixel (21, 0): "))
        _ = scene.handle(.pointerMoved(row.kernel.cell(7).center))
        #expect(scene.statusText.hasPrefix("pool 1, map #\(row.part), pixel (21, 1): "))
    }

    @Test("Every word of the field on the card says what it means")
    func tips() throws {
        let scene = ExplanationSpecimen.scene(
            ExplanationSpecimen.convolution(), size: Point(1524, 916), theme: .light)
        let card = try #require(scene.frame?.explanation).card
        _ = scene.handle(.pointerMoved(card.origin + Point(60, 20)))
        let head = try #require(scene.tip)
        #expect(head.words.hasPrefix("Patch: ") && head.words.contains(" Kernel: "))
        _ = scene.handle(.pointerMoved(Point(card.minX + 60, card.maxY - 10)))
        let foot = try #require(scene.tip)
        #expect(foot.words.hasPrefix("Bias: ") && foot.words.contains("ReLU: ") && head.id != foot.id)
        _ = scene.handle(.pointerMoved(card.center))
        #expect(scene.tip == nil)
        for term in [
            "patch", "kernel", "weight", "logit", "max pool", "mean pool", "branch", "bias", "batch norm",
            "gate",
        ] {
            #expect(ExplanationWords.meanings(of: [term]) != nil, "\(term)")
        }
        #expect(ExplanationWords.meanings(of: ["hardswish"]) == nil)
    }

    @Test("A click on the open map explains the pixel, a second one folds the card")
    func clickOnTheMap() throws {
        let scene = ExplanationSpecimen.scene(
            ExplanationSpecimen.convolution(), size: Point(1524, 916), theme: .light)
        let fan = try #require(scene.view.fanOut)
        let map = try #require(scene.content.selection.map)
        let place = fan.openMap.origin + fan.openMap.size * Point(3.5, 5.5) / 32
        _ = scene.handle(.pressed(.left, at: place, []))
        #expect(
            scene.handle(.released(.left, at: place, []))
                == [.explain(MapPlace(value: "conv 2_1", channel: map).pixel(x: 3, y: 5))])
        let same = fan.openMap.origin + fan.openMap.size * Point(21.5, 0.5) / 32
        _ = scene.handle(.pressed(.left, at: same, []))
        #expect(scene.handle(.released(.left, at: same, [])) == [.foldOneStep])
    }

    @Test("The keys choose a row, step in, go back and to the next pixel")
    func keys() throws {
        let scene = ExplanationSpecimen.scene(
            ExplanationSpecimen.convolution(), size: Point(1524, 916), theme: .light)
        let targets = try #require(scene.frame?.explanation?.targets)
        #expect(scene.handle(.key(.enter, [])) == [.stepInto(targets[0].value)])
        #expect(scene.handle(.key(.down, [])) == [] && scene.handle(.key(.down, [])) == [])
        #expect(scene.handle(.key(.enter, [])) == [.stepInto(targets[1].value)])
        #expect(scene.handle(.key(.backspace, [])) == [.stepBack])
        #expect(scene.handle(.key(.escape, [])) == [.foldOneStep])
        let next = ExplanationSpecimen.place.map.pixel(x: 22, y: 0)
        #expect(scene.handle(.key(.right, .shift)) == [.explain(next)])
        #expect(scene.handle(.key(.up, .shift)) == [])
    }

    @Test("Without an explanation, Enter explains the open map's pixel or the answer, a click a class")
    func beginnings() throws {
        let scene = NetworkSpecimen.pictograms.scene(.plate, size: Point(1524, 916))
        #expect(scene.handle(.key(.enter, [])) == [.explainClass(0)])
        let row = TopTen.place(ofRank: 2, scene.regions).center
        _ = scene.handle(.pressed(.left, at: row, []))
        #expect(
            scene.handle(.released(.left, at: row, [])) == [.explainClass(scene.content.top[2].classIndex)])
    }

    @Test(
        "The card looks as it did",
        arguments: [
            ("convolution", "dark"), ("convolution", "light"), ("pool", "light"), ("class", "dark"),
            ("class", "light"),
        ])
    func golden(kind: String, theme: String) throws {
        let size = theme == "dark" ? Point(1524, 916) : Point(1204, 716)
        let explained =
            kind == "pool"
            ? ExplanationSpecimen.pool
            : kind == "class" ? ExplanationSpecimen.answer : ExplanationSpecimen.convolution()
        let scene = ExplanationSpecimen.scene(explained, size: size, theme: theme == "dark" ? .dark : .light)
        if kind == "convolution", theme == "light" { _ = scene.handle(.key(.down, [])) }
        try expectGolden(
            try snapshot(scene.makeDrawing(), size: size), named: "scenes/explanation-\(kind)-\(theme)",
            tolerance: .threeD)
    }
}
