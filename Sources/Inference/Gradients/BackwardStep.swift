import Tensors

/// An operator whose gradient is known: it carries the gradient of its outputs back to its inputs.
///
/// The vector-Jacobian products of reverse mode (S. Linnainmaa 1970; A. Griewank and A. Walther, "Evaluating
/// derivatives", 2008, chapter 3). Where a function has a kink, its slope is PyTorch's.
protocol DifferentiableOperator: Operator {
    /// The gradient with respect to every input, of its shape; nil where none flows.
    ///
    /// - Throws: `InferenceError`, without the node's name.
    func pullBack(_ step: BackwardStep) throws -> [Tensor?]
}

/// One node on the way back from the answer: what it read and made in the run, and the gradient of what it made.
struct BackwardStep: Sendable {
    /// One entry an input; nil where it is left out or absorbed by the operator.
    let inputs: [StoredValue?]
    /// One entry an output; nil where nobody asked for it.
    let outputs: [StoredValue?]
    /// The gradients of the outputs, as ONNX has their shapes; nil where none has come.
    let gradients: [Tensor?]
    /// Which inputs the gradient is wanted of.
    let isWanted: [Bool]
    /// What the work is shared among.
    let workers: Workers

    /// The gradient of the output at `index`: zeros where none has come.
    func gradient(_ index: Int = 0) throws -> Tensor {
        try gradients[index] ?? Tensor(shape: outputs.value(index).shape)
    }

    /// The floats of an input as ONNX has them; integers become floats.
    func input(_ index: Int) throws -> Tensor { try inputs.value(index).floats }

    /// The floats of an output as ONNX has them.
    func output(_ index: Int = 0) throws -> Tensor { try outputs.value(index).floats }

    /// The shape of an input as ONNX has it.
    func shape(_ index: Int = 0) throws -> [Int] { try inputs.value(index).shape }

    /// All inputs as ONNX has them.
    var values: [Value?] { inputs.map { $0?.inRowMajorOrder } }

    /// For operators that carry the gradient back to their first input alone.
    ///
    /// - Throws: `InferenceError.noGradient` where another one depends on the layer, too.
    func requireFixedParameters(of operation: String) throws {
        guard !isWanted.dropFirst().contains(true) else {
            throw InferenceError.noGradient(of: "\(operation) with computed parameters", node: "")
        }
    }
}

extension [StoredValue?] {
    fileprivate func value(_ index: Int) throws -> StoredValue {
        guard indices.contains(index), let value = self[index] else {
            throw InferenceError.invalid("value \(index + 1) is missing on the way back")
        }
        return value
    }
}

extension StoredValue {
    fileprivate var floats: Tensor {
        switch inRowMajorOrder {
        case .float(let tensor): tensor
        case .integer(let tensor): Tensor(tensor)
        }
    }
}
