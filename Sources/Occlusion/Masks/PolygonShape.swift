/// The inside of a closed line through corners: the pixels from whose centres a ray crosses the line an odd number
/// of times, so that parts which the line encloses twice are outside.
public struct PolygonShape: Sendable, Hashable, Codable {
    /// The corners in order; the last one is joined to the first. Fewer than three cover nothing.
    public var corners: [PicturePoint]

    /// A polygon of the given corners.
    public init(corners: [PicturePoint]) { self.corners = corners }

    /// Whether the centre of the pixel in column `x` and row `y` is inside.
    public func contains(x: Int, y: Int) -> Bool {
        crossings(ofRow: y).count { $0 > Double(x) + 0.5 } % 2 == 1
    }

    /// The smallest rectangle of whole pixels that holds the corners.
    var bounds: PixelRectangle? { corners.bounds() }

    /// The polygon, moved by whole pixels.
    func moved(byX x: Int, y: Int) -> PolygonShape {
        PolygonShape(corners: corners.map { $0.moved(byX: x, y: y) })
    }

    /// The polygon stretched from its bounds to `place`.
    func resized(to place: PixelRectangle) -> PolygonShape {
        guard let bounds else { return self }
        let scale = (
            x: Double(place.width) / Double(bounds.width), y: Double(place.height) / Double(bounds.height)
        )
        return PolygonShape(
            corners: corners.map {
                PicturePoint(
                    x: Double(place.x) + ($0.x - Double(bounds.x)) * scale.x,
                    y: Double(place.y) + ($0.y - Double(bounds.y)) * scale.y)
            })
    }

    /// Calls `body` with the inside pixels of every row of a picture of `width` x `height` pixels.
    func forEachRun(width: Int, height: Int, _ body: (_ y: Int, _ columns: Range<Int>) -> Void) {
        guard let rows = bounds?.clipped(toWidth: width, height: height).rows else { return }
        for y in rows {
            let crossings = crossings(ofRow: y).sorted()
            for pair in stride(from: 0, to: crossings.count - 1, by: 2) {
                let first = firstPixel(behind: crossings[pair], limit: width)
                let end = firstPixel(behind: crossings[pair + 1], limit: width)
                if first < end { body(y, first..<end) }
            }
        }
    }

    /// The leftmost column whose centre does not lie left of a crossing.
    private func firstPixel(behind crossing: Double, limit: Int) -> Int {
        Int(min(max((crossing - 0.5).rounded(.up), 0), Double(limit)))
    }

    /// Where the line crosses the middle of a row.
    private func crossings(ofRow row: Int) -> [Double] {
        guard corners.count > 2, corners.allSatisfy(\.isFinite) else { return [] }
        let y = Double(row) + 0.5
        var crossings: [Double] = []
        var start = corners[corners.count - 1]
        for end in corners {
            if (start.y <= y) != (end.y <= y) {
                // Always from above, so that polygons on both sides of an edge agree about it.
                let (top, bottom) = start.y < end.y ? (start, end) : (end, start)
                crossings.append(top.x + (y - top.y) / (bottom.y - top.y) * (bottom.x - top.x))
            }
            start = end
        }
        return crossings
    }
}
