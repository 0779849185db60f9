import Tensors

extension Tensor {
    /// Numbers between -1 and 1 that depend on the seed and the shape's count alone.
    ///
    /// Source of the generator: Steele, Lea and Flood 2014 (SplitMix).
    public static func random(_ shape: [Int], seed: UInt64 = 1) -> Tensor {
        var state = seed &* 0x9E37_79B9_7F4A_7C15
        let values = (0..<shape.reduce(1, *)).map { _ in
            state &+= 0x9E37_79B9_7F4A_7C15
            var bits = state
            bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
            bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
            bits ^= bits >> 31
            return Float(bits >> 40) / Float(1 << 23) - 1
        }
        return Tensor(shape: shape, values: values)
    }
}
