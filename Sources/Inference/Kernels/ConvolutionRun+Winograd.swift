import CKernels
import Tensors

/// Convolution by Winograd's minimal filtering F(4x4, 3x3) (Lavin and Gray 2016): input tiles are transformed, each
/// of their 36 points is multiplied with the transformed weights as a matrix, and the products are transformed back.
extension ConvolutionRun {
    /// From this number of tiles on, every worker computes blocks of them by itself; with fewer, the workers share
    /// the 36 products, so that each weight is read once.
    private static let manyTiles = 190
    /// Tiles in a block, in tiles of rows of the product: fewer where the transformed maps then stay in the cache.
    private var rowTilesInBlock: Int { weights.channels + weights.outputs <= 128 ? 2 : 4 }

    /// Computes the whole batch.
    func evaluateWinograd(_ panels: Tensor, in memory: Memory) {
        let across = (geometry.outputWidth + 3) / 4, down = (geometry.outputHeight + 3) / 4
        let count = maps.count * across * down
        panels.withPointer { panels in
            let task = Task(panels: .init(panels), memory: memory)
            if count >= Self.manyTiles || workers.count == 1 {
                evaluateTileBlocks(count, task)
            } else {
                evaluateTogether(count, task)
            }
        }
        // An activation that does more than clip follows when all is there: tiles do not lie in rows.
        if let activation, activation.clippingBounds == nil {
            workers.forEachRange(of: pixelCount, smallest: 1 + 16384 / weights.outputs) { pixels in
                finish(pixels, outputs: 0..<weights.outputs, in: memory)
            }
        }
    }

    private struct Task: Sendable {
        let panels: SharedReadPointer
        let memory: Memory
    }

    private var tileGeometry: ck_winograd {
        ck_winograd(
            count: maps.count, height: maps.height, width: maps.width, channels: maps.channels,
            top: geometry.vertical.padding, left: geometry.horizontal.padding,
            output_height: geometry.outputHeight, output_width: geometry.outputWidth, outputs: weights.outputs
        )
    }

    /// Numbers from one tile to the next, not a power of two, which would make them fight for the cache.
    private var inputStride: Int { weights.channels + 16 }
    private var outputStride: Int { weights.outputs + 16 }

    private func evaluateTileBlocks(_ count: Int, _ task: Task) {
        let block = rowTilesInBlock * ck_tile_rows()
        let blocks = max(1, (count + block * workers.count - 1) / (block * workers.count)) * workers.count
        workers.forEach(blocks) { piece in
            let tiles = count * piece / blocks..<count * (piece + 1) / blocks
            withScratch(of: tiles.count) { scratch in
                transformInput(tiles, of: tiles, task, scratch)
                for point in 0..<36 { multiply(point, tiles.count, task, scratch) }
                transformOutput(tiles, of: tiles, task, scratch)
            }
        }
    }

    private func evaluateTogether(_ count: Int, _ task: Task) {
        withScratch(of: count) { scratch in
            let pieces = min(count, 2 * workers.count)
            let tiles = { @Sendable in count * $0 / pieces..<count * ($0 + 1) / pieces }
            workers.forEach(pieces) { transformInput(tiles($0), of: 0..<count, task, scratch) }
            workers.forEach(36) { multiply($0, count, task, scratch) }
            workers.forEach(pieces) { transformOutput(tiles($0), of: 0..<count, task, scratch) }
        }
    }

    /// Where the transformed tiles and their products lie.
    private struct Scratch: Sendable {
        let input: SharedPointer, products: SharedPointer
    }

    private func withScratch(of count: Int, _ body: (Scratch) -> Void) {
        var input = Tensor(uninitialized: [36, count, inputStride])
        var products = Tensor(uninitialized: [36, count, outputStride])
        input.withMutablePointer { input in
            products.withMutablePointer { products in
                body(Scratch(input: .init(input), products: .init(products)))
            }
        }
    }

    private func transformInput(_ tiles: Range<Int>, of all: Range<Int>, _ task: Task, _ scratch: Scratch) {
        var geometry = tileGeometry
        let start = scratch.input.address + (tiles.lowerBound - all.lowerBound) * inputStride
        ck_winograd_input(
            &geometry, task.memory.input.address, tiles.lowerBound, tiles.count,
            ck_tiles(address: start, stride: inputStride, point_stride: all.count * inputStride))
    }

    private func multiply(_ point: Int, _ count: Int, _ task: Task, _ scratch: Scratch) {
        let panels = panelCount(weights.outputs)
        var product = ck_product(
            left: scratch.input.address + point * count * inputStride, left_stride: inputStride, rows: count,
            depth: weights.channels, segments: 1, segment_step: 0,
            panels: task.panels.address + point * panels * weights.channels * ck_panel_width(),
            first_panel: 0,
            panel_count: panels, columns: weights.outputs, bias: nil, continues: 0, low: -.infinity,
            high: .infinity, output: scratch.products.address + point * count * outputStride,
            output_stride: outputStride)
        ck_matrix_product(&product)
    }

    private func transformOutput(_ tiles: Range<Int>, of all: Range<Int>, _ task: Task, _ scratch: Scratch) {
        var geometry = tileGeometry
        let start = scratch.products.address + (tiles.lowerBound - all.lowerBound) * outputStride
        ck_winograd_output(
            &geometry,
            ck_tiles(address: start, stride: outputStride, point_stride: all.count * outputStride),
            tiles.lowerBound, tiles.count, task.memory.bias.address, bounds.low, bounds.high,
            task.memory.output.address)
    }
}
