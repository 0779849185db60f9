import Tensors

/// The ONNX operators that hand their input on at inference: "Identity" and "Dropout", whose second output says that
/// every element is kept.
public struct Identity: Operator, Equatable {
    /// The ONNX name.
    public let name: String

    /// The operator under the name that the file gives it.
    public init(name: String = "Identity") { self.name = name }

    /// Any: every element by itself.
    public var memoryOrder: MemoryOrder { .any }
    /// The same place only.
    public var support: SpatialSupport { .pointwise }

    /// Computes the output; see `Operator`.
    public func evaluate(_ inputs: [Value?], on workers: Workers) throws -> [Value] {
        let input = try inputs.value(0)
        guard name == "Dropout" else { return [input] }
        guard try !dropsElements(inputs) else {
            throw InferenceError.invalid(
                "it is in training mode and drops elements at random: export the model for inference")
        }
        let kept = IntegerTensor(
            shape: input.shape, values: Array(repeating: 1, count: input.shape.reduce(1, *)))
        return [input, .integer(kept)]
    }

    /// Whether a dropout is told to train, with a ratio that is not 0.
    private func dropsElements(_ inputs: [Value?]) throws -> Bool {
        guard let flag = try inputs.optionalIntegers(2), flag.first == 1 else { return false }
        return inputs[1] == nil ? true : try inputs.tensor(1).values.first != 0
    }
}
