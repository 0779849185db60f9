import Tensors

/// ONNX "AveragePool" in three dimensions with a window of `[size, 1, 1]`: the mean of neighbouring slices of
/// `[batch, channels, depth, height, width]`.
///
/// Exporters write a normalisation over neighbouring channels (AlexNet's) as this.
public struct DepthAveragePool: Operator, Equatable {
    /// The number of neighbouring slices.
    public var size: Int
    /// Slices of zeros added before the first one.
    public var before: Int
    /// Slices of zeros added after the last one.
    public var after: Int
    /// Whether the added slices count in the divisor (`count_include_pad`).
    public var countsPadding: Bool

    /// A pool; see the properties for the meaning of the parameters.
    public init(size: Int, before: Int = 0, after: Int = 0, countsPadding: Bool = false) {
        self.size = size
        self.before = before
        self.after = after
        self.countsPadding = countsPadding
    }

    /// The ONNX name.
    public var name: String { "AveragePool" }

    /// Computes the output; see `Operator`.
    public func evaluate(_ inputs: [Value?], on workers: Workers) throws -> [Value] {
        let input = try inputs.tensor(0)
        let depth = input.shape.count == 5 ? input.shape[2] : 0
        let count = depth + before + after - size + 1
        guard input.shape.count == 5, count > 0 else {
            throw InferenceError.shapeMismatch(
                node: "", expected: "five dimensions with at least \(size) slices", actual: input.shape)
        }
        var shape = input.shape
        shape[2] = count
        let slice = shape[3] * shape[4]
        var result = Tensor(shape: shape)
        input.withValues { from in
            result.withMutableValues { to in
                for index in 0..<(shape[0] * shape[1] * count) {
                    let (block, position) = index.quotientAndRemainder(dividingBy: count)
                    let slices = max(0, position - before)..<min(depth, position - before + size)
                    let divisor = Float(countsPadding ? size : slices.count)
                    for source in slices {
                        let start = (block * depth + source) * slice
                        for pixel in 0..<slice { to[index * slice + pixel] += from[start + pixel] / divisor }
                    }
                }
            }
        }
        return [.float(result)]
    }
}
