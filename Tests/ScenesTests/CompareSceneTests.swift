import Rendering
import Testing
import Workbench

@testable import Scenes

@MainActor @Suite struct CompareSceneTests {
    private let size = Point(1168, 916)

    private func scene(_ content: CompareContent) -> CompareScene {
        let scene = CompareScene()
        scene.show(content)
        scene.arrange(in: Stage(size: size, theme: .light, fonts: .standard))
        return scene
    }

    @Test func `a click on a picture opens its row large, with the pixel's values in the status line`() throws
    {
        let scene = scene(CompareSample().content)
        let cell = try #require(scene.layout.rows.first?.cells[1])
        _ = scene.handle(.pointerMoved(cell.origin + cell.size * Point(0.5, 0.25)))
        #expect(scene.hover == .pixel(.block(0), cell: .value(1), x: 8, y: 4))
        #expect(scene.cursor == .hand)
        let values = scene.content.pairCells.map { scene.content.values(of: .block(0), $0)[4 * 16 + 8] }
        #expect(values[2] == values[1] - values[0])
        #expect(
            scene.statusText
                == "conv 2_1, high entropy at (8, 4): Original \(NumberFormat.value(values[0])), "
                + "Mask 3 \(NumberFormat.value(values[1])), difference \(CompareWords.signed(values[2]))")
        #expect(scene.handle(.pressed(.left, at: cell.center, [])) == [.enlarge(EnlargedRow(.block(0)))])
    }

    @Test func `the maps that moved most come first, and open too`() throws {
        let scene = scene(CompareSample().content)
        let order = scene.content.mapOrder
        let distances = order.map { CompareWords.distance(of: $0, scene.content) }
        #expect(distances == distances.sorted(by: >) && Set(order).count == 12)
        let tile = try #require(scene.layout.tiles.first)
        #expect(
            scene.handle(.pressed(.left, at: tile.cells[2].center, [])) == [
                .enlarge(EnlargedRow(.map(order[0])))
            ])
    }

    @Test func `arrows go through the layers and stop at the ends, a click on a bar chooses one`() {
        let scene = scene(CompareSample().content)
        #expect(scene.handle(.key(.right, [])) == [.selectLayer(3)])
        #expect(scene.handle(.key(.left, [])) == [.selectLayer(1)])
        let bar = scene.strip.group(7).center
        _ = scene.handle(.pointerMoved(bar))
        #expect(scene.statusText.hasPrefix("conv 4_2 moved by "))
        #expect(scene.handle(.pressed(.left, at: bar, [])) == [.selectLayer(7)])
        var content = CompareSample().content
        content.strip = [content.strip[2]]
        let single = self.scene(content)
        #expect(single.handle(.key(.right, [])).isEmpty && single.handle(.key(.left, [])).isEmpty)
    }

    @Test func `an open map leads to the next one, Escape closes it`() {
        var content = CompareSample().content
        content.enlarged = EnlargedRow(.map(content.mapOrder[3]))
        let scene = scene(content)
        #expect(scene.handle(.key(.down, [])) == [.enlarge(EnlargedRow(.map(content.mapOrder[4])))])
        #expect(scene.handle(.key(.up, [])) == [.enlarge(EnlargedRow(.map(content.mapOrder[2])))])
        #expect(scene.handle(.key(.escape, [])) == [.enlarge(nil)])
        _ = scene.handle(.pointerMoved(scene.layout.large[2].center))
        #expect(scene.hover == .largePixel(.difference(1), x: 8, y: 8))
        #expect(scene.cursor == .crosshair)
        #expect(scene.handle(.pressed(.left, at: scene.layout.close.center, [])) == [.enlarge(nil)])
    }

    @Test func `X swaps, M shows all maps`() throws {
        let scene = scene(CompareSample(shape: [48, 32, 32]).content)
        #expect(scene.handle(.key(.character("x"), [])) == [.swapCompared])
        var settings = scene.content.settings
        settings.showsAllMaps = true
        #expect(scene.handle(.key(.character("m"), [])) == [.setComparison(settings)])
        let toggle = try #require(scene.layout.toggle)
        #expect(scene.handle(.pressed(.left, at: toggle.center, [])) == [.setComparison(settings)])
    }

    @Test func `all 48 maps can be reached by scrolling`() {
        var settings = ComparisonSettings()
        settings.showsAllMaps = true
        let scene = scene(CompareSample(shape: [48, 32, 32], settings: settings).content)
        #expect(scene.layout.tileCount == 48)
        var seen = Set(scene.layout.tiles.map(\.index))
        for _ in 0..<60 {
            _ = scene.handle(.scrolled(by: Point(0, -1), at: Point(900, 300), []))
            seen.formUnion(scene.layout.tiles.map(\.index))
        }
        #expect(seen == Set(0..<48))
        #expect(scene.rowScroll == 0)
    }

    @Test func `one range of colours holds a row, or the layer`() {
        var content = CompareSample().content
        let spans = content.rows.map { content.span(of: $0) }
        #expect(Set(spans.map(\.bound)).count > 1)
        content.settings.colorRange = .layer
        for row in content.rows {
            let span = content.span(of: row)
            #expect(span.bound == spans.map(\.bound).max())
            #expect(span.values.lowerBound == spans.map(\.values.lowerBound).min())
        }
    }

    @Test func `the rows of a table are blocks or maps, its cells values or differences`() {
        var content = CompareSample(variantCount: 3).content
        #expect(content.rows == [.block(0), .block(1), .block(2)])
        #expect(content.cells == [.value(0), .value(1), .value(2)])
        content.settings.rows = .maps
        content.settings.cells = .differences
        #expect(content.rows == content.mapOrder.map { .map($0) })
        #expect(content.cells == [.value(0), .difference(1), .difference(2)])
        let scene = scene(content)
        let third = scene.layout.rows[0].cells[2].center
        let first = EnlargedRow(.map(content.mapOrder[0]), column: 2)
        #expect(scene.handle(.pressed(.left, at: third, [])) == [.enlarge(first)])
        content.enlarged = first
        #expect(content.largeCells == [.value(0), .value(2), .difference(2)])
    }

    @Test func `units of a dense layer are one picture, and each says its number`() throws {
        let scene = scene(CompareSample(shape: [40, 1, 1]).content)
        #expect(scene.content.rows == [.units])
        #expect(scene.content.extent(of: .units) == SIMD2(8, 5))
        let cell = try #require(scene.layout.rows.first?.cells[0])
        let place = cell.fitting(SIMD2(8, 5))
        _ = scene.handle(.pointerMoved(place.origin + place.size * Point(0.9, 0.9)))
        #expect(scene.statusText.hasPrefix("conv 2_1, unit 39: Original "))
        #expect(scene.handle(.key(.character("m"), [])).isEmpty)
    }

    @Test func `a block of constant maps says so instead of showing a difference`() throws {
        let scene = scene(CompareSample(constantBlock: 1).content)
        let cell = try #require(scene.layout.rows[1].cells.first)
        _ = scene.handle(.pointerMoved(cell.center))
        #expect(scene.statusText == "One value everywhere: no component.")
        #expect(scene.handle(.pressed(.left, at: cell.center, [])).isEmpty)
    }

    @Test func `with the original alone a button leads to where masks are drawn`() {
        var content = CompareContent()
        content.phase = .nothingToCompare(hasPool: true)
        let scene = scene(content)
        #expect(scene.offers.map(\.command) == [.showScene(.network), .compareStrongestVariant])
        #expect(
            scene.handle(.pressed(.left, at: scene.offers[1].place.center, [])) == [.compareStrongestVariant])
        #expect(scene.handle(.key(.enter, [])) == [.showScene(.network)])
        content.phase = .nothingToCompare(hasPool: false)
        #expect(self.scene(content).offers.count == 1)
        #expect(scene.handle(.key(.right, [])).isEmpty && scene.statusText.isEmpty)
    }

    @Test func `large pictures come in over several frames, and all at once for a still one`() {
        let content = CompareSample(shape: [12, 400, 400]).content
        let live = scene(content)
        _ = live.makeDrawing()
        #expect(live.isAnimating)
        for _ in 0..<20 { _ = live.makeDrawing() }
        #expect(!live.isAnimating)
        let still = scene(content)
        still.settle()
        _ = still.makeDrawing()
        #expect(!still.isAnimating)
    }
}
