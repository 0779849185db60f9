import Tensors

extension Tensor {
    /// Some rows of a matrix, in the given order.
    func takingRows(_ indices: [Int]) -> Tensor {
        let width = shape[1]
        var taken = Tensor(uninitialized: [indices.count, width])
        withValues { values in
            taken.withMutableValues { target in
                for (place, index) in indices.enumerated() {
                    let row = UnsafeBufferPointer(rebasing: values[index * width..<(index + 1) * width])
                    _ = target[(place * width)...].update(fromContentsOf: row)
                }
            }
        }
        return taken
    }
}
