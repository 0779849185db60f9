import Tensors

extension PixelOrder {
    /// The order that a painted map `[height, width]` gives: its largest number first, as in a map; pixels of 0 or less
    /// are not painted and follow by how far they lie from the others, as after a brush.
    public init(painted map: Tensor) {
        precondition(map.shape.count == 2 && map.count > 0, "an order of \(map.shape)")
        let (height, width) = (map.shape[0], map.shape[1])
        let isPainted = map.values.map { $0 > 0 }
        let paintedCount = isPainted.count { $0 }
        let distances = SquaredDistances.to(isPainted, width: width, height: height)
        var keys = distances.enumerated().map { Self.key(UInt32(paintedCount) + $1, pixel: $0) }
        for (rank, pixel) in PixelOrder(map: map).pixels.prefix(paintedCount).enumerated() {
            keys[Int(pixel)] = Self.key(UInt32(rank), pixel: Int(pixel))
        }
        self.init(width: width, height: height, sorting: keys)
    }
}
