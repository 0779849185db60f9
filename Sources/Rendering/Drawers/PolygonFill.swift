/// A filled polygon as triangles around the mean of its corners, in pixels; its outline fades over one pixel.
enum PolygonFill {
    /// Appends the polygon's triangles.
    static func append(_ corners: [Point], _ color: Color, to vertices: inout [WorldVertex]) {
        let count = corners.count
        guard count > 2, color.alpha > 0 else { return }
        let middle = corners.reduce(Point.zero, +) / Float(count)
        let outward: Float = doubleArea(corners) > 0 ? 1 : -1
        let offsets = (0..<count).map { index -> Point in
            let before = normal(corners[(index + count - 1) % count], corners[index])
            let after = normal(corners[index], corners[(index + 1) % count])
            let sum = before + after
            return sum * (outward / max((sum * sum).sum(), 0.25))
        }
        let clear = color.opacity(0)
        func vertex(_ place: Point, _ color: Color) -> WorldVertex {
            WorldVertex(Vector3(place.x, place.y, 0), color)
        }
        let center = vertex(middle, color)
        for index in 0..<count {
            let next = (index + 1) % count
            let (a, b) = (
                vertex(corners[index] - offsets[index], color), vertex(corners[next] - offsets[next], color)
            )
            let (c, d) = (
                vertex(corners[index] + offsets[index], clear), vertex(corners[next] + offsets[next], clear)
            )
            vertices += [center, a, b, a, b, c, c, b, d]
        }
    }

    /// Twice the signed area; positive where the corners run clockwise on screen.
    private static func doubleArea(_ corners: [Point]) -> Float {
        zip(corners, corners.dropFirst() + corners.prefix(1)).reduce(0) { area, edge in
            area + edge.0.x * edge.1.y - edge.1.x * edge.0.y
        }
    }

    /// The unit vector to the left of the edge on screen: outwards where the corners run clockwise.
    private static func normal(_ from: Point, _ to: Point) -> Point {
        let along = to - from
        let length = max((along * along).sum().squareRoot(), 1e-6)
        return Point(along.y, -along.x) / length
    }
}
