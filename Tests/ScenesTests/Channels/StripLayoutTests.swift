import Rendering
import Testing

@testable import Scenes

@MainActor @Suite struct StripLayoutTests {
    private let size = Point(1150, 170)

    private func graph(_ predecessors: [[Int]]) -> LayeredGraph {
        LayeredGraph.laidOut(predecessors.map { LayeredGraph.Node(predecessors: $0, isSmall: $0.count > 1) })
    }

    private func expectApart(_ layout: StripLayout) {
        for (index, tile) in layout.tiles.enumerated() {
            let others = layout.tiles[(index + 1)...]
            #expect(!others.contains { $0.intersects(tile) }, "tile \(index)")
            #expect(tile.minY > layout.heights.lowerBound && tile.maxY <= layout.heights.upperBound)
        }
        let height = layout.heights.upperBound - layout.heights.lowerBound
        #expect(height <= size.y + 8, "\(height)")
    }

    @Test func `a chain fills the width, one tile a column`() {
        let layout = StripLayout(LayeredGraph.line(count: 9), in: size)
        #expect(layout.columns == Array(0...9) && layout.tileSide == 56)
        #expect(layout.tiles.allSatisfy { $0.center.y == 0 })
        #expect(abs(layout.width - size.x) < 12)
        #expect(layout.edges.count == 9 && layout.branchPoints.isEmpty)
        expectApart(layout)
    }

    @Test func `branches stand one below the other and meet again`() {
        let layout = StripLayout(graph([[], [0], [0], [1], [2], [3, 4], [5]]), in: size)
        #expect(layout.columns == [0, 1, 2, 2, 3, 3, 4, 5])
        #expect(layout.tiles[2].center.y == -layout.tiles[3].center.y)
        #expect(layout.branchPoints == [1, 6])
        expectApart(layout)
    }

    @Test func `an edge over layers runs above them, and two that overlap on heights of their own`() throws {
        // 0 -> 1 -> 2 -> 3 -> 4, with 0 -> 3 and 1 -> 4 beside.
        let layout = StripLayout(graph([[], [0], [1], [0, 2], [1, 3]]), in: size)
        let graph = graph([[], [0], [1], [0, 2], [1, 3]])
        let tops = try [(0, 3), (1, 4)].map { from, to in
            let index = try #require(graph.edges.firstIndex(of: .init(from: from, to: to)))
            return try #require(layout.edges[index].map(\.y).min())
        }
        let highestTile = layout.tiles.map(\.minY).min() ?? 0
        #expect(tops.allSatisfy { $0 < highestTile - 20 } && tops[0] != tops[1])
        expectApart(layout)
    }

    @Test(arguments: [13, 24, 53, 160])
    func `long networks keep tiles that can be seen, and pan from 25 columns on`(
        count: Int
    ) {
        let layout = StripLayout(LayeredGraph.line(count: count - 1), in: size)
        #expect(layout.tileSide >= 24 && layout.columnCount == count)
        #expect((layout.width > size.x) == (count > StripLayout.mostFittedColumns))
        expectApart(layout)
    }

    @Test func `six branches still fit into the height`() {
        let layout = StripLayout(graph([[]] + (0..<6).map { _ in [0] } + [Array(1...6)]), in: size)
        #expect(layout.tileSide >= 8)
        expectApart(layout)
    }

    @Test func `every edge starts at its first tile's right and ends at its last one's left`() {
        let graph = ChannelsSample.residual(blocks: 16)
        let layout = StripLayout(graph, in: size)
        for (edge, points) in zip(graph.edges, layout.edges) {
            let (from, to) = (layout.tiles[edge.from + 1], layout.tiles[edge.to + 1])
            #expect(points.first == Point(from.maxX, from.center.y))
            #expect(points.last == Point(to.minX, to.center.y))
            #expect(zip(points, points.dropFirst()).allSatisfy { $0.x <= $1.x })
        }
        #expect(layout.columnCount == 66)
    }
}

@MainActor @Suite struct StripViewTests {
    private let area = Rectangle(x: 18, y: 60, width: 1000, height: 170)

    @Test func `the point under the pointer stays where it is while the strip grows`() {
        let layout = StripLayout(LayeredGraph.line(count: 80), in: area.size)
        var view = StripView(layout, in: area)
        view.pan(by: Point(-1500, 0), layout, in: area)
        let place = Point(400, 130)
        let before = view.point(at: place, in: area)
        view.zoom(by: 1.5, at: place, layout, in: area)
        #expect(abs(view.point(at: place, in: area).x - before.x) < 0.01)
        #expect(view.zoom == 1.5)
    }

    @Test func `panning ends at the ends, and all of it can be seen at once`() {
        let layout = StripLayout(LayeredGraph.line(count: 80), in: area.size)
        var view = StripView(layout, in: area)
        #expect(!view.showsAll(layout, in: area))
        view.pan(by: Point(900, 0), layout, in: area)
        #expect(view.visible(in: area).lowerBound == -StripView.margin)
        view.pan(by: Point(-90_000, 0), layout, in: area)
        #expect(abs(view.visible(in: area).upperBound - layout.width - StripView.margin) < 0.01)
        #expect(StripView.fitted(layout, in: area).showsAll(layout, in: area))
    }
}
