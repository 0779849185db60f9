import Rendering
import Testing

@testable import Scenes

@MainActor struct CurvesLayoutTests {
    private func layout(
        _ graph: LayeredGraph, size: Point = Point(1260, 916), cells: Int = 46, classCount: Int = 8,
        hasClasses: Bool = true
    ) -> CurvesLayout {
        CurvesLayout(
            .init(
                size: size, graph: graph, cells: SIMD2(cells, cells), hasClasses: hasClasses,
                classCount: classCount))
    }

    private static let branches = LayeredGraph.laidOut(CurvesSample.operations)

    private func expectSound(_ layout: CurvesLayout) {
        let stage = Rectangle(origin: .zero, size: layout.size)
        for frame in layout.large {
            #expect(stage.contains(frame.origin) && frame.maxX <= stage.maxX && frame.maxY <= stage.maxY)
            #expect(frame.minY > layout.headings)
        }
        for (index, frame) in layout.large.enumerated() {
            #expect(!layout.large[(index + 1)...].contains { $0.intersects(frame) })
            if let list = layout.list { #expect(!frame.intersects(list.place)) }
        }
        #expect(
            layout.stripArea.maxY < layout.key && layout.key < layout.divider
                && layout.divider < layout.headings)
        for (index, tile) in layout.strip.tiles.enumerated() {
            #expect(!layout.strip.tiles[(index + 1)...].contains { $0.intersects(tile) }, "glyph \(index)")
        }
        if let list = layout.list {
            #expect(
                (list.agreement.last?.maxY ?? 0) <= stage.maxY
                    && !list.agreement.contains { $0.intersects(list.classArea) })
        }
    }

    @Test(arguments: [
        Point(940, 716), Point(1204, 716), Point(1260, 916), Point(1580, 996), Point(2500, 1300),
    ])
    func `everything has its place on small and large stages`(size: Point) {
        for graph in [LayeredGraph.line(count: 0), .line(count: 8), Self.branches, .line(count: 40)] {
            for cells in [2, 18, 46, 100, 128] { expectSound(layout(graph, size: size, cells: cells)) }
        }
    }

    @Test func `glyphs of a short chain have whole points a cell and fill the width`() {
        let layout = layout(.line(count: 8))
        #expect(layout.strip.tileSide == 92)
        #expect(layout.strip.tiles[0].minX == 0 && layout.strip.width <= 1212 && layout.strip.width > 1190)
        #expect(layout.large.map(\.width) == [460, 460].map { ($0 / 46).rounded(.down) * 46 })
    }

    @Test func `more operations make smaller glyphs, very many pan`() {
        let sides = [8, 12, 16, 20].map { layout(.line(count: $0)).strip.tileSide }
        #expect(zip(sides, sides.dropFirst()).allSatisfy { $0 >= $1 } && sides.allSatisfy { $0 >= 32 })
        #expect([8, 12, 16, 20].allSatisfy { layout(.line(count: $0)).strip.width <= 1212 })
        let many = layout(.line(count: 60)).strip
        #expect(many.tileSide >= 44 && many.width > 1212)
    }

    @Test func `branches stand one below the other, with room for names and figures between`() {
        let layout = layout(Self.branches)
        let (a, b) = (layout.strip.tiles[2], layout.strip.tiles[3])
        let (upper, lower) = a.minY < b.minY ? (a, b) : (b, a)
        #expect(upper.minX == lower.minX && lower.minY - upper.maxY >= 64)
        let heights = layout.strip.heights
        #expect(heights.upperBound - heights.lowerBound <= layout.stripArea.height)
    }

    @Test func `many branches shrink the glyphs until all fit`() {
        let nodes =
            [LayeredGraph.Node(predecessors: [])] + (0..<4).map { _ in .init(predecessors: [0]) }
            + [.init(predecessors: [1, 2, 3, 4])]
        let layout = layout(LayeredGraph.laidOut(nodes), size: Point(1260, 916))
        let heights = layout.strip.heights
        #expect(
            heights.upperBound - heights.lowerBound <= layout.stripArea.height && layout.strip.tileSide >= 28)
        expectSound(layout)
    }

    @Test func `without classes there is one large glyph and no list`() {
        let layout = layout(.line(count: 8), hasClasses: false)
        #expect(layout.large.count == 1 && layout.list == nil)
        expectSound(layout)
    }

    @Test func `a thousand classes scroll`() throws {
        let few = try #require(layout(.line(count: 8)).list)
        #expect(few.longestScroll == 0 && few.classes.count == 8)
        let many = try #require(layout(.line(count: 8), classCount: 1000).list)
        #expect(many.longestScroll > 10_000 && many.classArea.maxY <= many.place.maxY)
        let last = CurveListLayout(in: many.place, classCount: 1000, scroll: .infinity).classes[999]
        #expect(abs(last.maxY - many.classArea.maxY) < 1)
    }

    @Test func `a card covers neither its cell nor the boxes, where there is room`() {
        let bounds = Rectangle(x: 8, y: 400, width: 1200, height: 480)
        let boxes = [
            Rectangle(x: 200, y: 600, width: 20, height: 20),
            Rectangle(x: 700, y: 600, width: 20, height: 20),
        ]
        for cell in [
            Rectangle(x: 204, y: 604, width: 12, height: 12),
            Rectangle(x: 704, y: 604, width: 12, height: 12),
        ] {
            let place = CurveCardPlace.find(Point(324, 196), beside: cell, in: bounds, keeping: boxes)
            #expect(!place.intersects(cell) && !boxes.contains { $0.intersects(place) })
            #expect(place.minX >= 8 && place.minY >= 400 && place.maxX <= 1208 && place.maxY <= 880)
        }
    }

    @Test func `where classes need the height of a wide list, the agreement stands beside them`() {
        let low = CurveListLayout(
            in: Rectangle(x: 0, y: 100, width: 560, height: 250), classCount: 8, scroll: 0)
        #expect(low.longestScroll == 0 && low.agreement[0].minX > low.classArea.maxX)
        let tall = CurveListLayout(
            in: Rectangle(x: 0, y: 100, width: 560, height: 400), classCount: 8, scroll: 0)
        #expect(tall.longestScroll == 0 && tall.agreement[0].minY > tall.classArea.maxY)
    }

    @Test(arguments: [18, 46, 128]) func `a cell's middle leads back to the cell`(cells: Int) {
        for side in [Float(cells), Float(cells) * 5, 100] {
            let place = CurvePlace(
                frame: Rectangle(x: 13, y: 7, width: side, height: side), cells: SIMD2(cells, cells))
            for (x, y) in [(0, 0), (cells - 1, 0), (3, cells / 2), (cells - 1, cells - 1)] {
                let cell = place.place(of: SIMD2(Int32(x), Int32(y)))
                #expect(place.cell(at: cell.center) == SIMD2(x, y))
            }
            #expect(place.cell(at: Point(12, 8)) == nil)
        }
    }

    @Test func `dots keep their distance, flow along, and stand still when nothing is worked out`() {
        var flow = CurveFlow()
        let edge = [Point(0, 0), Point(90, 0)]
        func xs(_ flow: CurveFlow) -> [Float] { flow.dots(on: edge).map { $0.x.rounded() } }
        let rest = flow.dots(on: edge)
        #expect(rest == [Point(15, 0), Point(45, 0), Point(75, 0)])
        flow.advance(to: 5, isWorking: true, isMotionReduced: false)
        flow.advance(to: 5.25, isWorking: true, isMotionReduced: false)
        #expect(flow.isMoving && xs(flow) == [25, 55, 85])
        flow.advance(to: 6, isWorking: false, isMotionReduced: false)
        #expect(!flow.isMoving && xs(flow) == [25, 55, 85])
        flow.advance(to: 7, isWorking: true, isMotionReduced: true)
        #expect(!flow.isMoving && xs(flow) == [25, 55, 85])
        // Around a corner.
        let turned = flow.dots(on: [Point(0, 0), Point(30, 0), Point(30, 60)])
        #expect(
            turned.map { $0.rounded(.toNearestOrAwayFromZero) } == [
                Point(25, 0), Point(30, 25), Point(30, 55),
            ])
    }
}
