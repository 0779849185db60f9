import Tensors

/// Sums that several workers make, each one of its own.
///
/// Unchecked Sendable: a worker writes to its own part only, and the parts are added up after all have returned.
final class SharedParts: @unchecked Sendable {
    private let shape: [Int]
    private let size: Int
    private var parts: Tensor
    /// Stays good as long as the tensor does.
    let address: SharedPointer

    init(count: Int, shape: [Int]) {
        self.shape = shape
        size = shape.reduce(1, *)
        parts = Tensor(shape: [count] + shape)
        address = parts.withMutablePointer { SharedPointer($0) }
    }

    func add(_ tensor: Tensor, to part: Int) { tensor.withPointer { add($0, times: 1, to: part) } }

    /// Adds `size` numbers times a factor.
    func add(_ source: UnsafePointer<Float>, times factor: Float, to part: Int) {
        let target = address.address + part * size
        for index in 0..<size { target[index] += factor * source[index] }
    }

    func sum() -> Tensor {
        var result = Tensor(shape: shape)
        result.withMutablePointer { result in
            for part in 0..<parts.shape[0] {
                let source = address.address + part * size
                for index in 0..<size { result[index] += source[index] }
            }
        }
        return result
    }
}
