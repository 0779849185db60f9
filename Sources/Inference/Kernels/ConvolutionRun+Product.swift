import CKernels
import Tensors

/// Convolution as a product: patches laid out as rows (im2col: Chellapilla, Puri and Simard 2006) times the weights.
extension ConvolutionRun {
    /// Tiles of rows that are multiplied before the next patches are laid out: they stay in the second cache.
    private static let tilesInBlock = 8

    /// Computes one group.
    func evaluate(_ panels: Tensor, group: Int, in memory: Memory) {
        let block = Self.tilesInBlock * ck_tile_rows()
        let blocks = max(1, (pixelCount + block - 1) / block)
        panels.withPointer { panels in
            let task = Task(panels: .init(panels), group: group, memory: memory)
            if blocks >= 2 * workers.count || workers.count == 1 {
                evaluateBlocks((blocks + workers.count - 1) / workers.count * workers.count, task)
            } else {
                evaluateSlices(task)
            }
        }
    }

    private struct Task: Sendable {
        let panels: SharedReadPointer
        let group: Int
        let memory: Memory
    }

    /// Many pixels: every worker takes blocks of them and computes all outputs.
    private func evaluateBlocks(_ blocks: Int, _ task: Task) {
        let panels = 0..<panelCount(weights.outputsPerGroup)
        workers.forEach(blocks) { piece in
            let pixels = pixelCount * piece / blocks..<pixelCount * (piece + 1) / blocks
            guard !readsInputDirectly else {
                return multiply(directRows(pixels.lowerBound, task), pixels, panels: panels, task)
            }
            var patches = Tensor(uninitialized: [pixels.count, patchStride])
            patches.withMutablePointer { patches in
                layOut(pixels, task, to: patches)
                multiply(.init(address: patches, stride: patchStride), pixels, panels: panels, task)
            }
        }
    }

    /// Few pixels: their patches are laid out once, then every worker computes some of the outputs.
    private func evaluateSlices(_ task: Task) {
        var patches = Tensor(uninitialized: readsInputDirectly ? [0] : [pixelCount, patchStride])
        patches.withMutablePointer { laidOut in
            let laidOut = SharedPointer(laidOut)
            if !readsInputDirectly {
                workers.forEachRange(of: pixelCount, smallest: 8) { pixels in
                    layOut(pixels, task, to: laidOut.address + pixels.lowerBound * patchStride)
                }
            }
            let panels = panelCount(weights.outputsPerGroup)
            let slices = min(panels, 2 * workers.count)
            workers.forEach(slices) { index in
                let rows =
                    readsInputDirectly
                    ? directRows(0, task) : Rows(address: laidOut.address, stride: patchStride)
                multiply(
                    rows, 0..<pixelCount, panels: panels * index / slices..<panels * (index + 1) / slices,
                    task)
            }
        }
    }

    private struct Rows {
        let address: UnsafePointer<Float>
        let stride: Int
    }

    /// Whether the input's pixels are the patches already: 1 x 1 taps, one beside the other. Rows that lie a
    /// multiple of a page apart fall into the same lines of the cache; those are copied.
    private var readsInputDirectly: Bool {
        weights.kernel == [1, 1] && geometry.vertical.stride == 1 && geometry.horizontal.stride == 1
            && geometry.outputHeight == maps.height && geometry.outputWidth == maps.width
            && geometry.vertical.padding == 0 && geometry.horizontal.padding == 0 && maps.channels % 1024 != 0
    }

    private func directRows(_ pixel: Int, _ task: Task) -> Rows {
        Rows(
            address: task.memory.input.address + pixel * maps.channels + task.group
                * weights.channelsPerGroup,
            stride: maps.channels)
    }

    /// Numbers from one patch to the next: not a power of two, which would make them fight for the cache.
    private var patchStride: Int { weights.depth % 256 == 0 ? weights.depth + 16 : weights.depth }

    private func layOut(_ pixels: Range<Int>, _ task: Task, to patches: UnsafeMutablePointer<Float>) {
        ck_columns(
            task.memory.input.address, maps, geometry.vertical, geometry.horizontal, geometry.outputHeight,
            geometry.outputWidth, pixels.lowerBound, pixels.count, task.group * weights.channelsPerGroup,
            weights.channelsPerGroup, patches, patchStride)
    }

    private func multiply(_ rows: Rows, _ pixels: Range<Int>, panels: Range<Int>, _ task: Task) {
        let first = task.group * weights.outputsPerGroup
        var product = ck_product(
            left: rows.address, left_stride: rows.stride, rows: pixels.count, depth: weights.depth,
            segments: 1, segment_step: 0,
            panels: task.panels.address, first_panel: panels.lowerBound, panel_count: panels.count,
            columns: weights.outputsPerGroup, bias: task.memory.bias.address + first, continues: 0,
            low: bounds.low, high: bounds.high,
            output: task.memory.output.address + pixels.lowerBound * weights.outputs + first,
            output_stride: weights.outputs)
        ck_matrix_product(&product)
        let columns =
            panels.lowerBound
            * ck_panel_width()..<min(panels.upperBound * ck_panel_width(), weights.outputsPerGroup)
        finish(pixels, outputs: first + columns.lowerBound..<first + columns.upperBound, in: task.memory)
    }
}
