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
                    case .product(let panels) where readsRows: evaluateRows(panels[0], in: memory)
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
                var layer = ck_depthwise_layer(
                    input: memory.input.address, maps: maps, vertical: geometry.vertical,
                    horizontal: geometry.horizontal, output_height: geometry.outputHeight,
                    output_width: geometry.outputWidth, weights: taps.address, bias: memory.bias.address,
                    low: bounds.low, high: bounds.high, output: memory.output.address)
                ck_depthwise(&layer, rows.lowerBound, rows.count)
                let width = geometry.outputWidth
                finish(
                    rows.lowerBound * width..<rows.upperBound * width, outputs: 0..<weights.outputs,
                    in: memory)
            }
        }
    }
}
