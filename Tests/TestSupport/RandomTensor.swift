import Tensors

extension Tensor {
    /// Numbers between -1 and 1 that depend on the seed and the shape's count alone.
    public static func random(_ shape: [Int], seed: UInt64 = 1) -> Tensor {
        var generator = SplitMix(seed: seed &* 0x9E37_79B9_7F4A_7C15)
        let values = (0..<shape.reduce(1, *)).map { _ in Float(generator.next() >> 40) / Float(1 << 23) - 1 }
        return Tensor(shape: shape, values: values)
    }
}
