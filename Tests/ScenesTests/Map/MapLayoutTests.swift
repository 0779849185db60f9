import Rendering
import Testing

@testable import Scenes

struct MapLayoutTests {
    /// The stages of windows of 1280 x 800 (panel folded), 1600 x 1000 and 1920 x 1080.
    private static let stages = [Point(1204, 716), Point(1212, 916), Point(1532, 996), Point(820, 520)]

    @Test(arguments: stages)
    func `nothing overlaps and all is inside`(size: Point) {
        for layers in [5, 14, 60] {
            let layout = MapLayout(
                .init(size: size, layerCount: layers, groupCounts: Array(repeating: 20, count: 10)))
            let stage = Rectangle(origin: .zero, size: size)
            let around = layout.matrix.inset(by: -MatrixPainter.tail)
            #expect(stage.union(layout.plot) == stage && stage.union(around) == stage)
            #expect(layout.plot.maxX < layout.matrix.minX - MatrixPainter.head)
            #expect(layout.strip.area.maxY < layout.stripKey && layout.stripKey < layout.headings - 20)
            #expect(layout.matrixSwitch.maxY <= layout.matrix.minY - MatrixPainter.head + 20)
            #expect(layout.matrixKey < size.y && layout.matrix.width > 150 && layout.plot.width > 200)
        }
    }

    @Test func `few layers have large tiles, many are scrolled to the one that is shown`() {
        let few = LayerStrip(count: 5, left: 24, right: 1188, top: 92)
        #expect(few.tiles[0].width == LayerStrip.largestTile && few.longestScroll == 0)
        let many = LayerStrip(count: 60, left: 24, right: 1188, top: 92)
        #expect(many.tiles[0].width == LayerStrip.smallestTile && many.longestScroll > 0)
        let scroll = many.scroll(showing: 50, from: 0)
        let moved = LayerStrip(count: 60, left: 24, right: 1188, top: 92, scroll: scroll)
        #expect(moved.area.union(moved.tiles[50]) == moved.area)
        #expect(moved.scroll(showing: 50, from: scroll) == scroll)
        let back = LayerStrip(
            count: 60, left: 24, right: 1188, top: 92, scroll: moved.scroll(showing: 0, from: scroll))
        #expect(back.tiles[0].minX == 24)
    }

    @Test func `a tile is found by its picture and by its name`() {
        let strip = LayerStrip(count: 11, left: 24, right: 1188, top: 92)
        #expect(strip.tile(at: strip.tiles[4].center) == 4)
        #expect(strip.tile(at: Point(strip.tiles[4].center.x, 76)) == 4)
        #expect(strip.tile(at: Point(strip.tiles[4].center.x, 300)) == nil)
    }
}
