import Glibc

/// Probabilities from a network's last numbers, computed in 64 bits.
public enum Softmax {
    /// The exponentials of the logits, divided by their sum.
    public static func probabilities(_ logits: some Collection<Float>) -> [Float] {
        let largest = Double(logits.max() ?? 0)
        let powers = logits.map { exp(Double($0) - largest) }
        let total = powers.reduce(0, +)
        return powers.map { Float($0 / total) }
    }
}
