import Datasets
import Occlusion

/// The pool's part of `analysis.json`; its keys are a contract.
struct PoolJSON: Encodable {
    struct Variant: Encodable {
        /// In pixels of the network's input.
        let mask: PixelRectangle
        let predicted: Int
        /// Of the corners, in their order.
        let probabilities: [Float]
        let selected: Bool
        let weights: [Double]
        let position: [Double]
        let outside: Double
        let supportVector: Bool
        let decisionValue: Double?
    }
    struct Boundary: Encodable {
        let kind: String
        let supportVectorCount: Int
        let trainingAccuracy: Double?
        let reason: String?
    }
    struct Settings: Encodable {
        let fill: String
        /// Sides of the windows as shares of the input's sides.
        let windowFractions: [Double]
        /// Sides of the windows, in pixels of the network's input: [width, height].
        let windowSizes: [[Int]]
        /// Step as a share of the window's side.
        let strideFraction: Double
        let variantsPerLabel: Int

        init(_ pool: Pool) {
            let sizes = Set(pool.variants.map { [$0.mask.width, $0.mask.height] })
            fill = pool.settings.fill.name
            windowFractions = pool.settings.windowFractions
            windowSizes = sizes.sorted { ($0[0], $0[1]) < ($1[0], $1[1]) }
            strideFraction = pool.settings.strideFraction
            variantsPerLabel = pool.settings.variantsPerLabel
        }
    }

    let settings: Settings
    let original: Int
    let corners: [Int]
    let cornerLabels: [String]
    let cornerMeans: [Double]
    let cornerCarriesLabel: [Bool]
    let remarks: [String]
    let variants: [Variant]
    let boundary: Boundary
    let logitsTensor: String?

    init(_ pool: Pool, labels: Labels, withTensors: Bool) {
        settings = Settings(pool)
        original = pool.original.predicted
        corners = pool.corners.map(\.classIndex)
        cornerLabels = pool.corners.map { labels.name(of: $0.classIndex) }
        cornerMeans = pool.corners.map(\.meanProbability)
        cornerCarriesLabel = pool.corners.map(\.carriesLabel)
        remarks = pool.remarks { labels.name(of: $0) }
        let decisionValues = pool.boundary.decisionValues
        variants = pool.variants.enumerated().map { index, variant in
            Variant(
                mask: variant.mask, predicted: variant.predicted,
                probabilities: variant.cornerProbabilities, selected: variant.isSelected,
                weights: variant.placement.weights, position: variant.placement.position,
                outside: variant.placement.outside, supportVector: variant.isSupportVector,
                decisionValue: decisionValues?[index])
        }
        boundary = Boundary(
            kind: pool.boundary.kind, supportVectorCount: pool.boundary.supportVectors.count,
            trainingAccuracy: pool.boundary.trainingAccuracy, reason: pool.boundary.reason)
        logitsTensor = withTensors ? "tensors/pool-logits.npy" : nil
    }
}
