import Analysis
import Rendering
import Samples
import Testing

@testable import Scenes

@MainActor struct CurveGlyphTests {
    /// Four cells: the curve goes (0, 0), (0, 1), (1, 1), (1, 0), or the same turned.
    private let square = CurveGrid(holding: 4, usesWholeOrders: true)

    private func pixel(_ image: DisplayImage, _ cell: SIMD2<Int32>) -> [UInt8] {
        let start = (Int(cell.y) * image.width + Int(cell.x)) * 4
        return Array(image.pixels[start..<start + 4])
    }

    private func bytes(_ color: Color) -> [UInt8] { (0..<4).map { color.bytes[$0] } }

    @Test(arguments: [1, 3, 4, 7, 20, 321, 1000], [false, true])
    func `every sample has a cell of its own, and its cell leads back to it`(count: Int, isWhole: Bool) {
        let grid = CurveGrid(holding: count, usesWholeOrders: isWhole)
        var cells: Set<SIMD2<Int32>> = []
        for place in 0..<count {
            let cell = grid.cell(of: place)
            cells.insert(cell)
            #expect(grid.place(inColumn: Int(cell.x), row: Int(cell.y)) == place)
        }
        #expect(cells.count == count && grid.unusedCount == grid.width * grid.height - count)
        #expect(grid.place(inColumn: -1, row: 0) == nil && grid.place(inColumn: 0, row: grid.height) == nil)
        if isWhole { #expect(grid.width == grid.height && grid.width.nonzeroBitCount == 1) }
    }

    @Test func `half of the unused cells of a square lie before the samples, half behind`() {
        let grid = CurveGrid(holding: 6, usesWholeOrders: true)
        #expect(grid.width == 4 && grid.first == 5 && grid.unusedCount == 10)
        let used = (0..<6).map { grid.cell(of: $0) }
        #expect(used == Array(grid.curve.cells[5..<11]))
    }

    @Test func `a tiny order by hand: colors, agreement, quality`() {
        // In the order: cat, cat, dog, none.
        let glyph = CurveGlyph([2, 0, 3, 1], on: square, labels: [1, -1, 1, 0], classCount: 2)
        #expect(glyph.agreement == [1, 1, 0, 0] && glyph.quality.agreement == [2, 2, 0])
        // Of the four pairs that share an edge, one is alike: the two cats.
        #expect(glyph.quality.quality == 0.25)
        #expect(glyph.quality.ofClasses == [0, 1 / 3])
        #expect(glyph.place(of: 3) == 2 && glyph.cell(of: 2) == square.cell(of: 0))
        let labels = CurveLabels(.given, names: ["dog", "cat"], classOf: [1, -1, 1, 0])
        let theme = Theme.light
        let byClass = CurveImages.draw(glyph, CurvePalette(.classes, labels, theme), .classes, .none)
        let colors = [1, 1, 0, -1].map { bytes(SampleMarks.color($0, theme)) }
        #expect((0..<4).map { pixel(byClass, square.cell(of: $0)) } == colors)
        let relative = CurveImages.draw(glyph, CurvePalette(.agreement, labels, theme), .agreement, .none)
        let greys = [1, 1, 0, 0].map { bytes(CurvePalette.agreement(theme)[$0]) }
        #expect((0..<4).map { pixel(relative, square.cell(of: $0)) } == greys)
    }

    @Test func `what is not selected is 74 % towards paper`() {
        let glyph = CurveGlyph([2, 0, 3, 1], on: square, labels: [1, 0, 1, 0], classCount: 2)
        let labels = CurveLabels(.given, names: ["dog", "cat"], classOf: [1, 0, 1, 0])
        for theme in [Theme.light, .dark] {
            let selection = CurveSelection(id: 1, flags: [true, false, false, false])
            let image = CurveImages.draw(glyph, CurvePalette(.classes, labels, theme), .classes, selection)
            let (dog, cat) = (SampleMarks.color(0, theme), SampleMarks.color(1, theme))
            #expect(pixel(image, square.cell(of: 1)) == bytes(cat))
            #expect(pixel(image, square.cell(of: 0)) == bytes(cat.mixed(with: theme.paper, 0.74)))
            #expect(pixel(image, square.cell(of: 2)) == bytes(dog.mixed(with: theme.paper, 0.74)))
        }
    }

    @Test func `unused cells are paper with diagonals`() {
        let grid = CurveGrid(holding: 2, usesWholeOrders: true)
        let glyph = CurveGlyph([1, 0], on: grid, labels: [0, 0], classCount: 1)
        let labels = CurveLabels(.given, names: ["dog"], classOf: [0, 0])
        let palette = CurvePalette(.classes, labels, .light)
        let image = CurveImages.draw(glyph, palette, .classes, .none)
        let used = Set((0..<2).map { grid.cell(of: $0) })
        for cell in grid.curve.cells where !used.contains(cell) {
            let isHatched = (cell.x + cell.y) % 4 == 0
            #expect((pixel(image, cell) == bytes(Theme.light.paper)) == !isHatched)
        }
        #expect(used.count == 2)
    }

    @Test func `without classes all cells have one color`() {
        let glyph = CurveGlyph([2, 0, 3, 1], on: square, labels: [-1, -1, -1, -1], classCount: 0)
        let palette = CurvePalette(.classes, CurveLabels(.none, names: [], classOf: [-1, -1, -1, -1]), .light)
        let image = CurveImages.draw(glyph, palette, .classes, .none)
        #expect((0..<4).allSatisfy { pixel(image, square.cell(of: $0)) == bytes(Theme.light.bar) })
        #expect(glyph.quality.quality == 0)
    }

    @Test func `an image stays until the selection, the colors or the order change`() {
        let images = CurveImages()
        let labels = CurveLabels(.given, names: ["dog", "cat"], classOf: [1, 0, 1, 0])
        let glyph = CurveGlyph([2, 0, 3, 1], on: square, labels: labels.classOf, classCount: 2)
        func id(_ theme: Theme, _ selection: CurveSelection) -> UInt64 {
            images.image(of: glyph, CurvePalette(.classes, labels, theme), .classes, selection).id
        }
        let first = id(.light, .none)
        #expect(id(.light, .none) == first)
        let chosen = CurveSelection(id: 3, flags: [true, false, false, false])
        let second = id(.light, chosen)
        #expect(second != first && id(.light, chosen) == second && id(.dark, chosen) != second)
    }

    @Test func `neighbors on the curve end where it ends`() {
        let glyph = CurveGlyph([2, 0, 3, 1], on: square, labels: [1, 0, 1, 0], classCount: 2)
        #expect(glyph.neighbors(of: 0, reach: 2) == [2, 0, 3])
        #expect(glyph.neighbors(of: 3, reach: 1) == [3, 1])
    }
}
