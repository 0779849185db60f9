/// By which number a feature map says how strongly it responds (Rahat-uz-Zaman et al. 2026, section V-C).
///
/// All work on magnitudes |I|, so that what excites and what inhibits do not cancel out.
public enum SummaryKind: String, Sendable, CaseIterable, Codable {
    /// The sum of the magnitudes above Otsu's threshold of them; the paper's default, and ours.
    case otsu
    /// The L2 norm.
    case l2
    /// The mean magnitude.
    case mean
    /// The largest magnitude.
    case max

    /// The row of this summary where all four lie below each other.
    public var row: Int {
        switch self {
        case .otsu: 0
        case .l2: 1
        case .mean: 2
        case .max: 3
        }
    }
}
