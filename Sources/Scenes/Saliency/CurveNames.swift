import Rendering

/// Where the names of curves stand: each beside its own curve and away from the others.
struct CurveNames {
    /// The curves, from left to right.
    let lines: [[Point]]
    /// The widths of their names.
    let widths: [Float]
    /// What the names must not leave.
    let bounds: Rectangle

    private static let height: Float = 17

    /// A place for every name; nil where each would cover a curve or another name.
    var places: [Rectangle?] {
        var taken: [Rectangle] = []
        return lines.indices.map { curve in
            let free = candidates(for: curve).filter { place in !taken.contains { $0.intersects(place) } }
            let rated = free.map { (place: $0, rating: rating(of: $0, for: curve)) }
            guard let best = rated.max(by: { $0.rating < $1.rating }), best.rating > -100 else { return nil }
            taken.append(best.place)
            return best.place
        }
    }

    /// Above and below the curve, at many places along it.
    private func candidates(for curve: Int) -> [Rectangle] {
        stride(from: Float(0.04), through: 0.96, by: 0.04).flatMap { share -> [Rectangle] in
            let middle = bounds.minX + share * bounds.width
            let x = min(max(middle - widths[curve] / 2, bounds.minX + 4), bounds.maxX - widths[curve] - 4)
            let heights = self.heights(of: curve, from: x, to: x + widths[curve])
            guard let low = heights.max(), let high = heights.min() else { return [] }
            return [high - 5 - Self.height, low + 5].map {
                Rectangle(x: x, y: $0, width: widths[curve], height: Self.height)
            }.filter { $0.minY >= bounds.minY && $0.maxY <= bounds.maxY }
        }
    }

    /// How far from the other curves, and how near its own, a name would stand; below -100: it covers one.
    private func rating(of place: Rectangle, for curve: Int) -> Float {
        var distance: Float = 30
        for other in lines.indices {
            let heights = heights(of: other, from: place.minX - 4, to: place.maxX + 4)
            // Between two points a steep curve crosses what both of them lie beside.
            for (start, end) in zip(heights, heights.dropFirst()) {
                let gap = max(place.minY - max(start, end), min(start, end) - place.maxY)
                if gap < 1 { return -1000 }
                if other != curve { distance = min(distance, gap) }
            }
        }
        let own = heights(of: curve, from: place.minX, to: place.maxX).map {
            max(place.minY - $0, $0 - place.maxY)
        }
        return distance - 0.5 * (own.max() ?? 0)
    }

    /// Where a curve lies between two places, from left to right: its points there, and its values at both ends.
    private func heights(of curve: Int, from left: Float, to right: Float) -> [Float] {
        let line = lines[curve]
        return [height(of: line, at: left)].compactMap(\.self)
            + line.filter { $0.x > left && $0.x < right }.map(\.y)
            + [height(of: line, at: right)].compactMap(\.self)
    }

    private func height(of line: [Point], at x: Float) -> Float? {
        for (start, end) in zip(line, line.dropFirst()) where start.x <= x && x <= end.x {
            return start.y + (end.y - start.y) * (x - start.x) / max(end.x - start.x, 1e-6)
        }
        return nil
    }
}
