import Rendering
import Workbench

/// Finds where the tour's card stands: never on what is to be touched, on as little else as can be, and near.
struct TourCardPlace {
    /// Where it may stand, in points of the window.
    var bounds: Rectangle
    /// Its extent.
    var size: Point
    /// What it points at; never covered where there is room beside it.
    var target: Rectangle?
    /// What it covers only where there is no better place, and how much a point of it counts.
    var occupied: [(place: Rectangle, weight: Float)]

    /// From the card to what it points at.
    static let gap: Float = 20
    private static let step: Float = 14

    /// The best place.
    var best: Rectangle {
        let room = pointwiseMax(bounds.size - size, .zero)
        let counts = (room / Self.step).rounded(.up)
        var best = (place: Rectangle(origin: bounds.origin, size: size), cost: Float.infinity)
        for row in 0...Int(counts.y) {
            for column in 0...Int(counts.x) {
                let offset = pointwiseMin(Point(Float(column), Float(row)) * Self.step, room)
                let place = Rectangle(origin: bounds.origin + offset, size: size)
                let cost = cost(of: place, below: best.cost)
                if cost < best.cost { best = (place, cost) }
            }
        }
        return best.place
    }

    /// Whether a place still serves: inside, and clear of what is to be touched.
    func allows(_ place: Rectangle) -> Bool {
        guard place.size == size, bounds.inset(by: -1).intersection(place) == place else { return false }
        return target.map { !$0.inset(by: -Self.gap / 2).intersects(place) } ?? true
    }

    /// A place of the card before, of its new extent and within the bounds.
    func kept(_ before: Rectangle) -> Rectangle {
        let highest = pointwiseMax(bounds.origin + bounds.size - size, bounds.origin)
        let origin = pointwiseMin(pointwiseMax(before.origin, bounds.origin), highest)
        return Rectangle(origin: origin, size: size)
    }

    /// What a place costs: what it covers, in square points, and how far it is from the target; given up above a limit.
    func cost(of place: Rectangle, below limit: Float) -> Float {
        var cost: Float = 0
        if let target {
            cost += area(place.intersection(target.inset(by: -Self.gap))) * 1000
            cost += distance(place, target) * 8
        } else {
            // Without a target: at the lower left, out of the way.
            cost += (place.minX - bounds.minX) * 6 + (bounds.maxY - place.maxY) * 6
        }
        for (other, weight) in occupied {
            guard cost < limit else { return cost }
            cost += area(place.intersection(other)) * weight
        }
        return cost
    }

    private func area(_ place: Rectangle?) -> Float { place.map { $0.width * $0.height } ?? 0 }

    private func distance(_ a: Rectangle, _ b: Rectangle) -> Float {
        let x = max(a.minX - b.maxX, b.minX - a.maxX, 0)
        let y = max(a.minY - b.maxY, b.minY - a.maxY, 0)
        return (x * x + y * y).squareRoot()
    }
}

extension TourCardPlace {
    /// A longer line leads nobody, in points.
    private static let longestLeader: Float = 150

    /// The line from the card to what it points at: between the nearest points of both; nil where they touch,
    /// or lie so far apart that it would cross what stands between them.
    static func leader(from card: Rectangle, to target: Rectangle) -> (start: Point, end: Point)? {
        guard !card.intersects(target) else { return nil }
        func middle(_ a: ClosedRange<Float>, _ b: ClosedRange<Float>) -> (Float, Float) {
            let (low, high) = (max(a.lowerBound, b.lowerBound), min(a.upperBound, b.upperBound))
            if low <= high { return ((low + high) / 2, (low + high) / 2) }
            return a.upperBound < b.lowerBound ? (a.upperBound, b.lowerBound) : (a.lowerBound, b.upperBound)
        }
        let x = middle(card.minX...card.maxX, target.minX...target.maxX)
        let y = middle(card.minY...card.maxY, target.minY...target.maxY)
        let way = Point(x.1 - x.0, y.1 - y.0)
        guard (way * way).sum() <= longestLeader * longestLeader else { return nil }
        return (Point(x.0, y.0), Point(x.1, y.1))
    }
}
