import CKernels
import Tensors

extension ConvolutionWeights {
    /// One filter for the convolution's own groups, `[channels / groups, height, width]` in a row: unpacked as in
    /// `filters`, but alone.
    func filter(_ output: Int, groups: Int) -> [Float] {
        let (width, taps) = (ck_panel_width(), kernel[0] * kernel[1])
        let own = channels / groups
        switch form {
        case .depthwise(let weights):
            return weights.withPointer { weights in (0..<taps).map { weights[$0 * outputs + output] } }
        case .product(let panels):
            let (group, column) = (output / outputsPerGroup, output % outputsPerGroup)
            // Narrow groups were joined: of the joined one's channels only some are this group's.
            let first = output / (outputs / groups) * own - group * channelsPerGroup
            return panels[group].withPointer { panels in
                let source = panels + column / width * depth * width + column % width
                return (first..<first + own).flatMap { channel in
                    (0..<taps).map { source[($0 * channelsPerGroup + channel) * width] }
                }
            }
        case .winograd(let panels):
            let pointStride = panels.shape[1] * channels * width
            var result = [Float](repeating: 0, count: channels * 9)
            panels.withPointer { panels in
                let source = panels + output / width * channels * width + output % width
                result.withUnsafeMutableBufferPointer { result in
                    guard let target = result.baseAddress else { return }
                    for channel in 0..<channels {
                        Self.untransform(source + channel * width, pointStride, to: target + channel * 9)
                    }
                }
            }
            return result
        }
    }
}

extension DenseWeights {
    /// The weights of one unit as the run uses them, `[length]`.
    func weights(ofUnit unit: Int) -> [Float] {
        let width = ck_panel_width()
        return withPanel(unit / width) { panel in
            (0..<length).map { panel[$0 * width + unit % width] }
        }
    }
}
