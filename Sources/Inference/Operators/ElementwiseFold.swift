import Tensors

/// The ONNX operators "Sum", "Mean", "Min" and "Max" of any number of inputs, with numpy's broadcasting.
public struct ElementwiseFold: Operator, Equatable {
    /// Which one it is; the raw value is the ONNX name.
    public enum Function: String, Sendable, CaseIterable {
        /// The sum
        case sum = "Sum"
        /// The sum divided by the number of inputs
        case mean = "Mean"
        /// The smallest one
        case minimum = "Min"
        /// The largest one
        case maximum = "Max"
    }

    /// Which one it is.
    public var function: Function

    /// The operator that folds its inputs with `function`.
    public init(_ function: Function) { self.function = function }

    /// The ONNX name.
    public var name: String { function.rawValue }
    /// Any: the runner hands all inputs over in one order, in which they broadcast.
    public var memoryOrder: MemoryOrder { .any }
    /// The same place only.
    public var support: SpatialSupport { .pointwise }

    /// Computes the output; see `Operator`.
    public func evaluate(_ inputs: [Value?], on workers: Workers) throws -> [Value] {
        let values = try inputs.indices.map { try inputs.value($0) }
        var result = try inputs.value(0)
        for value in values.dropFirst() {
            result = try pair.combine(result, value, on: workers)
        }
        guard function == .mean else { return [result] }
        let count = Value.float(Tensor(shape: [], values: [Float(values.count)]))
        return [try ElementwiseBinary(.divide).combine(result, count, on: workers)]
    }

    private var pair: ElementwiseBinary {
        switch function {
        case .sum, .mean: ElementwiseBinary(.add)
        case .minimum: ElementwiseBinary(.minimum)
        case .maximum: ElementwiseBinary(.maximum)
        }
    }
}
