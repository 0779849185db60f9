extension PixelOrder {
    /// The marked pixels in the order of the hand, then the others by how far they lie from those (Euclidean, between
    /// centres), of equally far ones that with the lower index.
    public init(marked: MarkedPixels) {
        var ranks = [UInt32](repeating: .max, count: marked.width * marked.height)
        for (rank, pixel) in marked.order.enumerated() { ranks[Int(pixel)] = UInt32(rank) }
        let distances = SquaredDistances.to(
            ranks.map { $0 != .max }, width: marked.width, height: marked.height)
        let count = UInt32(marked.order.count)
        let keys = ranks.indices.map { pixel in
            Self.key(ranks[pixel] == .max ? count + distances[pixel] : ranks[pixel], pixel: pixel)
        }
        self.init(width: marked.width, height: marked.height, sorting: keys)
    }
}
