import Tensors

/// How far a computed number may lie from its oracle, relative to the largest number of the oracle (at least 1).
public enum Tolerance: Float, Sendable {
    /// Not at all: the same operations in the same order.
    case exact = 0
    /// A handful of roundings: sums of up to some thousand products in another order.
    case close = 1e-5
    /// Roundings that have gone through a whole network.
    case approximate = 1e-3

    /// Nil where `actual` matches `expected`; else a sentence that says where the two differ most.
    public func mismatch(_ actual: Tensor, _ expected: Tensor) -> String? {
        guard actual.shape == expected.shape else {
            return "shape \(actual.shape) instead of \(expected.shape)"
        }
        return mismatch(actual.values, expected.values)
    }

    /// Nil where `actual` matches `expected`; else a sentence that says where the two differ most.
    public func mismatch(_ actual: [Float], _ expected: [Float]) -> String? {
        guard actual.count == expected.count else {
            return "\(actual.count) numbers instead of \(expected.count)"
        }
        let scale = max(1, expected.map(abs).filter(\.isFinite).max() ?? 1)
        var worst: (index: Int, difference: Float) = (0, 0)
        for (index, (a, b)) in zip(actual, expected).enumerated() where a != b {
            let difference = abs(a - b)
            if difference.isNaN { return "\(a) instead of \(b) at \(index)" }
            if difference > worst.difference { worst = (index, difference) }
        }
        guard worst.difference > rawValue * scale else { return nil }
        return "\(actual[worst.index]) instead of \(expected[worst.index]) at \(worst.index), "
            + "more than \(rawValue) of \(scale)"
    }
}
