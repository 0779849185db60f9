import CKernels
import Tensors

/// One evaluation of a convolution: all that its loops share.
struct ConvolutionRun: Sendable {
    let maps: ck_maps
    let geometry: WindowGeometry
    let weights: ConvolutionWeights
    let activation: Activation?
    let workers: Workers

    /// Below this number of output pixels, blocks of rows would be too low for OpenBLAS, which repacks the
    /// weights for each.
    private static let fewPixels = 900
    /// Rows of a block: enough to make up for the repacking, few enough for the cache.
    private static let blockRows = 1500

    /// - Parameter input: `[batch, height, width, channels]`.
    /// - Returns: `[batch, output height, output width, outputs]`.
    func evaluate(_ input: Tensor) -> Tensor {
        var output = Tensor(
            uninitialized: [maps.count, geometry.outputHeight, geometry.outputWidth, weights.outputs])
        input.withPointer { input in
            weights.packed.withPointer { packed in
                weights.bias.withPointer { bias in
                    output.withMutablePointer { output in
                        let memory = Memory(
                            input: .init(input), packed: .init(packed), bias: .init(bias),
                            output: .init(output))
                        evaluate(in: memory)
                    }
                }
            }
        }
        return output
    }

    /// Where everything lies; valid while `evaluate` runs.
    private struct Memory: Sendable {
        let input: SharedReadPointer
        let packed: SharedReadPointer
        let bias: SharedReadPointer
        let output: SharedPointer
    }

    private var pixelCount: Int { maps.count * geometry.outputHeight * geometry.outputWidth }

    /// Whether the input's pixels are the patches already: 1 x 1 taps, one beside the other.
    private var readsInputDirectly: Bool {
        weights.kernel == [1, 1] && weights.groups == 1 && geometry.outputHeight == maps.height
            && geometry.outputWidth == maps.width && geometry.vertical.padding == 0
            && geometry.horizontal.padding == 0
    }

    private func evaluate(in memory: Memory) {
        if weights.isDepthwise {
            evaluateDepthwise(in: memory)
        } else if pixelCount >= Self.fewPixels {
            evaluateBlocks(in: memory)
        } else {
            evaluateSlices(in: memory)
        }
    }

    private func evaluateDepthwise(in memory: Memory) {
        workers.forEachRange(of: maps.count * geometry.outputHeight) { rows in
            ck_depthwise(
                memory.input.address, maps, geometry.vertical, geometry.horizontal, geometry.outputHeight,
                geometry.outputWidth, rows.lowerBound, rows.count, memory.packed.address,
                memory.bias.address, memory.output.address)
            let rowLength = geometry.outputWidth * weights.outputs
            let start = memory.output.address + rows.lowerBound * rowLength
            activation?.apply(to: start, count: rows.count * rowLength, into: start)
        }
    }

    /// Many pixels: every worker takes blocks of them and computes all outputs.
    private func evaluateBlocks(in memory: Memory) {
        let blocks = max(1, (pixelCount + Self.blockRows - 1) / Self.blockRows)
        let pieces = (blocks + workers.count - 1) / workers.count * workers.count
        workers.forEach(pieces) { piece in
            let pixels = pixelCount * piece / pieces..<pixelCount * (piece + 1) / pieces
            if readsInputDirectly {
                let patches = memory.input.address + pixels.lowerBound * maps.channels
                multiply(patches, pixels, group: 0, outputs: 0..<weights.outputs, in: memory)
            } else {
                for group in 0..<weights.groups {
                    var patches = Tensor(uninitialized: [pixels.count, weights.depth])
                    patches.withMutablePointer { patches in
                        layOut(pixels, group: group, in: memory, to: patches)
                        multiply(
                            patches, pixels, group: group, outputs: 0..<weights.outputsPerGroup, in: memory)
                    }
                }
            }
            finish(pixels, outputs: 0..<weights.outputs, in: memory)
        }
    }

    /// Few pixels: their patches are laid out once, then every worker computes some of the outputs.
    private func evaluateSlices(in memory: Memory) {
        let pixels = 0..<pixelCount
        for group in 0..<weights.groups {
            var patches = Tensor(uninitialized: readsInputDirectly ? [0] : [pixelCount, weights.depth])
            patches.withMutablePointer { laidOut in
                let laidOut = SharedPointer(laidOut)
                if !readsInputDirectly {
                    workers.forEachRange(of: pixelCount, smallest: 8) { range in
                        let start = laidOut.address + range.lowerBound * weights.depth
                        layOut(range, group: group, in: memory, to: start)
                    }
                }
                let slices = sliceCount
                workers.forEach(slices) { index in
                    let outputs = slice(index, of: slices)
                    let patches = readsInputDirectly ? memory.input.address : UnsafePointer(laidOut.address)
                    multiply(patches, pixels, group: group, outputs: outputs, in: memory)
                    finish(pixels, outputs: offset(outputs, inGroup: group), in: memory)
                }
            }
        }
    }

    /// One slice a worker, or two where the patches are few enough to be packed once more.
    private var sliceCount: Int {
        pixelCount * weights.depth <= 1 << 18 ? 2 * workers.count : workers.count
    }

    /// The outputs of a group that are computed together: whole vectors as far as possible.
    private func slice(_ index: Int, of slices: Int) -> Range<Int> {
        let vector = 16
        let vectors = (weights.outputsPerGroup + vector - 1) / vector
        func boundary(_ index: Int) -> Int {
            min(vectors * index / slices * vector, weights.outputsPerGroup)
        }
        return boundary(index)..<boundary(index + 1)
    }

    private func offset(_ outputs: Range<Int>, inGroup group: Int) -> Range<Int> {
        let first = group * weights.outputsPerGroup
        return first + outputs.lowerBound..<first + outputs.upperBound
    }

    private func layOut(
        _ pixels: Range<Int>, group: Int, in memory: Memory, to patches: UnsafeMutablePointer<Float>
    ) {
        ck_columns(
            memory.input.address, maps, geometry.vertical, geometry.horizontal, geometry.outputHeight,
            geometry.outputWidth, pixels.lowerBound, pixels.count, group * weights.channelsPerGroup,
            weights.channelsPerGroup, patches)
    }

    /// The product of patches and weights, for some of the outputs of a group.
    private func multiply(
        _ patches: UnsafePointer<Float>, _ pixels: Range<Int>, group: Int, outputs: Range<Int>,
        in memory: Memory
    ) {
        let perGroup = weights.outputsPerGroup
        let right = memory.packed.address + group * weights.depth * perGroup + outputs.lowerBound
        let result =
            memory.output.address + pixels.lowerBound * weights.outputs + group * perGroup
            + outputs.lowerBound
        MatrixProduct.multiply(
            .init(patches, stride: weights.depth), .init(right, stride: perGroup), rows: pixels.count,
            columns: outputs.count, depth: weights.depth, into: result, resultStride: weights.outputs)
    }

    /// Adds the bias and applies the activation.
    private func finish(_ pixels: Range<Int>, outputs: Range<Int>, in memory: Memory) {
        let stride = weights.outputs
        let start = memory.output.address + pixels.lowerBound * stride + outputs.lowerBound
        let bias = memory.bias.address + outputs.lowerBound
        if let bounds = activation?.clippingBounds {
            ck_add_bias_clip(start, pixels.count, outputs.count, stride, bias, bounds.low, bounds.high)
            return
        }
        ck_add_bias(start, pixels.count, outputs.count, stride, bias)
        guard let activation else { return }
        for row in 0..<pixels.count {
            let pixel = start + row * stride
            activation.apply(to: pixel, count: outputs.count, into: pixel)
        }
    }
}
