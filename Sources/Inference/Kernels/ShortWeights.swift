import CKernels
import Tensors

/// The weights of a large dense layer in 16 bits.
struct ShortWeights: Sendable {
    /// Two numbers in the place of each float, because a tensor's memory is aligned and in large pages.
    private let numbers: Tensor
    /// `[panels, blocks of CK_SCALE_ROWS rows, panel width]`
    private let scales: Tensor
    private let length: Int
    private let units: Int

    /// Panels that the kernel for one row runs through side by side.
    private static let panelsTogether = 4
    /// Rows of a panel that are made floats at a time.
    private static let unpackedRows = 512

    /// Packs and rounds a matrix.
    init(_ matrix: Tensor, _ source: WeightMatrix, on workers: Workers) {
        (length, units) = (source.length, source.units)
        let panelSize = length * ck_panel_width()
        let blocks = (length + Int(CK_SCALE_ROWS) - 1) / Int(CK_SCALE_ROWS)
        var numbers = Tensor(uninitialized: [panelCount(units), panelSize / 2])
        var scales = Tensor(uninitialized: [panelCount(units), blocks, ck_panel_width()])
        scales.withMutablePointer { scales in
            numbers.withMutablePointer { numbers in
                let (numbers, scales) = (SharedPointer(numbers), SharedPointer(scales))
                workers.forEach(panelCount(source.units)) { panel in
                    var floats = Tensor(uninitialized: [panelSize])
                    floats.withMutablePointer { floats in
                        source.pack(matrix, panel..<panel + 1, to: floats)
                        let rounded = UnsafeMutableRawPointer(numbers.address + panel * panelSize / 2)
                        ck_round_panels(
                            floats, source.length, 1, rounded.assumingMemoryBound(to: Int16.self),
                            scales.address + panel * blocks * ck_panel_width())
                    }
                }
            }
        }
        self.numbers = numbers
        self.scales = scales
    }

    /// One row of input: reads only the weights of inputs that are not 0.
    func multiplyRow(_ product: ck_product, on workers: Workers) {
        let places = UnsafeMutablePointer<Int32>.allocate(capacity: length)
        defer { places.deallocate() }
        let count = ck_nonzero(product.left, length, places)
        withWeights { weights in
            // The pieces write disjoint columns, and `forEach` returns after all of them.
            nonisolated(unsafe) let (product, places, weights) = (product, places, weights)
            let all = panelCount(units), step = Self.panelsTogether
            workers.forEach((all + step - 1) / step) { piece in
                var weights = weights
                ck_dense_short(
                    &weights, product.left, places, count, piece * step, min(step, all - piece * step),
                    product.bias, product.low, product.high, product.output)
            }
        }
    }

    /// Several rows of input: the weights become floats in small pieces, each of which serves all rows.
    func multiply(_ product: ck_product, on workers: Workers) {
        withWeights { weights in
            nonisolated(unsafe) let (product, weights) = (product, weights)
            workers.forEach(panelCount(units)) { panel in
                var floats = Tensor(uninitialized: [Self.unpackedRows, ck_panel_width()])
                floats.withMutablePointer { floats in
                    for first in stride(from: 0, to: length, by: Self.unpackedRows) {
                        multiply(product, weights, panel: panel, rowsFrom: first, unpackingTo: floats)
                    }
                }
            }
        }
    }

    private func multiply(
        _ product: ck_product, _ weights: ck_short_weights, panel: Int, rowsFrom first: Int,
        unpackingTo floats: UnsafeMutablePointer<Float>
    ) {
        var (piece, weights) = (product, weights)
        let rows = min(Self.unpackedRows, length - first), column = panel * ck_panel_width()
        ck_unpack_short(&weights, panel, first, rows, floats)
        piece.left = product.left + first
        piece.depth = rows
        piece.panels = UnsafePointer(floats)
        piece.panel_count = 1
        piece.columns = units - column
        piece.bias = product.bias.map { $0 + column }
        piece.continues = first == 0 ? 0 : 1
        piece.output = product.output + column
        if first + rows < length { (piece.low, piece.high) = (-.infinity, .infinity) }
        ck_matrix_product(&piece)
    }

    /// The weights of a panel as floats, `[length, panel width]`.
    func panel(_ panel: Int) -> Tensor {
        var floats = Tensor(uninitialized: [length, ck_panel_width()])
        floats.withMutablePointer { floats in
            withWeights { weights in
                var weights = weights
                ck_unpack_short(&weights, panel, 0, length, floats)
            }
        }
        return floats
    }

    private func withWeights(_ body: (ck_short_weights) -> Void) {
        scales.withPointer { scales in
            numbers.withPointer { numbers in
                let shorts = UnsafeRawPointer(numbers).assumingMemoryBound(to: Int16.self)
                body(ck_short_weights(numbers: shorts, scales: scales, depth: length, columns: units))
            }
        }
    }
}
