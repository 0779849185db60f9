import Rendering
import Testing

@testable import Scenes

@Suite struct ClassesLayoutTests {
    private func layout(_ size: Point, rows: Int = 10, matrix: SIMD2<Int>? = SIMD2(10, 11), scroll: Float = 0)
        -> ClassesLayout
    {
        ClassesLayout(
            .init(size: size, rowCount: rows, matrix: matrix, nameWidth: 60, scroll: scroll))
    }

    @Test(arguments: [Point(1212, 916), Point(892, 716), Point(1532, 996), Point(700, 500)])
    func `the parts stand on the stage, beside and below each other`(size: Point) throws {
        let layout = layout(size)
        let matrix = try #require(layout.matrix)
        #expect(layout.listArea.maxX < layout.side.minX)
        #expect(layout.side.maxX <= size.x - 23)
        #expect(matrix.maxX <= layout.side.maxX + 0.5)
        #expect(matrix.minX >= layout.side.minX + 60)
        #expect(layout.figures.minY > matrix.maxY)
        #expect(layout.wrong.minY > layout.figures.maxY)
        #expect(layout.name.upperBound < layout.accuracy.lowerBound)
        #expect(layout.accuracy.upperBound < layout.similarity.lowerBound)
        #expect(layout.similarity.upperBound < layout.pictures.lowerBound)
        #expect(layout.picture(0, in: layout.rows[0]) != nil || size.x < 800)
    }

    @Test func `cells are whole points, and fill the matrix`() throws {
        let layout = layout(Point(1212, 916))
        let matrix = try #require(layout.matrix)
        #expect(layout.cell == layout.cell.rounded())
        #expect(layout.cell(row: 0, column: 0)?.origin == matrix.origin)
        #expect(layout.cell(row: 9, column: 10)?.maxX == matrix.maxX)
        #expect(layout.cell(row: 9, column: 10)?.maxY == matrix.maxY)
    }

    @Test func `only rows that can be seen are laid out, and the list scrolls to its end`() {
        let layout = layout(Point(1212, 716), rows: 1000, scroll: 1e9)
        #expect(layout.rows.count < 14)
        #expect(layout.rows.last?.index == 999)
        #expect(layout.rows.last.map { $0.place.maxY } == layout.listArea.maxY)
        #expect(layout.longestScroll == 1000 * ClassesLayout.rowHeight - layout.listArea.height)
    }

    @Test func `pictures that do not fit are left out`() throws {
        let layout = layout(Point(892, 716))
        let row = try #require(layout.rows.first)
        let fitting = (0..<20).compactMap { layout.picture($0, in: row) }
        #expect(!fitting.isEmpty && fitting.count < 20)
        #expect(fitting.allSatisfy { $0.maxX <= layout.pictures.upperBound })
        #expect(
            (0..<layout.wrongCapacity).allSatisfy { layout.wrongPicture($0).maxY <= layout.wrong.maxY + 0.5 })
    }
}
