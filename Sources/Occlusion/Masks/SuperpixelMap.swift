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
        self.init(Superpixels(of: picture, regionCount: regionCount))
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

extension Superpixels {
    /// About `regionCount` regions of `picture`.
    public init(of picture: Picture, regionCount: Int) {
        var image = Tensor(uninitialized: [3, picture.height, picture.width])
        let count = picture.width * picture.height
        image.withMutableValues { values in
            for (index, level) in picture.pixels.enumerated() {
                values[index % 3 * count + index / 3] = Float(level) / 255
            }
        }
        self.init(image: image, regionCount: regionCount)
    }
}
