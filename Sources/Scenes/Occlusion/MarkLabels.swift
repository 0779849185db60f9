import Rendering

/// Where the names of the corners and of the original stand: beside their marks, away from the sides of the
/// figure, inside the stage.
struct MarkLabels: Sendable, Equatable {
    /// A side of a mark.
    enum Side: Int, Sendable, CaseIterable {
        case right, left, below, above
    }

    /// What has to be placed, in stage points.
    struct Problem: Sendable, Equatable {
        /// The marks: the corners, then whatever else has a name.
        var marks: [Point]
        /// Width and height of their labels.
        var sizes: [Point]
        /// The sides of the figure, as pairs of marks.
        var edges: [(first: Int, second: Int)]
        /// What a label must not cover.
        var obstacles: [Rectangle]
        /// What it must not leave.
        var bounds: Rectangle

        /// Equal in everything.
        static func == (left: Problem, right: Problem) -> Bool {
            left.marks == right.marks && left.sizes == right.sizes && left.obstacles == right.obstacles
                && left.bounds == right.bounds && left.edges.elementsEqual(right.edges) { $0 == $1 }
        }
    }

    /// Half the extent of a mark.
    static let markRadius: Float = 11
    private static let gap: Float = 7

    /// The chosen sides; kept between frames so that labels do not flicker while the figure turns.
    private(set) var sides: [Side] = []

    /// The rectangles of the labels, in the marks' order.
    mutating func place(_ problem: Problem) -> [Rectangle] {
        let previous = sides.count == problem.marks.count ? sides : nil
        var placed: [Rectangle] = []
        sides = []
        for mark in problem.marks.indices {
            let rectangles = Side.allCases.map {
                Self.rectangle(problem.sizes[mark], beside: problem.marks[mark], $0)
            }
            let costs = zip(Side.allCases, rectangles).map { side, rectangle in
                Self.cost(of: rectangle, mark, problem, placed) - (side == previous?[mark] ? 4 : 0)
            }
            let best = costs.indices.min { costs[$0] < costs[$1] } ?? 0
            sides.append(Side.allCases[best])
            placed.append(rectangles[best])
        }
        return placed
    }

    /// The label's place beside a mark.
    private static func rectangle(_ size: Point, beside mark: Point, _ side: Side) -> Rectangle {
        let reach = markRadius + gap
        let origin =
            switch side {
            case .right: Point(mark.x + reach, mark.y - size.y / 2)
            case .left: Point(mark.x - reach - size.x, mark.y - size.y / 2)
            case .below: Point(mark.x - size.x / 2, mark.y + reach - 2)
            case .above: Point(mark.x - size.x / 2, mark.y - reach + 2 - size.y)
            }
        return Rectangle(origin: origin, size: size)
    }

    /// How bad a place is: leaving the stage and covering things count most, then sides that cross it, then
    /// standing on the inner side of the mark.
    private static func cost(
        of rectangle: Rectangle, _ mark: Int, _ problem: Problem, _ placed: [Rectangle]
    ) -> Float {
        let isInside = rectangle.union(problem.bounds) == problem.bounds
        var cost: Float = isInside ? 0 : 1000
        cost += 300 * Float((problem.obstacles + placed).count { $0.intersects(rectangle) })
        for (index, other) in problem.marks.enumerated() where index != mark {
            let square = Rectangle(origin: other, size: .zero).inset(by: -markRadius)
            if square.intersects(rectangle) { cost += 300 }
        }
        let middle = problem.marks.reduce(.zero, +) / Float(max(1, problem.marks.count))
        let outwards = problem.marks[mark] - middle
        let direction = rectangle.center - problem.marks[mark]
        cost -= 6 * (outwards * direction).sum() / max(1e-3, length(outwards) * length(direction))
        return cost + 40 * coveredLength(by: rectangle, problem) / max(1, rectangle.height)
    }

    /// How much of the sides runs through a rectangle, in points.
    private static func coveredLength(by rectangle: Rectangle, _ problem: Problem) -> Float {
        let samples = 48
        return problem.edges.reduce(0) { sum, edge in
            let (start, end) = (problem.marks[edge.first], problem.marks[edge.second])
            let inside = (0...samples).count {
                rectangle.contains(start + (end - start) * (Float($0) / Float(samples)))
            }
            return sum + length(end - start) * Float(inside) / Float(samples)
        }
    }

    private static func length(_ vector: Point) -> Float { (vector * vector).sum().squareRoot() }
}
