import Datasets
import Foundation
import Occlusion
import Tensors

/// Deletion and insertion in an order that somebody painted: `order-curves.csv`, and how it compares with the map.
public struct OrderReport: Sendable {
    /// The class that is followed.
    public let classIndex: Int
    /// Its label.
    public let label: String
    /// The curves.
    public let curves: RemovalCurves
    private let file: URL
    private let markedCount: Int
    private let score: PredictionScore?

    /// The curves of the order in a picture file, stretched over the network's input: bright pixels first, then the
    /// black ones by their distance from the others.
    ///
    /// - Parameters:
    ///   - map: the occlusion map of the class, where there is one.
    ///   - progress: told how many of the curves' pictures are done.
    /// - Throws: `PictureError`, `RequestError.emptyOrderPicture`.
    init(
        from url: URL, classIndex: Int, _ network: LoadedNetwork, _ picture: Picture, fill: Fill,
        map: Tensor?,
        progress: (Int, Int) -> Void
    ) throws {
        let levels = try PictureFile.read(url).resized(
            toWidth: picture.width, height: picture.height, by: .nearest
        ).levels
        let marked = levels.values.map { $0 > 0 }
        guard marked.contains(true) else { throw RequestError.emptyOrderPicture(url.lastPathComponent) }
        let region = PixelRegion(width: picture.width, height: picture.height, mask: marked)
        let mask = Mask(width: picture.width, height: picture.height, shape: .region(region))
        file = url
        self.classIndex = classIndex
        label = network.labels.name(of: classIndex)
        markedCount = mask.count
        score = map.map { PredictionScore(marked: mask, map: $0) }
        curves = try network.makeRemovalCurves(
            of: picture, order: PixelOrder(painted: levels), classIndex: classIndex, fill: fill,
            progress: progress)
    }

    /// Writes the curves.
    func write(to output: OutputFolder) throws {
        try output.write(.curves(curves, named: "order-curves"))
    }

    /// The order's part of `analysis.json`.
    func json(drawings: [String]) -> OrderJSON {
        OrderJSON(
            orderPicture: file.path, class: OrderJSON.Class(index: classIndex, label: label),
            picture: drawings.contains("order-curves.png") ? "order-curves.png" : nil,
            fill: curves.fill.name, steps: curves.shares.count - 1, deletionArea: curves.deletionArea,
            insertionArea: curves.insertionArea, markedPixels: markedCount,
            intersectionOverUnion: score?.intersectionOverUnion)
    }
}

/// A painted order in `analysis.json`; its keys are a contract.
struct OrderJSON: Encodable {
    struct Class: Encodable {
        let index: Int
        let label: String
    }
    let orderPicture: String
    let `class`: Class
    let file = "order-curves.csv"
    let picture: String?
    let order =
        "bright pixels first, of equal ones that with the lower index; then black ones by their distance"
    let fill: String
    let steps: Int
    let deletionArea: Float
    let insertionArea: Float
    /// Pixels that are not black.
    let markedPixels: Int
    /// Of the marked pixels with the top tenth of the occlusion map; absent without a pool.
    let intersectionOverUnion: Float?
}

extension Picture {
    /// The luma after ITU-R 601, rounded, 0...255, `[height, width]`.
    fileprivate var levels: Tensor {
        let levels = stride(from: 0, to: pixels.count, by: 3).map { start in
            let weighed =
                299 * Int(pixels[start]) + 587 * Int(pixels[start + 1]) + 114 * Int(pixels[start + 2])
            return Float((weighed + 500) / 1000)
        }
        return Tensor(shape: [height, width], values: levels)
    }
}
