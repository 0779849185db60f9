import Rendering

/// A line drawn free hand around samples; it closes itself.
struct SampleLasso: Sendable, Equatable {
    /// The way of the pointer, in stage points.
    private(set) var corners: [Point]

    private static let step: Float = 3

    /// Begins at a place.
    init(from place: Point) { corners = [place] }

    /// Goes on to a place, where it is not right beside the last one.
    mutating func follow(to place: Point) {
        guard let last = corners.last else { return corners.append(place) }
        let way = place - last
        if (way * way).sum() >= Self.step * Self.step { corners.append(place) }
    }

    /// Whether something can lie inside.
    var isArea: Bool { corners.count > 2 }

    /// Whether a place lies inside: lines from it to afar cross the lasso an odd number of times.
    func contains(_ place: Point) -> Bool {
        var isInside = false
        var before = corners.count - 1
        for index in corners.indices {
            let (a, b) = (corners[index], corners[before])
            if (a.y > place.y) != (b.y > place.y), place.x < a.x + (b.x - a.x) * (place.y - a.y) / (b.y - a.y)
            {
                isInside.toggle()
            }
            before = index
        }
        return isInside
    }

    /// The positions in `points` of those that lie inside; `stage` says where on the stage each is.
    func inside(_ points: [Point], _ transform: ScatterTransform) -> [Int] {
        guard isArea, let bounds else { return [] }
        return points.indices.filter {
            let place = transform.stage(points[$0])
            return bounds.contains(place) && contains(place)
        }
    }

    /// Upright rectangles of two points' height that fill the inside.
    var bands: [Rectangle] {
        guard isArea, let bounds else { return [] }
        return stride(from: bounds.minY.rounded(.down), to: bounds.maxY, by: 2).flatMap { y -> [Rectangle] in
            let crossings = zip(corners, corners.dropFirst() + corners.prefix(1)).compactMap {
                a, b -> Float? in
                guard (a.y > y + 1) != (b.y > y + 1) else { return nil }
                return a.x + (b.x - a.x) * (y + 1 - a.y) / (b.y - a.y)
            }.sorted()
            return stride(from: 0, to: crossings.count - 1, by: 2).map {
                Rectangle(x: crossings[$0], y: y, width: crossings[$0 + 1] - crossings[$0], height: 2)
            }
        }
    }

    /// The smallest rectangle around it.
    var bounds: Rectangle? {
        guard let first = corners.first else { return nil }
        let (low, high) = (corners.reduce(first, pointwiseMin), corners.reduce(first, pointwiseMax))
        return Rectangle(origin: low, size: high - low)
    }
}
