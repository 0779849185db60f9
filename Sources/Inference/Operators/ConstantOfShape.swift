import Tensors

/// ONNX "ConstantOfShape": one number everywhere, in the shape that the input gives.
public struct ConstantOfShape: Operator, Equatable {
    /// The number, a value of one element.
    public var value: Value

    /// The operator; `value` holds one element.
    public init(value: Value = .float(Tensor(shape: [1], values: [0]))) { self.value = value }

    /// The ONNX name.
    public var name: String { "ConstantOfShape" }

    /// Computes the output; see `Operator`.
    public func evaluate(_ inputs: [Value?], on workers: Workers) throws -> [Value] {
        let shape = try inputs.integers(0).values
        let count = try checkedCount(of: shape)
        switch value {
        case .float(let tensor):
            return [.float(Tensor(shape: shape, repeating: tensor.values.first ?? 0))]
        case .integer(let tensor):
            let values = [Int](repeating: tensor.values.first ?? 0, count: count)
            return [.integer(IntegerTensor(shape: shape, values: values))]
        }
    }
}
