import Analysis
import Datasets
import Tensors

/// Regions of like colour of a picture, ready to be hidden one by one.
public struct SuperpixelMap: Sendable {
    /// Pixels from left to right.
    public let width: Int
    /// The regions; every pixel of the picture belongs to one.
    public let regions: [PixelRegion]
    private let labels: [Int32]

    /// About `regionCount` regions of `picture`; takes a while, see `Superpixels`.
    public init(of picture: Picture, regionCount: Int) {
        let (width, height) = (picture.width, picture.height)
        let image = Tensor(
            shape: [3, height, width],
            values: (0..<3).flatMap { channel in
                stride(from: channel, to: picture.pixels.count, by: 3).map { Float(picture.pixels[$0]) / 255 }
            })
        self.init(Superpixels(image: image, regionCount: regionCount))
    }

    /// The regions of superpixels that are known already.
    public init(_ superpixels: Superpixels) {
        self.init(labels: superpixels.labels, width: superpixels.width, count: superpixels.count)
    }

    /// The regions of labels 0..<count, one a pixel, row after row of `width`.
    public init(labels: [Int32], width: Int, count: Int) {
        self.labels = labels
        self.width = width
        regions = PixelRegion.regions(ofLabels: labels, count: count, width: width)
    }

    /// The region of the pixel in column `x` and row `y`; nil outside of the picture.
    public func region(x: Int, y: Int) -> Int? {
        guard x >= 0, x < width, y >= 0, y < labels.count / width else { return nil }
        return Int(labels[y * width + x])
    }
}
