import CKernels
import Tensors

/// The weights of a convolution as its loops read them.
struct ConvolutionWeights: Sendable {
    /// How the convolution is computed, with the weights laid out for it.
    enum Form: Sendable {
        /// One filter a channel, `[taps, channels]`.
        case depthwise(Tensor)
        /// Patches laid out as rows (im2col), times panels: a tensor `[panels, depth, panel width]` a group, with
        /// depth = taps x channelsPerGroup, the channel varying fastest.
        case product([Tensor])
        /// Winograd's F(4x4, 3x3): `[36, panels, channels, panel width]`.
        case winograd(Tensor)
    }

    /// [vertical, horizontal]
    let kernel: [Int]
    /// Groups of channels that do not see each other. Narrow groups are joined: see `joined`.
    let groups: Int
    let channelsPerGroup: Int
    let outputsPerGroup: Int
    let form: Form
    /// `[outputs]`, zeros where the convolution has none.
    let bias: Tensor

    /// Numbers in a patch of one group.
    var depth: Int { kernel[0] * kernel[1] * channelsPerGroup }
    /// Channels of the result.
    var outputs: Int { groups * outputsPerGroup }
    /// Channels of the input.
    var channels: Int { groups * channelsPerGroup }

    /// - Parameters:
    ///   - weights: `[out, in / groups, height, width]`.
    ///   - tiles: how many tiles of 4 x 4 pixels the output has, where Winograd's algorithm is possible.
    /// - Throws: `InferenceError` where groups or bias do not fit.
    init(_ weights: Tensor, bias: Tensor?, groups: Int, tiles: WinogradTiles?, on workers: Workers) throws {
        let outputs = weights.shape[0]
        guard groups > 0, outputs % groups == 0 else {
            throw InferenceError.shapeMismatch(
                node: "", expected: "weights that fall into \(groups) groups", actual: weights.shape)
        }
        if let bias, bias.count != outputs {
            throw InferenceError.shapeMismatch(
                node: "", expected: "a bias for each of \(outputs) channels", actual: bias.shape)
        }
        kernel = Array(weights.shape[2...])
        self.bias = bias ?? Tensor(shape: [outputs])
        if groups > 1, weights.shape[1] == 1, outputs == groups {
            (self.groups, channelsPerGroup, outputsPerGroup) = (groups, 1, 1)
            form = .depthwise(
                weights.channelsMovedLast().reshaped([1, outputs, 1, kernel[0] * kernel[1]])
                    .channelsMovedLast())
            return
        }
        let (joinedWeights, joinedGroups) = Self.joined(weights, groups: groups)
        self.groups = joinedGroups
        channelsPerGroup = joinedWeights.shape[1]
        outputsPerGroup = outputs / joinedGroups
        form =
            groups == 1 && tiles?.pays(forKernel: kernel) == true && min(outputs, weights.shape[1]) >= 16
            ? .winograd(Self.transformed(weights, on: workers))
            : .product(Self.panels(joinedWeights, groups: joinedGroups, on: workers))
    }

    /// Groups with fewer outputs than a panel has columns are computed several at a time, with zeros between them:
    /// the vectors would be empty there anyway.
    private static func joined(_ weights: Tensor, groups: Int) -> (Tensor, groups: Int) {
        let (outputs, channels, taps) = (
            weights.shape[0] / groups, weights.shape[1], weights.shape[2] * weights.shape[3]
        )
        let wanted = max(1, ck_panel_width() / outputs)
        guard groups > 1, let together = (1...wanted).last(where: { groups % $0 == 0 }), together > 1 else {
            return (weights, groups)
        }
        var result = Tensor(shape: [weights.shape[0], channels * together] + weights.shape[2...])
        result.withMutableValues { target in
            weights.withValues { source in
                for output in 0..<weights.shape[0] {
                    let place = output / outputs % together
                    let start = (output * together + place) * channels * taps
                    for index in 0..<channels * taps {
                        target[start + index] = source[output * channels * taps + index]
                    }
                }
            }
        }
        return (result, groups / together)
    }

    /// The panels of every group of weights `[out, in / groups, height, width]`.
    private static func panels(_ weights: Tensor, groups: Int, on workers: Workers) -> [Tensor] {
        let outputs = weights.shape[0] / groups
        let depth = weights.count / weights.shape[0]
        let rows = weights.channelsMovedLast()
        return (0..<groups).map { group in
            let count = panelCount(outputs)
            var result = Tensor(uninitialized: [count, depth, ck_panel_width()])
            rows.withPointer { rows in
                result.withMutablePointer { target in
                    let (source, target) = (
                        SharedReadPointer(rows + group * outputs * depth), SharedPointer(target)
                    )
                    workers.forEachRange(of: count, smallest: 1 + (1 << 15) / (depth * ck_panel_width())) {
                        panels in
                        ck_pack_panels(
                            source.address, depth, outputs, 1, depth, panels.lowerBound, panels.count,
                            target.address)
                    }
                }
            }
            return result
        }
    }

    private static func transformed(_ weights: Tensor, on workers: Workers) -> Tensor {
        let (outputs, channels) = (weights.shape[0], weights.shape[1])
        let count = panelCount(outputs)
        var result = Tensor(uninitialized: [36, count, channels, ck_panel_width()])
        weights.withPointer { weights in
            result.withMutablePointer { target in
                let (source, target) = (SharedReadPointer(weights), SharedPointer(target))
                workers.forEachRange(of: count) { panels in
                    ck_winograd_weights(
                        source.address, outputs, channels, panels.lowerBound, panels.count, target.address)
                }
            }
        }
        return result
    }
}

/// How many panels hold that many columns.
func panelCount(_ columns: Int) -> Int { (columns + ck_panel_width() - 1) / ck_panel_width() }

/// The output of a convolution in the tiles of 4 x 4 pixels that Winograd's algorithm computes.
struct WinogradTiles: Sendable {
    let height: Int, width: Int

    /// Nil where the algorithm cannot be used: it needs strides and dilations of 1.
    init?(_ geometry: WindowGeometry) {
        let axes = [geometry.vertical, geometry.horizontal]
        guard axes.allSatisfy({ $0.kernel == 3 && $0.stride == 1 && $0.dilation == 1 }) else { return nil }
        (height, width) = (geometry.outputHeight, geometry.outputWidth)
    }

    /// Whether it is faster than the plain product. Its weights are four times as large and have to come from
    /// memory; the times (in ns for each pair of channels) are those of a core with 225 GFLOP/s and 30 GB/s.
    func pays(forKernel kernel: [Int]) -> Bool {
        let tiles = Double((height + 3) / 4 * ((width + 3) / 4))
        return 0.32 * tiles + 4.8 < 0.08 * Double(height * width) + 1.2
    }
}
