import Tensors

/// Regions of similar colour and similar size that cover a picture: what a person can mask with one click.
///
/// SLIC: pixels are clustered by colour (CIELAB) and place, each cluster looking only around its centre, then pieces
/// that do not hang together are joined to a neighbour. Made to agree with scikit-image's `slic`, to the label,
/// except where two centres are equally near and the last bit of a colour decides, as in stripes and flat grounds.
/// Source: R. Achanta et al., "SLIC superpixels compared to state-of-the-art superpixel methods", 2012.
public struct Superpixels: Sendable, Equatable {
    /// The region of every pixel, 0..<`count`, `[height, width]`, row-major.
    public let labels: [Int32]
    /// Pixels from left to right.
    public let width: Int
    /// Pixels from top to bottom.
    public let height: Int
    /// How many regions there are.
    public let count: Int

    /// The regions of a picture.
    ///
    /// - Parameters:
    ///   - image: red, green and blue, 0...1, `[3, height, width]`, at least one pixel.
    ///   - regionCount: about how many regions are wanted, at least 1; what comes out may be some fewer or more.
    ///   - compactness: how much place weighs against colour: the more, the squarer the regions. Above 0.
    /// - Complexity: some tens of milliseconds for 224 x 224 pixels, whatever the number of regions.
    public init(image: Tensor, regionCount: Int, compactness: Float = 10) {
        precondition(image.shape.count == 3 && image.shape[0] == 3, "superpixels of \(image.shape)")
        precondition(compactness > 0, "a compactness of \(compactness)")
        (height, width) = (image.shape[1], image.shape[2])
        precondition(width > 0 && height > 0, "superpixels of \(width) x \(height) pixels")
        let grid = CentreGrid(width: width, height: height, count: max(1, regionCount))
        var clustering = SuperpixelClustering(
            colors: LabColors(image, scale: 1 / Double(compactness)), grid: grid)
        for _ in 0..<10 { clustering.step() }
        let pixelsPerCentre = Double(width * height) / Double(grid.count)
        labels = ConnectedRegions.labels(
            of: clustering.nearest, width: width, height: height, leastSize: Int(0.5 * pixelsPerCentre),
            mostSize: Int(3 * pixelsPerCentre))
        count = Int(labels.max() ?? 0) + 1
    }

    /// The region that the pixel in column `x` and row `y` belongs to; nil outside the picture.
    public func region(x: Int, y: Int) -> Int? {
        guard x >= 0, x < width, y >= 0, y < height else { return nil }
        return Int(labels[y * width + x])
    }

    /// For every pixel, row-major, whether it belongs to `region`.
    public func mask(of region: Int) -> [Bool] { labels.map { $0 == region } }

    /// For every pixel, row-major, whether its right or its lower neighbour belongs to another region.
    public var outlines: [Bool] {
        labels.indices.map { pixel in
            let isLastColumn = pixel % width == width - 1
            let isLastRow = pixel / width == height - 1
            return !isLastColumn && labels[pixel + 1] != labels[pixel]
                || !isLastRow && labels[pixel + width] != labels[pixel]
        }
    }
}
