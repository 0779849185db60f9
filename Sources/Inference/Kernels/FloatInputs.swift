import Tensors

extension [Value?] {
    /// The floats of the input at `index`.
    ///
    /// - Throws: `InferenceError.unsupported` where it is left out or holds integers.
    func floats(at index: Int, of operation: String) throws -> Tensor {
        guard let tensor = try optionalFloats(at: index, of: operation) else {
            throw InferenceError.unsupported(node: "", reason: "\(operation) needs input \(index + 1)")
        }
        return tensor
    }

    /// The floats of the input at `index`; nil where it is left out.
    func optionalFloats(at index: Int, of operation: String) throws -> Tensor? {
        switch indices.contains(index) ? self[index] : nil {
        case .float(let tensor): return tensor
        case nil: return nil
        case .integer:
            throw InferenceError.unsupported(
                node: "", reason: "\(operation) needs 32-bit floats as input \(index + 1), not integers")
        }
    }

    /// The floats of the input at `index`, which must have four dimensions.
    func maps(at index: Int, of operation: String) throws -> Tensor {
        let tensor = try floats(at: index, of: operation)
        guard tensor.shape.count == 4 else {
            throw InferenceError.shapeMismatch(
                node: "", expected: "four dimensions (batch, channels, height, width)", actual: tensor.shape)
        }
        return tensor
    }
}
