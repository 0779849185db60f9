import Rendering
import Testing

@testable import Scenes

@Suite struct SaliencyLayoutTests {
    private static let stages = [
        Point(848, 716), Point(1168, 916), Point(1488, 996), Point(1600, 1000), Point(724, 416),
    ]
    private static let pictures = [
        Point(128, 128), Point(224, 224), Point(320, 160), Point(90, 180), Point(40, 200),
    ]

    private func layout(_ stage: Point, _ picture: Point, count: Int = 2) -> SaliencyLayout {
        SaliencyLayout(.init(stageSize: stage, pictureSize: picture, pictureCount: count, showsPlot: true))
    }

    @Test(arguments: stages, pictures)
    func `pictures keep their proportions and nothing covers anything`(stage: Point, picture: Point) {
        let layout = layout(stage, picture)
        let frame = Rectangle(origin: .zero, size: stage)
        #expect(layout.pictures.count == 2 && layout.pictures[0].size == layout.pictures[1].size)
        let size = layout.pictures[0].size
        #expect(abs(size.x / size.y - picture.x / picture.y) < 0.04)
        let parts = layout.pictures + [layout.column] + [layout.plot].compactMap(\.self)
        for (index, part) in parts.enumerated() {
            #expect(frame.contains(part.origin) && part.maxX <= stage.x && part.maxY <= stage.y)
            #expect(!parts.dropFirst(index + 1).contains { $0.intersects(part) })
        }
    }

    @Test func `a low stage leaves the curves out, a high one shows them`() {
        #expect(layout(Point(724, 416), Point(64, 64)).plot == nil)
        #expect(layout(Point(1168, 916), Point(64, 64)).plot != nil)
    }

    @Test func `every pixel is found where it is drawn, on both pictures`() {
        let size = Point(12, 7)
        let layout = layout(Point(1168, 916), size)
        for pane in 0..<2 {
            for y in 0..<7 {
                for x in 0..<12 {
                    let place = layout.place(
                        x: Float(x), y: Float(y), width: 1, height: 1, on: pane, of: size)
                    let found = layout.inputPoint(at: place.center, of: size)
                    #expect(found.map { SIMD2(Int($0.x), Int($0.y)) } == SIMD2(x, y))
                    #expect(layout.picture(at: place.center) == pane)
                }
            }
        }
        #expect(layout.inputPoint(at: Point(2, 2), of: size) == nil)
    }

    @Test func `cells stay in the column, apart from each other, and no more than fit`() {
        for stage in Self.stages {
            let layout = layout(stage, Point(128, 128))
            let cells = layout.cells(40, pictureSize: Point(128, 128), below: 66)
            for (index, cell) in cells.enumerated() {
                #expect(cell.minX >= layout.column.minX && cell.maxX <= layout.column.maxX + 0.5)
                #expect(cell.maxY <= layout.column.maxY)
                #expect(!cells.dropFirst(index + 1).contains { $0.intersects(cell) })
            }
        }
        let wide = layout(Point(1168, 916), Point(128, 128))
        #expect(wide.cells(3, pictureSize: Point(128, 128), below: 66).count == 3)
    }
}
