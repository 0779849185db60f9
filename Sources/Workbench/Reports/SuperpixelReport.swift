import Analysis
import Datasets
import Occlusion
import Tensors

/// The picture that is fed, divided into superpixels: `superpixels.npy` and a picture with their outlines.
struct SuperpixelReport: Sendable {
    private let superpixels: Superpixels
    private let picture: Picture
    private let wantedCount: Int

    /// About `count` superpixels of `picture`.
    init(of picture: Picture, count: Int) {
        self.picture = picture
        wantedCount = count
        superpixels = Superpixels(of: picture, regionCount: count)
    }

    /// Writes both files.
    func write(to output: OutputFolder) throws {
        let labels = IntegerTensor(
            shape: [superpixels.height, superpixels.width], values: superpixels.labels.map { Int($0) })
        try output.write(.integer(labels), "superpixels.npy")
        try output.write(outlined, "superpixels.png")
    }

    /// The superpixels' part of `analysis.json`.
    var json: SuperpixelJSON { SuperpixelJSON(wanted: wantedCount, count: superpixels.count) }

    /// The picture, its pixels made larger, with a light line on a dark one between the regions.
    var outlined: Picture {
        let factor = max(3, 768 / max(picture.width, picture.height))
        let (width, height) = (picture.width * factor, picture.height * factor)
        var pixels: [UInt8] = []
        pixels.reserveCapacity(width * height * 3)
        for y in 0..<height {
            for x in 0..<width {
                let color = picture[x / factor, y / factor]
                let own = superpixels.region(x: x / factor, y: y / factor)
                let isDark =
                    superpixels.region(x: (x + 1) / factor, y: y / factor) ?? own != own
                    || superpixels.region(x: x / factor, y: (y + 1) / factor) ?? own != own
                let isLight =
                    x > 0 && superpixels.region(x: (x - 1) / factor, y: y / factor) != own
                    || y > 0 && superpixels.region(x: x / factor, y: (y - 1) / factor) != own
                switch (isDark, isLight) {
                case (true, _): pixels += [0, 0, 0]
                case (false, true): pixels += [255, 255, 255]
                default: pixels += [color.red, color.green, color.blue]
                }
            }
        }
        return Picture(width: width, height: height, pixels: pixels)
    }
}

/// The superpixels' part of `analysis.json`; its keys are a contract.
struct SuperpixelJSON: Encodable {
    /// How many were asked for.
    let wanted: Int
    /// How many there are, numbered from 0.
    let count: Int
    let method = "SLIC, compactness 10, without blur"
    let labels = "superpixels.npy"
    let picture = "superpixels.png"
}
