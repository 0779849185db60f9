import CKernels
import Tensors

extension DenseWeights {
    /// The gradient of the layer's input, `[count, length]`, for that of its output, `[count, units]`.
    func pullBack(_ gradient: Tensor, on workers: Workers) -> Tensor {
        if let original, gradient.shape[0] == 1 {
            return original.layout.pullBack(gradient, through: original.matrix, on: workers)
        }
        let pieces = min(workers.count, panelCount(units))
        let parts = SharedParts(count: pieces, shape: [gradient.shape[0], length])
        workers.forEach(pieces) { piece in
            for panel in Workers.share(piece, of: pieces, among: panelCount(units)) {
                add(gradient, throughPanel: panel, to: parts, piece)
            }
        }
        return parts.sum()
    }

    /// Adds what the units of a panel hand back.
    private func add(_ gradient: Tensor, throughPanel panel: Int, to parts: SharedParts, _ piece: Int) {
        let width = ck_panel_width(), first = panel * width
        var product = Tensor(uninitialized: [gradient.shape[0], length])
        gradient.withPointer { gradient in
            withPanel(panel) { weights in
                product.withMutablePointer { [rows = product.shape[0]] product in
                    MatrixProduct.multiply(
                        .init(gradient + first, stride: units),
                        .init(weights, stride: width, isTransposed: true), rows: rows, columns: length,
                        depth: min(width, units - first), into: product, resultStride: length)
                }
            }
        }
        parts.add(product, to: piece)
    }

    /// Calls `body` with the weights of a panel, `[length, panel width]`.
    func withPanel<Result>(_ panel: Int, _ body: (UnsafePointer<Float>) -> Result) -> Result {
        let size = length * ck_panel_width()
        switch form {
        case .floats(let panels): return panels.withElements(in: panel * size..<(panel + 1) * size, body)
        case .shorts(let shorts): return shorts.panel(panel).withPointer(body)
        }
    }
}

extension WeightMatrix {
    /// The same for one row, with the matrix as it lies in its file. Of units that hand nothing back no weights are
    /// read, which after a relu are most.
    fileprivate func pullBack(_ gradient: Tensor, through matrix: Tensor, on workers: Workers) -> Tensor {
        let row = gradient.values.map { $0 * scale }
        return isTransposed ? addRows(row, of: matrix, on: workers) : addColumns(row, of: matrix, on: workers)
    }

    /// Weights `[units, length]`.
    private func addRows(_ gradient: [Float], of matrix: Tensor, on workers: Workers) -> Tensor {
        let active = gradient.indices.filter { gradient[$0] != 0 }
        let pieces = max(1, min(workers.count, active.count))
        let parts = SharedParts(count: pieces, shape: [1, length])
        workers.forEach(pieces) { piece in
            for unit in active[Workers.share(piece, of: pieces, among: active.count)] {
                matrix.withElements(in: unit * length..<(unit + 1) * length) {
                    parts.add($0, times: gradient[unit], to: piece)
                }
            }
        }
        return parts.sum()
    }

    /// Weights `[length, units]`.
    private func addColumns(_ gradient: [Float], of matrix: Tensor, on workers: Workers) -> Tensor {
        var result = Tensor(uninitialized: [1, length])
        result.withMutablePointer { target in
            let target = SharedPointer(target)
            workers.forEachRange(of: length, smallest: 1 + (1 << 16) / max(1, units)) { rows in
                matrix.withElements(in: rows.lowerBound * units..<rows.upperBound * units) { weights in
                    gradient.withUnsafeBufferPointer { gradient in
                        guard let gradient = gradient.baseAddress else { return }
                        MatrixProduct.multiply(
                            .init(weights, stride: units), .init(gradient, stride: 1), rows: rows.count,
                            columns: 1, depth: units, into: target.address + rows.lowerBound, resultStride: 1)
                    }
                }
            }
        }
        return result
    }
}
