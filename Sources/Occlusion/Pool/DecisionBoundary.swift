import Analysis

/// The boundary between the variants that keep the original's label and those that change it.
///
/// A linear C-SVC with C = 1 on the standardised logits of the whole pool: false where the variant keeps the
/// label of the original, true otherwise. Its support vectors are the variants nearest to changing sides.
/// Source: Fatemi Pour 2022, chapter 4.
public enum DecisionBoundary: Sendable, Equatable {
    /// A boundary with the standardisation of the logits that it was found under.
    case svm(LinearSVM, Standardisation)
    /// All variants are of one kind; `reason` is the sentence that says which.
    case none(reason: String)

    /// The boundary of a pool of at least one variant.
    ///
    /// - Parameters:
    ///   - logits: one finite row a variant.
    ///   - keepsLabel: whether the variant keeps the original's label.
    public init(logits: [[Float]], keepsLabel: [Bool]) {
        let rows = logits.map { $0.map(Double.init) }
        let standardisation = Standardisation(of: rows)
        let standardised = rows.map(standardisation.applied)
        if let machine = LinearSVM.train(rows: standardised, isPositive: keepsLabel.map { !$0 }) {
            self = .svm(machine, standardisation)
        } else {
            let verb = keepsLabel.first == true ? "keeps" : "changes"
            self = .none(reason: "No boundary: every mask \(verb) the label.")
        }
    }

    /// `svm` or `none`, as in files.
    public var kind: String {
        switch self {
        case .svm: "svm"
        case .none: "none"
        }
    }

    /// The sentence that says why there is no boundary; nil where there is one.
    public var reason: String? {
        guard case .none(let reason) = self else { return nil }
        return reason
    }

    /// The variants that hold the boundary in place, ascending; none without a boundary.
    public var supportVectors: [Int] { machine?.supportVectors ?? [] }

    /// The share of the variants on their own side, 0...1; nil without a boundary.
    public var trainingAccuracy: Double? { machine?.trainingAccuracy }

    /// For every variant its side and how deep: positive where labels change; nil without a boundary.
    public var decisionValues: [Double]? { machine?.decisionValues }

    private var machine: LinearSVM? {
        guard case .svm(let machine, _) = self else { return nil }
        return machine
    }
}
