import CKernels
import Tensors

extension ConvolutionWeights {
    /// The weights as ONNX has them, `[outputs, channelsPerGroup, height, width]`, for `groups` groups: unpacked, but
    /// for narrow groups that were joined. Winograd's transformation is undone, which costs a rounding.
    var filters: Tensor {
        let taps = kernel[0] * kernel[1]
        switch form {
        case .depthwise(let weights):
            let rows = weights.reshaped([1, taps, 1, outputs]).channelsMovedFirst()
            return rows.reshaped([outputs, 1] + kernel)
        case .product(let panels):
            var result = Tensor(uninitialized: [outputs, channelsPerGroup] + kernel)
            for (group, panels) in panels.enumerated() { unpack(panels, group: group, to: &result) }
            return result
        case .winograd(let panels):
            return untransformed(panels)
        }
    }

    /// Panels `[panels, taps x channels, panel width]`.
    private func unpack(_ panels: Tensor, group: Int, to result: inout Tensor) {
        let (width, taps) = (ck_panel_width(), kernel[0] * kernel[1])
        panels.withPointer { panels in
            result.withMutablePointer { result in
                for output in 0..<outputsPerGroup {
                    let source = panels + output / width * depth * width + output % width
                    let target = result + (group * outputsPerGroup + output) * depth
                    for channel in 0..<channelsPerGroup {
                        for tap in 0..<taps {
                            target[channel * taps + tap] = source[(tap * channelsPerGroup + channel) * width]
                        }
                    }
                }
            }
        }
    }

    /// Panels `[36, panels, channels, panel width]`, from which g is taken back out of G g G'.
    private func untransformed(_ panels: Tensor) -> Tensor {
        let width = ck_panel_width()
        let pointStride = panels.shape[1] * channels * width
        var result = Tensor(uninitialized: [outputs, channels, 3, 3])
        panels.withPointer { panels in
            result.withMutablePointer { result in
                let (panels, result) = (SharedReadPointer(panels), SharedPointer(result))
                Workers.standard.forEachRange(of: outputs) { some in
                    for output in some {
                        let first = panels.address + output / width * channels * width + output % width
                        for channel in 0..<channels {
                            Self.untransform(
                                first + channel * width, pointStride,
                                to: result.address + (output * channels + channel) * 9)
                        }
                    }
                }
            }
        }
        return result
    }

    /// Of the six numbers that G makes of three, the first is a quarter of the first, the last is the last, and the
    /// second and third are minus a sixth of the sum and of the alternating sum (Lavin and Gray 2016).
    static func untransform(
        _ points: UnsafePointer<Float>, _ stride: Int, to filter: UnsafeMutablePointer<Float>
    ) {
        func point(_ row: Int, _ column: Int) -> Float { points[(row * 6 + column) * stride] }
        func columns(_ row: Int) -> SIMD3<Float> {
            SIMD3(4 * point(row, 0), 3 * (point(row, 2) - point(row, 1)), point(row, 5))
        }
        let rows = [4 * columns(0), 3 * (columns(2) - columns(1)), columns(5)]
        for row in 0..<3 {
            for column in 0..<3 { filter[row * 3 + column] = rows[row][column] }
        }
    }
}
