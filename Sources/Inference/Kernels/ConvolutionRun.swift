import CKernels
import Tensors

/// One evaluation of a convolution: all that its loops share.
struct ConvolutionRun: Sendable {
    let maps: ck_maps
    let geometry: WindowGeometry
    let weights: ConvolutionWeights
    let activation: Activation?
    let workers: Workers

    /// Where everything lies; valid while `evaluate` runs.
    struct Memory: Sendable {
        let input: SharedReadPointer
        let bias: SharedReadPointer
        let output: SharedPointer
    }

    /// - Parameter input: `[batch, height, width, channels]`.
    /// - Returns: `[batch, output height, output width, outputs]`.
    func evaluate(_ input: Tensor) -> Tensor {
        var output = Tensor(
            uninitialized: [maps.count, geometry.outputHeight, geometry.outputWidth, weights.outputs])
        input.withPointer { input in
            weights.bias.withPointer { bias in
                output.withMutablePointer { output in
                    let memory = Memory(input: .init(input), bias: .init(bias), output: .init(output))
                    switch weights.form {
                    case .depthwise(let taps): evaluateDepthwise(taps, in: memory)
                    case .product(let panels):
                        for (group, panels) in panels.enumerated() {
                            evaluate(panels, group: group, in: memory)
                        }
                    case .winograd(let panels): evaluateWinograd(panels, in: memory)
                    }
                }
            }
        }
        return output
    }

    /// Output pixels of the whole batch.
    var pixelCount: Int { maps.count * geometry.outputHeight * geometry.outputWidth }

    /// The bounds of the result that the kernels keep it between.
    var bounds: (low: Float, high: Float) { activation?.clippingBounds ?? (-.infinity, .infinity) }

    /// Applies an activation that does more than clip to the given outputs of some pixels.
    func finish(_ pixels: Range<Int>, outputs: Range<Int>, in memory: Memory) {
        guard let activation, activation.clippingBounds == nil else { return }
        let first = memory.output.address + pixels.lowerBound * weights.outputs + outputs.lowerBound
        guard outputs.count < weights.outputs else {
            return activation.apply(to: first, count: pixels.count * weights.outputs, into: first)
        }
        for row in 0..<pixels.count {
            let pixel = first + row * weights.outputs
            activation.apply(to: pixel, count: outputs.count, into: pixel)
        }
    }

    private func evaluateDepthwise(_ taps: Tensor, in memory: Memory) {
        taps.withPointer { taps in
            let taps = SharedReadPointer(taps)
            workers.forEachRange(of: maps.count * geometry.outputHeight) { rows in
                ck_depthwise(
                    memory.input.address, maps, geometry.vertical, geometry.horizontal, geometry.outputHeight,
                    geometry.outputWidth, rows.lowerBound, rows.count, taps.address, memory.bias.address,
                    memory.output.address)
                let rowLength = geometry.outputWidth * weights.outputs
                let start = memory.output.address + rows.lowerBound * rowLength
                activation?.apply(to: start, count: rows.count * rowLength, into: start)
            }
        }
    }
}
