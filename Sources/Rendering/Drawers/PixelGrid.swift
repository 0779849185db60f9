/// Rectangles on whole pixels, so that their edges are sharp.
enum PixelGrid {
    /// The rectangle in pixels with every edge on the nearest pixel border, at least one pixel wide and high
    /// unless it is empty.
    static func snap(_ rectangle: Rectangle, scale: Float) -> Rectangle {
        let low = (rectangle.origin * scale).rounded(.toNearestOrAwayFromZero)
        var high = ((rectangle.origin + rectangle.size) * scale).rounded(.toNearestOrAwayFromZero)
        if rectangle.width > 0 { high.x = max(high.x, low.x + 1) }
        if rectangle.height > 0 { high.y = max(high.y, low.y + 1) }
        return Rectangle(origin: low, size: high - low)
    }
}
