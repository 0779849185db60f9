import Tensors

/// The ONNX operators that hand their input on at inference: "Identity" and "Dropout".
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
        [try inputs.value(0)]
    }
}
