import Tensors

extension Tensor {
    /// The function of this tensor's elements and another's, with numpy's broadcasting.
    func combined(
        _ function: ElementwiseBinary.Function, _ other: Tensor, on workers: Workers
    ) throws -> Tensor {
        let result = try ElementwiseBinary(function).combine(.float(self), .float(other), on: workers)
        guard case .float(let tensor) = result else {
            throw InferenceError.invalid("\(function) of no floats")
        }
        return tensor
    }

    /// Every element times a number.
    func scaled(by factor: Float) -> Tensor {
        factor == 1 ? self : Tensor(shape: shape, values: values.map { $0 * factor })
    }

    /// The sums over what broadcasting has repeated: the way back from a result to an input of the shape.
    ///
    /// Sums are kept in double precision.
    func summed(to shape: [Int]) throws -> Tensor {
        guard shape != self.shape else { return self }
        guard shape.reduce(1, *) != count else { return reshaped(shape) }
        let run = try Broadcast([shape, self.shape])
        var sums = [Double](repeating: 0, count: shape.reduce(1, *))
        withValues { values in
            run.forEachRow(in: 0..<run.rowCount) { _, at in
                for index in 0..<run.rowLength {
                    sums[at[0] + index * run.rowStep[0]] += Double(values[at[1] + index * run.rowStep[1]])
                }
            }
        }
        return Tensor(shape: shape, values: sums.map { Float($0) })
    }

    /// Every element times a function of the other tensor's element at the same place.
    func multiplied(bySlopeAt other: Tensor, on workers: Workers, _ slope: @Sendable (Float) -> Float)
        -> Tensor
    {
        precondition(other.count == count, "\(shape) is not \(other.shape)")
        var result = Tensor(uninitialized: shape)
        withPointer { gradient in
            other.withPointer { other in
                result.withMutablePointer { target in
                    let (gradient, other) = (SharedReadPointer(gradient), SharedReadPointer(other))
                    let target = SharedPointer(target)
                    workers.forEachRange(of: count, smallest: 4096) { range in
                        for index in range {
                            target.address[index] = gradient.address[index] * slope(other.address[index])
                        }
                    }
                }
            }
        }
        return result
    }
}
