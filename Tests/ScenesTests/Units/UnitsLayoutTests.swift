import Rendering
import Testing

@testable import Scenes

struct UnitsLayoutTests {
    private func layout(_ size: Point, perSide: Int = 6, units: Int = 64, classes: Int = 8, layers: Int = 10)
        -> UnitsLayout
    {
        UnitsLayout(
            UnitsLayout.Request(
                size: size, perSide: perSide, unitCount: units, classCount: classes, layerCount: layers))
    }

    @Test(
        arguments: [
            Point(1212, 916), Point(1532, 996), Point(1204, 716), Point(892, 716), Point(720, 600),
            Point(500, 400),
        ],
        [4, 6, 8])
    func `nothing lies over another thing or outside`(size: Point, perSide: Int) {
        let layout = layout(size, perSide: perSide, classes: 40, layers: 30)
        var parts =
            [layout.matrix, layout.strip]
            + [layout.overview, layout.selection, layout.card].compactMap { $0 }
        parts += layout.classRows
        for (index, part) in parts.enumerated() {
            #expect(part.minX >= 0 && part.maxX <= size.x && part.minY >= 0 && part.maxY <= size.y, "\(part)")
            for other in parts[(index + 1)...] { #expect(!part.intersects(other), "\(part) over \(other)") }
        }
        for (_, bar) in layout.barcodes { #expect(bar.maxX <= size.x - 16) }
        #expect(layout.plotSide >= 40)
    }

    @Test func `the concept's stage has plots of about 104, and the wheel's sizes`() {
        let size = Point(1212, 916)
        let sides = [4, 6, 8].map { layout(size, perSide: $0).plotSide }
        #expect(abs(sides[0] - 160) < 12 && abs(sides[1] - 104) < 8 && abs(sides[2] - 76) < 6)
    }

    @Test func `narrow stages lose the left column, then the right one`() {
        #expect(layout(Point(1212, 916)).overview != nil)
        let medium = layout(Point(900, 700))
        #expect(medium.classRows.isEmpty && medium.hasMoreClasses && medium.card != nil)
        #expect(medium.overview.map { $0.minX > medium.matrix.maxX } == true)
        let narrow = layout(Point(640, 700))
        #expect(narrow.overview == nil && narrow.card == nil)
    }

    @Test(arguments: [0, 1, 3])
    func `few units have few plots`(count: Int) {
        #expect(layout(Point(1212, 916), units: count).shown == max(count, 1))
    }

    @Test func `a long strip shows some layers, the current one among them`() {
        let first = layout(Point(1212, 916), layers: 60)
        #expect(first.barcodes.count == first.stripCount && first.stripCount < 60)
        let start = first.firstLayer(showing: 50, from: 0)
        #expect(start + first.stripCount == 51)
        #expect(first.firstLayer(showing: 40, from: start) == start)
        #expect(first.firstLayer(showing: 2, from: start) == 2)
    }

    @Test func `plots are found where they stand`() {
        let grid = UnitGrid(origin: Point(100, 80), side: 50, columns: [3, 1, 2], rows: [3, 1])
        for cell in grid.cells { #expect(grid.cell(at: grid.plot(cell).center) == cell) }
        #expect(grid.cell(at: Point(154, 100)) == nil && grid.cell(at: Point(99, 90)) == nil)
        #expect(grid.cell(at: grid.place.origin + grid.place.size + 1) == nil)
        #expect(grid.single(.init(column: 1, row: 1)) == 1 && grid.single(.init(column: 0, row: 1)) == nil)
    }

    @Test func `the view stays among the units`() {
        var view = UnitMatrixView()
        view.move(by: 100, -3, shown: 6, of: 64)
        #expect(view.column == 58 && view.row == 0)
        view.center(10, 63, shown: 6, of: 64)
        #expect(view.column == 7 && view.row == 58)
        view.resize(by: 1, around: (column: 0, row: 5), shown: 6, of: 64)
        #expect(view.perSide == 8 && view.column == 7 && view.row == 56)
        view.resize(by: 1, around: (column: 0, row: 0), shown: 8, of: 64)
        #expect(view.perSide == 8)
        view.move(by: 5, 5, shown: 3, of: 3)
        #expect(view.column == 0 && view.row == 0)
    }
}
