import Tensors

/// ONNX "QLinearMatMul" and "QLinearConv": a product of quantised tensors, computed with floats, which hold sums of
/// products of bytes exactly, and quantised again.
///
/// Inputs: x, its scale and zero point; weights, their scale and zero point; the result's scale and zero point; for
/// a convolution an optional bias of integers.
public struct QuantizedProduct: Operator {
    /// The product of floats: `MatMul` or a convolution.
    public var product: any Operator
    /// The ONNX name.
    public let name: String
    /// The type of the result.
    public var range: QuantizedRange

    /// The product of the given name; see the properties for the meaning of the parameters.
    public init(_ product: any Operator, name: String, range: QuantizedRange) {
        self.product = product
        self.name = name
        self.range = range
    }

    /// Computes the output; see `Operator`.
    public func evaluate(_ inputs: [Value?], on workers: Workers) throws -> [Value] {
        let isConvolution = name == "QLinearConv"
        // A list of numbers is one a row of the left matrix, a column of the right one, a filter of a convolution.
        let left = try centred(inputs, at: 0, axis: isConvolution ? 1 : -2, on: workers)
        let right = try centred(inputs, at: 3, axis: isConvolution ? 0 : -1, on: workers)
        var factors: [Value?] = [left, right]
        if isConvolution, inputs.count > 8, let bias = inputs[8] {
            factors.append(Cast(to: .float).apply(to: bias))
        }
        let exact = try product.evaluateInONNXOrder(factors, on: workers)[0]
        let scale = try [
            parameter(inputs.value(1), for: exact.shape, axis: isConvolution ? 1 : -2),
            parameter(inputs.value(4), for: exact.shape, axis: isConvolution ? 1 : -1),
        ].reduce(exact) { try ElementwiseBinary(.multiply).combine($0, $1, on: workers) }
        let outputScale = try parameter(inputs.value(6), for: exact.shape, axis: isConvolution ? 1 : -2)
        guard
            case .float(let scaled) = try ElementwiseBinary(.divide).combine(scale, outputScale, on: workers)
        else { return [] }
        let zero = try parameter(inputs.value(7), for: exact.shape, axis: isConvolution ? 1 : -2)
        return [.integer(try range.quantized(scaled, zeroPoints: zero))]
    }

    /// The integers of an input less their zero point, as floats.
    private func centred(_ inputs: [Value?], at index: Int, axis: Int, on workers: Workers) throws -> Value {
        let value = try inputs.value(index)
        let zero = try parameter(inputs.value(index + 2), for: value.shape, axis: axis)
        return Cast(to: .float).apply(
            to: try ElementwiseBinary(.subtract).combine(value, zero, on: workers))
    }

    private func parameter(_ value: Value, for shape: [Int], axis: Int) throws -> Value {
        try value.shape.count > 1 && value.shape.reduce(1, *) > 1
            ? value : QuantizationParameter(value, for: shape, axis: axis, blockSize: 0).value
    }
}
