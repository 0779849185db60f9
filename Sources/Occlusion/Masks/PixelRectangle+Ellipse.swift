/// The ellipse that touches the four sides of a rectangle of pixels: the pixels whose centres lie in it.
extension PixelRectangle {
    /// Whether the pixel in column `x` and row `y` has its centre in the ellipse.
    func ellipseContains(x: Int, y: Int) -> Bool {
        guard contains(x: x, y: y) else { return false }
        // Whole numbers as long as rectangles have less than eight thousand pixels a side.
        let (width, height) = (Double(width), Double(height))
        let across = (2 * (Double(x) - Double(self.x)) + 1 - width) * height
        let along = (2 * (Double(y) - Double(self.y)) + 1 - height) * width
        return across * across + along * along <= width * height * width * height
    }

    /// Calls `body` with the ellipse's pixels in every row of a picture of `width` x `height` pixels.
    func forEachEllipseRun(width: Int, height: Int, _ body: (_ y: Int, _ columns: Range<Int>) -> Void) {
        let inside = clipped(toWidth: width, height: height)
        for y in inside.rows {
            let columns = inside.columns
            guard let first = columns.first(where: { ellipseContains(x: $0, y: y) }),
                let last = columns.last(where: { ellipseContains(x: $0, y: y) })
            else { continue }
            body(y, first..<last + 1)
        }
    }
}

extension PixelRectangle {
    /// The rectangle, `x` pixels further to the right and `y` further down.
    public func moved(byX x: Int, y: Int) -> PixelRectangle {
        PixelRectangle(x: self.x &+ x, y: self.y &+ y, width: width, height: height)
    }
}
