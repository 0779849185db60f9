import Datasets

/// Regions of like colour of a picture, ready to be hidden one by one.
public struct SuperpixelMap: Sendable {
    /// Pixels from left to right.
    public let width: Int
    /// The regions; every pixel of the picture belongs to one.
    public let regions: [PixelRegion]
    private let labels: [Int32]

    /// About `regionCount` regions of `picture`.
    public init(of picture: Picture, regionCount: Int) {
        let (width, height) = (picture.width, picture.height)
        // A grid, until there is a segmentation.
        let side = max(1, Int((Double(width * height) / Double(max(1, regionCount))).squareRoot()))
        let columns = (width + side - 1) / side
        self.width = width
        labels = (0..<height).flatMap { y in (0..<width).map { Int32(y / side * columns + $0 / side) } }
        regions = PixelRegion.regions(
            ofLabels: labels, count: columns * ((height + side - 1) / side), width: width)
    }

    /// The region of the pixel in column `x` and row `y`; nil outside of the picture.
    public func region(x: Int, y: Int) -> Int? {
        guard x >= 0, x < width, y >= 0, y < labels.count / width else { return nil }
        return Int(labels[y * width + x])
    }
}
