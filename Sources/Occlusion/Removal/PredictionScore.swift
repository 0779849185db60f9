import Tensors

/// How well somebody foretold which pixels matter.
public struct PredictionScore: Sendable, Hashable {
    /// Marked pixels that are among the map's top tenth, of all that are either, 0...1.
    public let intersectionOverUnion: Float
    /// How many pixels are both marked and among the top tenth.
    public let sharedCount: Int
    /// How many pixels were marked.
    public let markedCount: Int
    /// How many pixels the top tenth has.
    public let topTenthCount: Int

    /// The score of the pixels that `marked` hides, on a map of the same extent.
    public init(marked: Mask, map: Tensor) {
        precondition(
            map.shape == [marked.height, marked.width],
            "a map of \(map.shape) for a mask of \(marked.width) x \(marked.height) pixels")
        let top = Self.topTenth(of: map)
        var shared = marked
        shared.formIntersection(top)
        sharedCount = shared.count
        markedCount = marked.count
        topTenthCount = top.count
        intersectionOverUnion = Float(sharedCount) / Float(markedCount + topTenthCount - sharedCount)
    }

    /// The tenth of the pixels, rounded up, where a map `[height, width]` is largest; of equal ones those with the
    /// lower index.
    public static func topTenth(of map: Tensor) -> Mask {
        let order = PixelOrder(map: map)
        var isTop = [Bool](repeating: false, count: order.pixels.count)
        for pixel in order.pixels.prefix((order.pixels.count + 9) / 10) { isTop[Int(pixel)] = true }
        return Mask(
            width: order.width, height: order.height,
            shape: .region(PixelRegion(width: order.width, height: order.height, mask: isTop)))
    }
}

/// Which place a deletion curve takes among others: 1 is the best, the one of the smallest area.
public struct DeletionRank: Sendable, Hashable {
    /// From 1; curves of the same area share the better place.
    public let place: Int
    /// How many curves are compared, this one among them.
    public let count: Int

    /// The place of the area `own` among `others`, the areas under the deletion curves of other orders.
    public init(of own: Float, among others: [Float]) {
        place = 1 + others.count { $0 < own }
        count = 1 + others.count
    }
}
