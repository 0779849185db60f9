import Rendering
import Testing

@testable import Scenes

/// Where labels and cards stand.
@Suite struct OcclusionPlacementTests {
    private let bounds = Rectangle(x: 12, y: 12, width: 976, height: 776)

    private var corners: MarkLabels.Problem {
        MarkLabels.Problem(
            marks: [Point(180, 620), Point(850, 700), Point(520, 130), Point(640, 480)],
            sizes: [Point(80, 42), Point(160, 42), Point(110, 42), Point(70, 42)],
            edges: Simplex(cornerCount: 4).edges,
            obstacles: [Rectangle(x: 24, y: 24, width: 420, height: 80)],
            bounds: bounds)
    }

    @Test func `labels stand beside their marks, inside the stage, clear of each other and of the title`() {
        let problem = corners
        var labels = MarkLabels()
        let placed = labels.place(problem)
        for (index, label) in placed.enumerated() {
            #expect(label.union(bounds) == bounds)
            #expect(!problem.obstacles.contains { $0.intersects(label) })
            for other in placed.indices where other != index { #expect(!placed[other].intersects(label)) }
            for mark in problem.marks {
                #expect(!label.intersects(Rectangle(origin: mark, size: .zero).inset(by: -8)))
            }
        }
    }

    @Test func `a label at the edge of the stage turns inwards`() {
        var problem = corners
        problem.marks[1] = Point(960, 700)
        var labels = MarkLabels()
        #expect(labels.place(problem)[1].maxX <= bounds.maxX)
        #expect(labels.sides[1] != .right)
    }

    @Test func `the card covers no corner and no part of its tile`() {
        let kept = corners.marks.map { Rectangle(origin: $0, size: .zero).inset(by: -40) }
        for x in stride(from: Float(60), to: 960, by: 75) {
            for y in stride(from: Float(60), to: 760, by: 70) {
                var placement = CardPlacement()
                let tile = Rectangle(origin: Point(x, y), size: .zero).inset(by: -32)
                let card = placement.place(beside: tile, covering: [], keeping: kept, in: bounds)
                #expect(card.size == CardPlacement.size)
                #expect(!card.intersects(tile))
                #expect(card.union(bounds) == bounds)
                #expect(!kept.contains { $0.intersects(card) }, "tile at \(x), \(y)")
            }
        }
    }

    @Test func `the card goes where it hides the fewest tiles`() {
        var placement = CardPlacement()
        let tile = Rectangle(x: 460, y: 360, width: 64, height: 64)
        let right = (0..<6).map { Rectangle(x: 560 + 50 * Float($0), y: 380, width: 38, height: 38) }
        let card = placement.place(beside: tile, covering: right, keeping: [], in: bounds)
        #expect(!right.contains { $0.intersects(card) })
    }

    @Test func `the card keeps its side for a neighbor that hides one tile more`() {
        var placement = CardPlacement()
        let tile = Rectangle(x: 460, y: 360, width: 64, height: 64)
        let first = placement.place(beside: tile, covering: [], keeping: [], in: bounds)
        let hidden = Rectangle(origin: first.center, size: Point(10, 10))
        let second = placement.place(
            beside: Rectangle(x: 462, y: 362, width: 64, height: 64), covering: [hidden], keeping: [],
            in: bounds)
        #expect(second.center.x > tile.maxX && first.center.x > tile.maxX)
    }
}
