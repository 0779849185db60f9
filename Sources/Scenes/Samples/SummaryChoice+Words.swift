import Analysis
import Inference
import Samples

extension SummaryChoice {
    /// The summaries in the order of the panel.
    public static let kinds: [SummaryKind] = [.otsu, .l2, .mean, .max]

    /// The sides of the non-linearity in the order of the panel: before, after.
    public static let sides: [LayerSide] = [.before, .after]

    /// As in "sum above Otsu".
    public var words: String {
        let kind =
            switch kind {
            case .otsu: "sum above Otsu"
            case .l2: "L2 norm"
            case .mean: "mean"
            case .max: "maximum"
            }
        return side == .before ? kind : kind + ", after"
    }
}

extension SummaryKind {
    /// What a button says.
    public var title: String {
        switch self {
        case .otsu: "Otsu"
        case .l2: "L2"
        case .mean: "Mean"
        case .max: "Max"
        }
    }
}
