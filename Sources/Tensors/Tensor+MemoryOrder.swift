import CKernels

extension Tensor {
    /// The tensor `[batch, channels, height, width]` laid out as `[batch, height, width, channels]`.
    public func channelsMovedLast() -> Tensor {
        precondition(shape.count == 4, "only maps have channels to move, not \(shape)")
        let transposed = transposingPlanes(rows: shape[1], columns: shape[2] * shape[3])
        return transposed.reshaped([shape[0], shape[2], shape[3], shape[1]])
    }

    /// The tensor `[batch, height, width, channels]` laid out as `[batch, channels, height, width]`.
    public func channelsMovedFirst() -> Tensor {
        precondition(shape.count == 4, "only maps have channels to move, not \(shape)")
        let transposed = transposingPlanes(rows: shape[1] * shape[2], columns: shape[3])
        return transposed.reshaped([shape[0], shape[3], shape[1], shape[2]])
    }

    /// Each of the `shape[0]` matrices of `rows` x `columns`, transposed.
    private func transposingPlanes(rows: Int, columns: Int) -> Tensor {
        guard rows > 1, columns > 1 else { return self }
        var result = Tensor(uninitialized: [shape[0], columns, rows])
        withPointer { source in
            result.withMutablePointer { target in
                for plane in 0..<shape[0] {
                    let offset = plane * rows * columns
                    ck_transpose(source + offset, rows, columns, target + offset)
                }
            }
        }
        return result
    }
}
