import CKernels
import Tensors

/// Convolution of few channels as a product whose patches are read where the input lies: the taps of a row of a
/// filter are one run of numbers there, and the next pixel's begin a step further on. The sums are those of patches
/// laid out as rows, to the bit.
extension ConvolutionRun {
    /// Output rows that are computed from one copy of their input rows.
    private static let rowsInBlock = 8
    /// Beyond these, patches laid out serve as well: they are copied in long runs.
    private static let mostChannels = 4

    /// Whether patches are runs of the input.
    var readsRows: Bool {
        weights.groups == 1 && weights.channels <= Self.mostChannels && horizontal.dilation == 1
            && horizontal.kernel > 1 && horizontal.padding >= 0 && geometry.outputWidth >= ck_tile_rows()
    }

    /// Computes the whole batch.
    func evaluateRows(_ panels: Tensor, in memory: Memory) {
        let blocks = (geometry.outputHeight + Self.rowsInBlock - 1) / Self.rowsInBlock
        panels.withPointer { panels in
            let panels = SharedReadPointer(panels)
            workers.forEach(maps.count * blocks) { piece in
                let first = piece % blocks * Self.rowsInBlock
                let rows = first..<min(first + Self.rowsInBlock, geometry.outputHeight)
                evaluateRows(rows, of: piece / blocks, panels.address, memory)
            }
        }
    }

    private var vertical: ck_axis { geometry.vertical }
    private var horizontal: ck_axis { geometry.horizontal }
    /// Numbers of an input row under all windows, the padding too.
    private var rowLength: Int {
        ((geometry.outputWidth - 1) * horizontal.stride + horizontal.kernel) * maps.channels
    }

    private func evaluateRows(
        _ rows: Range<Int>, of picture: Int, _ panels: UnsafePointer<Float>, _ memory: Memory
    ) {
        let top = rows.lowerBound * vertical.stride - vertical.padding
        let height = (rows.count - 1) * vertical.stride + (vertical.kernel - 1) * vertical.dilation + 1
        var padded = Tensor(uninitialized: [height, rowLength])
        padded.withMutablePointer { padded in
            for row in 0..<height {
                copyRow(top + row, of: picture, memory, to: padded + row * rowLength)
            }
            for row in rows {
                let start = padded + (row - rows.lowerBound) * vertical.stride * rowLength
                multiplyRow(
                    start, pixel: (picture * geometry.outputHeight + row) * geometry.outputWidth, panels,
                    memory)
            }
        }
    }

    /// An input row with its padding; zeros where there is none.
    private func copyRow(
        _ row: Int, of picture: Int, _ memory: Memory, to target: UnsafeMutablePointer<Float>
    ) {
        let before = min(horizontal.padding * maps.channels, rowLength)
        let count = (0..<maps.height).contains(row) ? min(maps.width * maps.channels, rowLength - before) : 0
        let source = memory.input.address + (picture * maps.height + row) * maps.width * maps.channels
        target.update(repeating: 0, count: before)
        if count > 0 { (target + before).update(from: source, count: count) }
        (target + before + count).update(repeating: 0, count: rowLength - before - count)
    }

    private func multiplyRow(
        _ start: UnsafePointer<Float>, pixel: Int, _ panels: UnsafePointer<Float>, _ memory: Memory
    ) {
        var product = ck_product(
            left: start, left_stride: horizontal.stride * maps.channels, rows: geometry.outputWidth,
            depth: weights.depth, segments: vertical.kernel, segment_step: vertical.dilation * rowLength,
            panels: panels, first_panel: 0, panel_count: panelCount(weights.outputs),
            columns: weights.outputs,
            bias: memory.bias.address, continues: 0, low: bounds.low, high: bounds.high,
            output: memory.output.address + pixel * weights.outputs, output_stride: weights.outputs)
        ck_matrix_product(&product)
        finish(pixel..<pixel + geometry.outputWidth, outputs: 0..<weights.outputs, in: memory)
    }
}
