import Tensors

/// ONNX "Gemm": alpha * A' * B' + beta * C, where A' and B' may be transposed.
public struct Gemm: Operator {
    /// The factor of the product.
    public var alpha: Float
    /// The factor of the third input.
    public var beta: Float
    /// Whether the first matrix is transposed.
    public var transposesA: Bool
    /// Whether the second matrix is transposed.
    public var transposesB: Bool
    /// Applied to the result in the same pass.
    public var activation: Activation?
    private(set) var weights: DenseWeights?

    /// A matrix product; see the properties for the meaning of the parameters.
    public init(
        alpha: Float = 1, beta: Float = 1, transposesA: Bool = false, transposesB: Bool = false,
        activation: Activation? = nil
    ) {
        self.alpha = alpha
        self.beta = beta
        self.transposesA = transposesA
        self.transposesB = transposesB
        self.activation = activation
    }

    /// The ONNX name.
    public var name: String { "Gemm" }
    /// The matrix and the bias of a dense layer.
    public var absorbedInputs: Set<Int> { weights == nil ? [] : [1, 2] }

    /// Packs the weights, where this is a dense layer: constant weights and a bias for each unit.
    public func prepared(constants: [Value?]) throws -> any Operator {
        guard !transposesA, constants.count > 1, constants[1] != nil,
            constants.count < 3 || constants[2] != nil
        else { return self }
        let matrix = try constants.floats(at: 1, of: name)
        guard matrix.shape.count == 2 else { return self }
        let units = transposesB ? matrix.shape[0] : matrix.shape[1]
        let addend = try constants.optionalFloats(at: 2, of: name)
        guard addend.map({ isBias($0, units: units) }) ?? true else { return self }
        let bias = addend.map { Tensor(shape: [units], values: spread($0, over: units)) }
        var result = self
        result.weights = DenseWeights(matrix, isTransposed: transposesB, scale: alpha, bias: bias)
        return result
    }

    /// The product, of shape `[rows, columns]`.
    public func evaluate(_ inputs: [Value?], on workers: Workers) throws -> [Value] {
        let left = try inputs.floats(at: 0, of: name)
        guard left.shape.count == 2 else {
            throw InferenceError.shapeMismatch(node: "", expected: "a matrix", actual: left.shape)
        }
        guard let weights else { return [.float(try evaluateInGeneral(left, inputs))] }
        guard left.shape[1] == weights.length else {
            throw InferenceError.shapeMismatch(
                node: "", expected: "rows of \(weights.length) numbers", actual: left.shape)
        }
        return [.float(weights.evaluate(left, activation: activation, on: workers))]
    }

    private func isBias(_ addend: Tensor, units: Int) -> Bool {
        addend.count == 1 || (addend.count == units && addend.shape.last == units)
    }

    private func spread(_ addend: Tensor, over units: Int) -> [Float] {
        let values = addend.values.map { $0 * beta }
        return values.count == units ? values : Array(repeating: values[0], count: units)
    }

    /// Matrices that are only known now.
    private func evaluateInGeneral(_ left: Tensor, _ inputs: [Value?]) throws -> Tensor {
        let right = try inputs.floats(at: 1, of: name)
        let (rows, depth) =
            transposesA ? (left.shape[1], left.shape[0]) : (left.shape[0], left.shape[1])
        guard right.shape.count == 2, right.shape[transposesB ? 1 : 0] == depth else {
            throw InferenceError.shapeMismatch(
                node: "", expected: "a matrix that \(left.shape) can be multiplied with",
                actual: right.shape)
        }
        let columns = right.shape[transposesB ? 0 : 1]
        var result = Tensor(uninitialized: [rows, columns])
        left.withPointer { leftAddress in
            right.withPointer { rightAddress in
                result.withMutablePointer { result in
                    MatrixProduct.multiply(
                        .init(leftAddress, stride: left.shape[1], isTransposed: transposesA),
                        .init(rightAddress, stride: right.shape[1], isTransposed: transposesB),
                        rows: rows, columns: columns, depth: depth, scale: alpha, into: result,
                        resultStride: columns)
                }
            }
        }
        if let addend = try inputs.optionalFloats(at: 2, of: name) { try add(addend, to: &result) }
        result.withMutablePointer { activation?.apply(to: $0, count: rows * columns, into: $0) }
        return result
    }

    /// Adds `beta` times a matrix, row, column or number.
    private func add(_ addend: Tensor, to result: inout Tensor) throws {
        let (rows, columns) = (result.shape[0], result.shape[1])
        let shape = Array(repeating: 1, count: max(0, 2 - addend.shape.count)) + addend.shape
        guard shape.count == 2, [1, rows].contains(shape[0]), [1, columns].contains(shape[1]) else {
            throw InferenceError.shapeMismatch(
                node: "", expected: "an addend that fits \(rows)x\(columns)", actual: addend.shape)
        }
        result.withMutableValues { values in
            addend.withValues { addend in
                for row in 0..<rows {
                    for column in 0..<columns {
                        let index = (shape[0] == 1 ? 0 : row) * shape[1] + (shape[1] == 1 ? 0 : column)
                        values[row * columns + column] += beta * addend[index]
                    }
                }
            }
        }
    }
}
