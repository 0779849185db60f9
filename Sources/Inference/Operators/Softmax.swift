import Foundation
import Tensors

/// ONNX "Softmax" and "LogSoftmax": exponentials that add up to 1 along an axis, or their logarithms.
public struct Softmax: Operator, Equatable {
    /// The axis, or the first one of those that are taken together; negative ones count from the end.
    public var axis: Int
    /// Whether all axes from `axis` on are taken together, as before operator set 13.
    public var flattens: Bool
    /// Whether the logarithms are wanted.
    public var isLogarithmic: Bool

    /// A softmax; see the properties for the meaning of the parameters.
    public init(axis: Int = -1, flattens: Bool = false, isLogarithmic: Bool = false) {
        self.axis = axis
        self.flattens = flattens
        self.isLogarithmic = isLogarithmic
    }

    /// The ONNX name.
    public var name: String { isLogarithmic ? "LogSoftmax" : "Softmax" }

    /// Computes the output; see `Operator`.
    public func evaluate(_ inputs: [Value?], on workers: Workers) throws -> [Value] {
        var result = try inputs.tensor(0)
        let shape = result.shape
        let axis = try normalizedAxis(axis, rank: shape.count)
        let count = flattens ? shape[axis...].reduce(1, *) : shape[axis]
        let stride = flattens ? 1 : shape[(axis + 1)...].reduce(1, *)
        result.withMutableValues { values in
            guard let start = values.baseAddress, !values.isEmpty else { return }
            for outer in 0..<(values.count / (count * stride)) {
                for inner in 0..<stride {
                    normalize(start + outer * count * stride + inner, count: count, stride: stride)
                }
            }
        }
        return [.float(result)]
    }

    /// In place; the largest element is subtracted first, so that nothing overflows.
    private func normalize(_ values: UnsafeMutablePointer<Float>, count: Int, stride: Int) {
        var largest = -Float.infinity
        for index in 0..<count { largest = max(largest, values[index * stride]) }
        var sum: Float = 0
        for index in 0..<count {
            let shifted = values[index * stride] - largest
            let power = expf(shifted)
            values[index * stride] = isLogarithmic ? shifted : power
            sum += power
        }
        let logarithm = logf(sum)
        for index in 0..<count {
            values[index * stride] =
                isLogarithmic ? values[index * stride] - logarithm : values[index * stride] / sum
        }
    }
}
