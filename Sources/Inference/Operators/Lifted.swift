import Tensors

/// An operator over sequences, computed by its brother over pictures: `[batch, channels, length]` is taken as
/// pictures that are one pixel high.
public struct Lifted: Operator {
    /// The operator over pictures, whose window is one pixel high.
    public var operation: any Operator

    /// The operator over sequences that `operation` is for pictures; see `Window.lifted`.
    public init(_ operation: any Operator) { self.operation = operation }

    /// The ONNX name.
    public var name: String { operation.name }
    /// What the operator over pictures has absorbed.
    public var absorbedInputs: Set<Int> { operation.absorbedInputs }

    /// Prepares the operator over pictures.
    public func prepared(constants: [Value?]) throws -> any Operator {
        Lifted(try operation.prepared(constants: constants.map { $0.map(Self.raised) }))
    }

    /// Computes the outputs; see `Operator`.
    public func evaluate(_ inputs: [Value?], on workers: Workers) throws -> [Value] {
        guard let rank = inputs.first??.shape.count, rank == 3 else {
            throw InferenceError.shapeMismatch(
                node: "", expected: "three dimensions (batch, channels, length)",
                actual: inputs.first??.shape ?? [])
        }
        return try operation.evaluateInONNXOrder(inputs.map { $0.map(Self.raised) }, on: workers)
            .map(Self.lowered)
    }

    /// `[a, b, length]` as `[a, b, 1, length]`; other values unchanged.
    private static func raised(_ value: Value) -> Value {
        let shape = value.shape
        return shape.count == 3 ? value.reshaped([shape[0], shape[1], 1, shape[2]]) : value
    }

    private static func lowered(_ value: Value) -> Value {
        let shape = value.shape
        return shape.count == 4 ? value.reshaped([shape[0], shape[1], shape[2] * shape[3]]) : value
    }
}

extension Window {
    /// The window over sequences as one over pictures: one pixel high.
    public var lifted: Window {
        var result = self
        result.kernel = kernel.isEmpty ? [] : [1] + kernel
        result.strides = strides.isEmpty ? [] : [1] + strides
        result.dilations = dilations.isEmpty ? [] : [1] + dilations
        result.pads = pads.isEmpty ? [] : [0, pads[0], 0, pads[1]]
        return result
    }
}
