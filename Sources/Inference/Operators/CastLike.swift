import Tensors

/// ONNX "CastLike" where the file does not tell the second input's type: floats stay apart from integers, and no
/// number is rounded to fewer bits.
public struct CastLike: Operator, Equatable {
    /// The operator.
    public init() {}

    /// The ONNX name.
    public var name: String { "CastLike" }
    /// The same place only.
    public var support: SpatialSupport { .pointwise }

    /// Computes the output; see `Operator`.
    public func evaluate(_ inputs: [Value?], on workers: Workers) throws -> [Value] {
        let target: Cast.ElementType =
            if case .float = try inputs.value(1) { .float } else { .integer(bits: 64, isSigned: true) }
        return [Cast(to: target).apply(to: try inputs.value(0))]
    }
}
