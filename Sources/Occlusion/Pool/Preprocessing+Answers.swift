import Datasets
import Tensors

extension Preprocessing {
    /// What a network says about pictures of its size, one row of logits each.
    ///
    /// - Parameter logits: the network: from a batch as `tensor(from:)` makes it to `[batch, classes]`.
    /// - Throws: `OcclusionError.wrongOutputs`, and whatever `logits` throws.
    func answers(to pictures: [Picture], by logits: (Tensor) throws -> Tensor) throws -> [[Float]] {
        let result = try logits(tensor(from: pictures))
        guard result.shape.count == 2, result.shape[0] == pictures.count, result.shape[1] > 0 else {
            throw OcclusionError.wrongOutputs(expected: pictures.count, shape: result.shape)
        }
        let values = result.values
        let length = result.shape[1]
        return pictures.indices.map { Array(values[$0 * length..<($0 + 1) * length]) }
    }
}
