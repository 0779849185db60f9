import CKernels
import Tensors

/// The weights of a dense layer as its loops read them.
struct DenseWeights: Sendable {
    /// How many numbers a unit reads.
    let length: Int
    /// How many units there are.
    let units: Int
    /// `[units]`; nil where there is none.
    let bias: Tensor?
    let form: Form
    /// The matrix as it lies in its file, for gradients, which want it unrounded; nil where it is in memory only.
    let original: (matrix: Tensor, layout: WeightMatrix)?

    enum Form: Sendable {
        /// `[panels, length, panel width]`.
        case floats(Tensor)
        /// Large layers are bound by memory and are kept in 16 bits, with one scale a unit and 32 rows: a weight
        /// is off by 1/65534 of the largest of those 32 at most, where a half-precision float is by up to 1/2048 of
        /// itself.
        case shorts(ShortWeights)
    }

    /// From this number of weights on they are kept in 16 bits.
    private static let manyWeights = 1 << 22

    /// - Parameters:
    ///   - matrix: `[units, length]` where `isTransposed`, else `[length, units]`.
    ///   - scale: what all weights are multiplied with.
    init(
        _ matrix: Tensor, isTransposed: Bool, scale: Float = 1, bias: Tensor?, on workers: Workers = .standard
    ) {
        units = matrix.shape[isTransposed ? 0 : 1]
        length = matrix.shape[isTransposed ? 1 : 0]
        self.bias = bias
        let source = WeightMatrix(length: length, units: units, isTransposed: isTransposed, scale: scale)
        original = matrix.rereadable.map { ($0, source) }
        form =
            units * length >= Self.manyWeights
            ? .shorts(ShortWeights(matrix, source, on: workers))
            : .floats(source.panels(of: matrix, on: workers))
    }

    /// The layer's output, `[count, units]`, for an input of shape `[count, length]`.
    func evaluate(_ input: Tensor, activation: Activation?, on workers: Workers) -> Tensor {
        let count = input.shape[0]
        var output = Tensor(uninitialized: [count, units])
        let bounds = activation?.clippingBounds ?? (-.infinity, .infinity)
        input.withPointer { input in
            output.withMutablePointer { output in
                withBias { bias in
                    let product = ck_product(
                        left: input, left_stride: length, rows: count, depth: length, segments: 1,
                        segment_step: 0, panels: nil,
                        first_panel: 0,
                        panel_count: 0, columns: units, bias: bias, continues: 0, low: bounds.low,
                        high: bounds.high, output: output, output_stride: units)
                    switch form {
                    case .floats(let panels): multiply(product, panels, on: workers)
                    case .shorts(let weights):
                        count == 1
                            ? weights.multiplyRow(product, on: workers)
                            : weights.multiply(product, on: workers)
                    }
                }
                if let activation, activation.clippingBounds == nil {
                    activation.apply(to: output, count: count * units, into: output)
                }
            }
        }
        return output
    }

    private func multiply(_ product: ck_product, _ panels: Tensor, on workers: Workers) {
        panels.withPointer { panels in
            // The pieces write disjoint columns, and `forEachRange` returns after all of them.
            nonisolated(unsafe) var product = product
            product.panels = panels
            nonisolated(unsafe) let shared = product
            let smallest = 1 + (1 << 15) / (ck_panel_width() * max(1, length * product.rows))
            workers.forEachRange(of: panelCount(units), smallest: smallest) { panels in
                var piece = shared
                (piece.first_panel, piece.panel_count) = (panels.lowerBound, panels.count)
                ck_matrix_product(&piece)
            }
        }
    }

    private func withBias(_ body: (UnsafePointer<Float>?) -> Void) {
        guard let bias else { return body(nil) }
        bias.withPointer { body($0) }
    }
}

/// How a matrix of weights lies in memory.
struct WeightMatrix: Sendable {
    let length: Int
    let units: Int
    let isTransposed: Bool
    let scale: Float

    /// The panels `[panels, length, panel width]`.
    func panels(of matrix: Tensor, on workers: Workers) -> Tensor {
        var result = Tensor(uninitialized: [panelCount(units), length, ck_panel_width()])
        result.withMutablePointer { target in
            let target = SharedPointer(target)
            workers.forEachRange(of: panelCount(units)) { panels in
                pack(matrix, panels, to: target.address + panels.lowerBound * length * ck_panel_width())
            }
        }
        return result
    }

    /// Packs some panels, one after the other; of weights that are still in their file only these are read.
    func pack(_ matrix: Tensor, _ panels: Range<Int>, to target: UnsafeMutablePointer<Float>) {
        guard isTransposed else { return matrix.withPointer { pack($0, panels, to: target) } }
        let rows = panels.lowerBound * ck_panel_width()..<min(panels.upperBound * ck_panel_width(), units)
        let start = rows.lowerBound * length
        matrix.withElements(in: start..<rows.upperBound * length) { pack($0 - start, panels, to: target) }
    }

    /// Packs some panels, one after the other.
    func pack(_ matrix: UnsafePointer<Float>, _ panels: Range<Int>, to target: UnsafeMutablePointer<Float>) {
        let (rowStride, columnStride) = isTransposed ? (1, length) : (units, 1)
        let start = target - panels.lowerBound * length * ck_panel_width()
        ck_pack_panels(
            matrix, length, units, rowStride, columnStride, panels.lowerBound, panels.count, start)
        guard scale != 1 else { return }
        for index in 0..<panels.count * length * ck_panel_width() { target[index] *= scale }
    }
}
