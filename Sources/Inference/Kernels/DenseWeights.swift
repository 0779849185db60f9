import CKernels
import Tensors

/// The weights of a dense layer as its loops read them.
struct DenseWeights: Sendable {
    /// `[units, length]`: a row holds what one unit multiplies the input with.
    let rows: Tensor
    /// `[units]`; nil where there is none.
    let bias: Tensor?

    /// How many numbers a unit reads.
    var length: Int { rows.shape[1] }
    /// How many units there are.
    var units: Int { rows.shape[0] }

    /// - Parameter rows: `[units, length]`.
    init(rows: Tensor, bias: Tensor?) {
        self.rows = rows
        self.bias = bias
    }

    /// - Parameter columns: `[length, units]`, the transposed of `rows`.
    init(columns: Tensor, bias: Tensor?) {
        let (length, units) = (columns.shape[0], columns.shape[1])
        let transposed = columns.reshaped([1, length, 1, units]).channelsMovedLast()
        self.init(rows: transposed.reshaped([units, length]), bias: bias)
    }

    /// The layer's output, `[count, units]`, for an input of shape `[count, length]`.
    func evaluate(_ input: Tensor, activation: Activation?, on workers: Workers) -> Tensor {
        let count = input.shape[0]
        var output = Tensor(uninitialized: [count, units])
        input.withPointer { input in
            rows.withPointer { weights in
                output.withMutablePointer { output in
                    let (source, target) = (SharedReadPointer(input), SharedPointer(output))
                    let weights = SharedReadPointer(weights)
                    workers.forEachRange(of: units, smallest: 16) { slice in
                        if count == 1 {
                            ck_dense(
                                weights.address, source.address, length, nil, slice.lowerBound,
                                slice.count, target.address)
                        } else {
                            multiply(source, weights, slice, count: count, into: target)
                        }
                    }
                }
            }
        }
        finish(&output, activation: activation)
        return output
    }

    private func multiply(
        _ input: SharedReadPointer, _ weights: SharedReadPointer, _ slice: Range<Int>, count: Int,
        into output: SharedPointer
    ) {
        MatrixProduct.multiply(
            .init(input.address, stride: length),
            .init(weights.address + slice.lowerBound * length, stride: length, isTransposed: true),
            rows: count, columns: slice.count, depth: length, into: output.address + slice.lowerBound,
            resultStride: units)
    }

    private func finish(_ output: inout Tensor, activation: Activation?) {
        let (count, units) = (output.shape[0], self.units)
        output.withMutablePointer { output in
            bias?.withPointer { ck_add_bias(output, count, units, units, $0) }
            activation?.apply(to: output, count: count * units, into: output)
        }
    }
}
