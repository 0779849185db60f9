extension PixelOrder {
    /// An order that knows nothing: random rectangles, one after the other, as a hand might mark them; what none
    /// of them covers comes last.
    ///
    /// Rectangles and not single pixels, since scattered pixels destroy every drawing at once, and no marked region
    /// could compare with that. Sides are an eighth to a half of the picture's.
    public init(width: Int, height: Int, using generator: inout some RandomNumberGenerator) {
        precondition(width > 0 && height > 0, "an order of \(width) x \(height) pixels")
        var ranks = [UInt32](repeating: .max, count: width * height)
        var remaining = width * height
        for rank in 0..<UInt32(200) where remaining > 0 {
            let columns = Self.randomRange(in: width, using: &generator)
            let rows = Self.randomRange(in: height, using: &generator)
            for y in rows {
                for x in columns where ranks[y * width + x] == .max {
                    ranks[y * width + x] = rank
                    remaining -= 1
                }
            }
        }
        self.init(width: width, height: height, sorting: ranks.enumerated().map { Self.key($1, pixel: $0) })
    }

    private static func randomRange(
        in extent: Int, using generator: inout some RandomNumberGenerator
    ) -> Range<Int> {
        let length = Int.random(in: max(1, extent / 8)...max(1, extent / 2), using: &generator)
        let start = Int.random(in: 0...extent - length, using: &generator)
        return start..<start + length
    }
}
