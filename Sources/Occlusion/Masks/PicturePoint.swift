/// A place on the picture, in pixels of the network's input from the upper left corner: pixel 0 reaches from 0
/// to 1.
public struct PicturePoint: Sendable, Hashable, Codable {
    /// Pixels from the left edge.
    public var x: Double
    /// Pixels from the upper edge.
    public var y: Double

    /// A point at the given place.
    public init(x: Double, y: Double) {
        self.x = x
        self.y = y
    }

    /// Whether both numbers are finite.
    var isFinite: Bool { x.isFinite && y.isFinite }

    /// The point, moved by whole pixels.
    func moved(byX x: Int, y: Int) -> PicturePoint {
        PicturePoint(x: self.x + Double(x), y: self.y + Double(y))
    }
}

extension [PicturePoint] {
    /// The smallest rectangle of whole pixels that reaches `margin` beyond every point; nil where there is none,
    /// or they lie beyond all pictures.
    func bounds(margin: Double = 0) -> PixelRectangle? {
        let (xs, ys) = (map(\.x), map(\.y))
        guard let left = xs.min(), let right = xs.max(), let top = ys.min(), let bottom = ys.max() else {
            return nil
        }
        let edges = [left - margin, top - margin, right + margin, bottom + margin]
        guard edges.allSatisfy({ abs($0) < 1e9 }) else { return nil }
        let (x, y) = (Int(edges[0].rounded(.down)), Int(edges[1].rounded(.down)))
        return PixelRectangle(
            x: x, y: y, width: Swift.max(1, Int(edges[2].rounded(.up)) - x),
            height: Swift.max(1, Int(edges[3].rounded(.up)) - y))
    }
}
