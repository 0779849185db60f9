import Tensors

/// What operators that want their channels last are handed: four dimensions come as
/// `[batch, height, width, channels]`, others as ONNX has them, `[batch, channels, ...]`.
extension Tensor {
    /// The tensor as `[batch, height, width, channels]`; all pixels of other than four dimensions become one row.
    ///
    /// - Throws: `InferenceError` where there are no channels.
    func asMaps() throws -> Tensor {
        guard shape.count > 1 else {
            throw InferenceError.shapeMismatch(
                node: "", expected: "maps (batch, channels, height, width)", actual: shape)
        }
        guard shape.count != 4 else { return self }
        return reshaped([shape[0], shape[1], 1, shape[2...].reduce(1, *)]).channelsMovedLast()
    }

    /// Maps, laid out as the input that they were made from by `asMaps`.
    func asInput(of shape: [Int]) -> Tensor {
        shape.count == 4 ? self : channelsMovedFirst().reshaped(shape)
    }
}
