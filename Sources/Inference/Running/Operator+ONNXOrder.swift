import Tensors

extension Operator {
    /// Computes the outputs of inputs that lie as ONNX has them, and hands them back likewise.
    func evaluateInONNXOrder(_ inputs: [Value?], on workers: Workers) throws -> [Value] {
        guard memoryOrder == .channelsLast else { return try evaluate(inputs, on: workers) }
        return try evaluate(
            inputs.map { $0.map { StoredValue.rowMajor($0).inChannelsLastOrder } }, on: workers
        )
        .map { StoredValue(fromChannelsLast: $0).inRowMajorOrder }
    }
}
