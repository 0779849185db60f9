import Rendering
import Testing

@testable import Scenes

@MainActor @Suite struct CompareLayoutTests {
    /// Stages of windows of 1280 x 800, 1600 x 1000 and 1920 x 1080, and one without a panel.
    private nonisolated static let sizes = [
        Point(848, 716), Point(1168, 916), Point(1488, 996), Point(1844, 996),
    ]

    private func layout(_ size: Point, _ sample: CompareSample) -> (CompareLayout, CompareContent) {
        let scene = CompareScene()
        scene.show(sample.content)
        scene.arrange(in: Stage(size: size, theme: .light, fonts: .standard))
        return (scene.layout, scene.content)
    }

    @Test(arguments: sizes) func `three rows, the maps that moved most and the strip do not meet`(
        size: Point
    ) {
        let (layout, content) = layout(size, CompareSample(shape: [48, 32, 32]))
        #expect(layout.rows.count == 3 && layout.longestRowScroll == 0)
        let cells = layout.rows.flatMap(\.cells) + layout.tiles.flatMap(\.cells)
        for (index, cell) in cells.enumerated() {
            #expect(cell.minX >= 0 && cell.maxX <= size.x - 8, "\(cell)")
            #expect(cell.maxY + 18 <= layout.keyBaseline - 4, "\(cell)")
            #expect(cell.width >= 40 && cell.width == cell.height)
            #expect(!cells[(index + 1)...].contains { $0.intersects(cell) })
        }
        let strip = CompareStrip(content, in: layout.bars)
        #expect(layout.separator < layout.bars.minY && layout.bars.maxY < size.y - 40)
        #expect(strip.group(9).maxX <= size.x)
    }

    @Test func `a stage as in the drawing shows six maps beside three rows`() {
        let (layout, _) = layout(Point(1168, 916), CompareSample(shape: [48, 32, 32]))
        #expect(layout.tileCount == 6)
        #expect(layout.rows[0].cells[0].width >= 104)
    }

    @Test func `eight rows are scrolled to where they do not fit`() {
        let (layout, _) = layout(Point(700, 480), CompareSample(blockCount: 8))
        #expect(layout.longestRowScroll > 0)
        let scene = CompareScene()
        scene.show(CompareSample(blockCount: 8).content)
        scene.arrange(in: Stage(size: Point(700, 480), theme: .light, fonts: .standard))
        for _ in 0..<50 { _ = scene.handle(.scrolled(by: Point(0, -1), at: Point(60, 150), [])) }
        let last = scene.layout.rows.last
        #expect(last?.index == 7)
        #expect((last?.cells[0].maxY ?? .infinity) <= scene.layout.rowsArea.maxY)
    }

    @Test func `a table of four variants has a column each, inside of the stage`() {
        for size in Self.sizes {
            let (layout, _) = layout(size, CompareSample(variantCount: 4))
            #expect(layout.rows.allSatisfy { $0.cells.count == 4 })
            #expect(layout.tilesArea == nil)
            #expect((layout.rows.first?.cells.last?.maxX ?? .infinity) < size.x - 80)
        }
    }

    @Test(arguments: [1, 3, 50, 160]) func `the strip has a bar for every layer that can be pointed at`(
        count: Int
    ) {
        let (layout, content) = layout(Point(1168, 916), CompareSample(layerCount: count))
        let strip = CompareStrip(content, in: layout.bars)
        for index in 0..<count {
            let bar = strip.bar(index, variant: 0, value: strip.highest / 2)
            #expect(bar.width >= 2 && abs(bar.height - layout.bars.height / 2) < 0.01)
            #expect(bar.maxY == layout.bars.maxY)
            #expect(strip.group(at: Point(bar.center.x, bar.maxY - 1)) == index)
        }
    }

    @Test func `units stand in a grid without gaps where their number allows one`() {
        for (count, columns) in [(128, 16), (40, 8), (1000, 40), (4096, 64), (10, 5), (1, 1), (13, 13)] {
            let found = CompareContent.gridColumns(count)
            #expect(found == columns || count == 13, "\(count) units in \(found) columns")
            #expect(found * found >= count)
        }
        #expect(CompareContent.gridColumns(13) == 4)
        let (layout, content) = layout(Point(1168, 916), CompareSample(shape: [128, 1, 1]))
        let cell = layout.rows[0].cells[0]
        #expect(content.extent(of: .units) == SIMD2(16, 8) && abs(cell.height * 2 - cell.width) <= 1)
    }
}
