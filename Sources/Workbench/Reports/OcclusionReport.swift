import Datasets
import Foundation
import Occlusion
import Tensors

/// What the pool says about one class: the occlusion map, and the curves of the order that it gives.
public struct OcclusionReport: Sendable {
    /// The class.
    public let classIndex: Int
    /// Its label.
    public let label: String
    /// What was run.
    public let pool: Pool
    /// What the class's probability loses where a pixel is hidden, -1...1, `[height, width]`.
    public let map: Tensor
    /// Deletion and insertion in the map's order.
    public let curves: RemovalCurves

    /// The map of a class, and its curves, for which `network` runs over some more pictures.
    ///
    /// - Parameters:
    ///   - classIndex: nil: the original's answer.
    ///   - progress: told how many of the curves' pictures are done.
    init(
        of pool: Pool, classIndex: Int?, _ network: LoadedNetwork, _ picture: Picture,
        progress: (Int, Int) -> Void
    ) throws {
        let index = classIndex ?? pool.original.predicted
        self.pool = pool
        self.classIndex = index
        label = network.labels.name(of: index)
        map = pool.occlusionMap(of: index)
        curves = try network.makeRemovalCurves(
            of: picture, order: PixelOrder(map: map), classIndex: index, fill: pool.settings.fill,
            progress: progress)
    }

    /// Writes `occlusion.npy`, `curves.csv` and at last `occlusion.json`.
    ///
    /// - Parameter pictures: the names of the drawn pictures that are there already.
    func write(to output: OutputFolder, beside pictures: Set<String>) throws {
        try output.write(map, "occlusion.npy")
        try output.write(.curves(curves))
        try output.write(json: OcclusionJSON(self, pictures: pictures), "occlusion.json")
    }
}

/// The shape of `occlusion.json`; its keys are a contract.
struct OcclusionJSON: Encodable {
    struct Class: Encodable {
        let index: Int
        let label: String
        /// The unmasked picture's.
        let probability: Float
        /// Whether it is the network's answer to the unmasked picture.
        let isAnswer: Bool
    }
    struct Curves: Encodable {
        let file = "curves.csv"
        let picture: String?
        let fill: String
        let fillSeed: UInt64?
        let steps: Int
        let order =
            "the map's largest number first, of equal ones the pixel with the lower index, row x width + column"
        let hiddenPixels = "round(step x pixels / steps), a half up"
        let deletionArea: Float
        let insertionArea: Float
    }

    let `class`: Class
    let width: Int
    let height: Int
    let units = "pixels of the network's input"
    let map = "occlusion.npy"
    let mapShape: [Int]
    let meaning =
        "what the probability of the class loses, mean over the windows that cover a pixel; 0 where none does"
    let lowest: Float
    let highest: Float
    let picture: String?
    let windowCount: Int
    let settings: PoolJSON.Settings
    let curves: Curves

    init(_ report: OcclusionReport, pictures: Set<String>) {
        let pool = report.pool
        `class` = Class(
            index: report.classIndex, label: report.label,
            probability: pool.original.probabilities[report.classIndex],
            isAnswer: report.classIndex == pool.original.predicted)
        (width, height, mapShape) = (pool.width, pool.height, report.map.shape)
        let values = report.map.values
        (lowest, highest) = (values.min() ?? 0, values.max() ?? 0)
        picture = pictures.contains("occlusion.png") ? "occlusion.png" : nil
        windowCount = pool.variants.count
        settings = PoolJSON.Settings(pool)
        curves = Curves(
            picture: pictures.contains("curves.png") ? "curves.png" : nil, fill: report.curves.fill.name,
            fillSeed: report.curves.fill.seed, steps: report.curves.shares.count - 1,
            deletionArea: report.curves.deletionArea, insertionArea: report.curves.insertionArea)
    }
}
