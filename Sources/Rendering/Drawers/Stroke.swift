/// A line as triangles, in pixels: mitred joins, but where it turns back, and edges that fade over one pixel.
///
/// Across the line lie four rails: transparent, full, full, transparent. A rail of one pixel's fade gives the
/// same smooth edge with and without multisampling. Horizontal and vertical parts are moved by less than a
/// pixel so that their edges fall between pixels.
struct Stroke {
    /// The corners in pixels, with the depth (-1...1) that each keeps.
    var points: [Vector3]
    /// The width, in pixels.
    var width: Float
    /// The colour.
    var color: Color
    /// Whether the last corner is joined to the first.
    var isClosed = false

    private static let straightness: Float = 0.02
    private static let longestMitre: Float = 4

    /// Appends the line's triangles.
    func append(to vertices: inout [WorldVertex]) {
        let corners = aligned
        guard corners.count > 1, width > 0, color.alpha > 0 else { return }
        let half = (isUpright(corners) ? max(width.rounded(), 1) : width) / 2
        let outer = half + 0.5
        let inner = max(half - 0.5, 0)
        let full = color.opacity(min(width, 1))
        let rails: [(offset: Float, color: Color)] =
            inner > 0
            ? [(-outer, full.opacity(0)), (-inner, full), (inner, full), (outer, full.opacity(0))]
            : [(-outer, full.opacity(0)), (Float(0), full), (outer, full.opacity(0))]
        append(withEnds(corners), rails, to: &vertices)
    }

    /// Appends the strips between neighbouring rails.
    private func append(
        _ corners: [Vector3], _ rails: [(offset: Float, color: Color)], to vertices: inout [WorldVertex]
    ) {
        let sides = mitres(corners)
        let segments = isClosed ? corners.count : corners.count - 1
        for segment in 0..<segments {
            let next = (segment + 1) % corners.count
            for (left, right) in zip(rails, rails.dropFirst()) {
                func vertex(
                    _ corner: Int, _ side: Point, _ rail: (offset: Float, color: Color)
                ) -> WorldVertex {
                    let side = side * rail.offset
                    let isEnd = !isClosed && (corner == 0 || corner == corners.count - 1)
                    return WorldVertex(
                        corners[corner] + Vector3(side.x, side.y, 0),
                        isEnd ? rail.color.opacity(0) : rail.color)
                }
                let (start, end) = (sides[segment].leaving, sides[next].arriving)
                let (a, b) = (vertex(segment, start, left), vertex(next, end, left))
                let (c, d) = (vertex(segment, start, right), vertex(next, end, right))
                vertices += [a, b, c, c, b, d]
            }
        }
    }

    /// The corners as they are drawn: without repetitions, horizontal and vertical parts on whole pixels.
    var aligned: [Vector3] { snapped(distinct()) }

    /// The corners without immediate repetitions.
    private func distinct() -> [Vector3] {
        var kept: [Vector3] = []
        kept.reserveCapacity(points.count)
        for point in points where kept.last.map({ isApart($0, point) }) ?? true { kept.append(point) }
        if isClosed, kept.count > 1, !isApart(kept[0], kept[kept.count - 1]) { kept.removeLast() }
        return kept
    }

    /// An open line's corners with each end replaced by two places, half a pixel before and behind it.
    private func withEnds(_ corners: [Vector3]) -> [Vector3] {
        guard !isClosed, let first = corners.first, let last = corners.last else { return corners }
        func step(_ from: Vector3, _ to: Vector3) -> Vector3 {
            let along = to - from
            let length = max((along.x * along.x + along.y * along.y).squareRoot(), 1e-6)
            return along * (min(0.5, length / 3) / length)
        }
        let inward = step(first, corners[1])
        let outward = step(last, corners[corners.count - 2])
        return [first - inward, first + inward] + corners[1..<(corners.count - 1)]
            + [last + outward, last - outward]
    }

    private func isApart(_ a: Vector3, _ b: Vector3) -> Bool {
        let offset = a - b
        return offset.x * offset.x + offset.y * offset.y > 1e-4
    }

    /// Whether every part is horizontal or vertical.
    private func isUpright(_ corners: [Vector3]) -> Bool {
        let count = isClosed ? corners.count : corners.count - 1
        return (0..<count).allSatisfy { index in
            let offset = corners[(index + 1) % corners.count] - corners[index]
            return min(abs(offset.x), abs(offset.y)) < Self.straightness
        }
    }

    /// Corners of horizontal and vertical parts on the grid that makes both edges of the line sharp.
    private func snapped(_ corners: [Vector3]) -> [Vector3] {
        guard corners.count > 1 else { return corners }
        let shift: Float = Int(max(width.rounded(), 1)) % 2 == 1 ? 0.5 : 0
        func onGrid(_ value: Float) -> Float { (value - shift).rounded() + shift }
        var result = corners
        for index in 0..<(isClosed ? corners.count : corners.count - 1) {
            let next = (index + 1) % corners.count
            let offset = corners[next] - corners[index]
            if abs(offset.y) < Self.straightness {
                let y = onGrid(corners[index].y)
                result[index].y = y
                result[next].y = y
            } else if abs(offset.x) < Self.straightness {
                let x = onGrid(corners[index].x)
                result[index].x = x
                result[next].x = x
            }
        }
        return result
    }

    /// For each corner the vector to one side of the line, as long as the mitre of a line of half width 1. Where the
    /// line turns back, its two parts end there, each at its own right angle: a mitre would leave them no width.
    private func mitres(_ corners: [Vector3]) -> [(arriving: Point, leaving: Point)] {
        let count = corners.count
        func normal(_ from: Int, _ to: Int) -> Point {
            let along = corners[to] - corners[from]
            let length = max((along.x * along.x + along.y * along.y).squareRoot(), 1e-6)
            return Point(-along.y, along.x) / length
        }
        return (0..<count).map { index in
            let before = index > 0 || isClosed ? normal((index + count - 1) % count, index) : nil
            let after = index + 1 < count || isClosed ? normal(index, (index + 1) % count) : nil
            guard let before, let after else {
                let side = before ?? after ?? .zero
                return (side, side)
            }
            let sum = before + after
            let length = (sum * sum).sum()
            guard length > 4 / (Self.longestMitre * Self.longestMitre) else { return (before, after) }
            let side = sum * (2 / length)
            return (side, side)
        }
    }
}

extension Polyline {
    /// The parts between the gaps of the dash pattern, or the whole line where there is none.
    func dashed() -> [[Point]] {
        let period = dashes.reduce(0, +)
        let closed = isClosed ? points + points.prefix(1) : points
        guard period > 0, closed.count > 1 else { return [closed] }
        var parts: [[Point]] = []
        var current: [Point] = [closed[0]]
        var dash = 0
        var left = dashes[0]
        for (start, end) in zip(closed, closed.dropFirst()) {
            let along = end - start
            let length = (along * along).sum().squareRoot()
            var done: Float = 0
            while length - done > left {
                done += left
                let cut = start + along * (done / length)
                if dash % 2 == 0 {
                    parts.append(current + [cut])
                    current = []
                } else {
                    current = [cut]
                }
                dash = (dash + 1) % (dashes.count % 2 == 0 ? dashes.count : 2 * dashes.count)
                left = max(dashes[dash % dashes.count], 0.01)
            }
            left -= length - done
            if dash % 2 == 0 { current.append(end) }
        }
        if current.count > 1 { parts.append(current) }
        return parts
    }
}
