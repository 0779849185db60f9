import Tensors
import TestSupport
import Testing

@testable import Inference

@Suite("Filters of packed convolution weights")
struct ConvolutionWeightsFiltersTests {
    @Test(
        "Packed weights are unpacked as they were",
        arguments: [
            ([40, 24, 3, 3], 1), ([5, 3, 3, 3], 1), ([70, 20, 1, 1], 1), ([24, 1, 3, 3], 24),
            ([24, 1, 3, 5], 24),
            ([64, 8, 3, 3], 2), ([6, 5, 2, 3], 2),
        ])
    func roundTrip(shape: [Int], groups: Int) throws {
        let original = Tensor.random(shape, seed: 11)
        let geometry = try WindowGeometry(
            Window(pads: [1, 1, 1, 1]), kernel: Array(shape[2...]), height: 32, width: 32)
        let weights = try ConvolutionWeights(
            original, bias: nil, groups: groups, tiles: WinogradTiles(geometry), on: Workers(count: 2))
        #expect(
            Tolerance.close.mismatch(ungrouped(weights.filters, weights.groups), ungrouped(original, groups))
                == nil)
    }

    @Test("The weights that Winograd's algorithm reads are among them")
    func coversWinograd() throws {
        let geometry = try WindowGeometry(Window(pads: [1, 1, 1, 1]), kernel: [3, 3], height: 32, width: 32)
        let weights = try ConvolutionWeights(
            .random([40, 24, 3, 3]), bias: nil, groups: 1, tiles: WinogradTiles(geometry),
            on: Workers(count: 1))
        guard case .winograd = weights.form else {
            Issue.record("40 x 24 filters of 3 x 3 are not transformed")
            return
        }
    }

    /// The weights of one group that does the same, zeros where channels do not see each other.
    private func ungrouped(_ weights: Tensor, _ groups: Int) -> Tensor {
        let (outputs, channels) = (weights.shape[0], weights.shape[1])
        let taps = weights.shape[2] * weights.shape[3]
        var result = Tensor(shape: [outputs, channels * groups, taps])
        for output in 0..<outputs {
            let group = output / (outputs / groups)
            for channel in 0..<channels {
                for tap in 0..<taps {
                    result[output, group * channels + channel, tap] =
                        weights[output, channel, tap / weights.shape[3], tap % weights.shape[3]]
                }
            }
        }
        return result
    }
}
