import Tensors

/// The generator of the program's own noise serves the tests too.
public typealias SplitMix = SplitMix64

extension SplitMix64 {
    /// The next number in `range`.
    public mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }
}
