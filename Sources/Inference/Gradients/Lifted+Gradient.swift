import Tensors

extension Lifted: DifferentiableOperator {
    /// By the operator over pictures.
    func pullBack(_ step: BackwardStep) throws -> [Tensor?] {
        guard let operation = operation as? any DifferentiableOperator else {
            throw InferenceError.noGradient(of: name, node: "")
        }
        let raised = BackwardStep(
            inputs: step.inputs.map { $0?.raised }, outputs: step.outputs.map { $0?.raised },
            gradients: step.gradients.map { $0.map { $0.reshaped(StoredValue.raised($0.shape)) } },
            isWanted: step.isWanted, workers: step.workers)
        return try zip(operation.pullBack(raised), step.inputs).map { gradient, input in
            gradient.flatMap { gradient in input.map { gradient.reshaped($0.shape) } }
        }
    }
}

extension StoredValue {
    /// `[a, b, length]` as `[a, b, 1, length]`; other values unchanged.
    fileprivate var raised: StoredValue {
        let value = inRowMajorOrder
        return .rowMajor(value.reshaped(Self.raised(value.shape)))
    }

    fileprivate static func raised(_ shape: [Int]) -> [Int] {
        shape.count == 3 ? [shape[0], shape[1], 1, shape[2]] : shape
    }
}
