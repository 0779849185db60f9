import Tensors

/// ONNX "Where": the second input's element where the first's is true, else the third's, with broadcasting.
public struct Where: Operator, Equatable {
    /// The operator.
    public init() {}

    /// The ONNX name.
    public var name: String { "Where" }
    /// The same place only.
    public var support: SpatialSupport { .pointwise }

    /// Computes the output; see `Operator`.
    public func evaluate(_ inputs: [Value?], on workers: Workers) throws -> [Value] {
        let condition = try inputs.integers(0)
        let (yes, no) = (try inputs.value(1), try inputs.value(2))
        let broadcast = try Broadcast([condition.shape, yes.shape, no.shape])
        switch (yes, no) {
        case (.float(let yes), .float(let no)):
            let (first, second) = (yes.values, no.values)
            let values = broadcast.map { condition.values[$0[0]] != 0 ? first[$0[1]] : second[$0[2]] }
            return [.float(Tensor(shape: broadcast.shape, values: values))]
        case (.integer(let yes), .integer(let no)):
            let values = broadcast.map { condition.values[$0[0]] != 0 ? yes.values[$0[1]] : no.values[$0[2]] }
            return [.integer(IntegerTensor(shape: broadcast.shape, values: values))]
        default:
            throw InferenceError.invalid("the two alternatives are of different types")
        }
    }
}
