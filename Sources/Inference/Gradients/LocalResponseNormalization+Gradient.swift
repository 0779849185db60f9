import Foundation
import Tensors

extension LocalResponseNormalization: DifferentiableOperator {
    /// With the energy s of the neighbourhood N(i), y(i) = x(i) s(i)^-beta, so that x(k) gets
    /// g(k) s(k)^-beta - 2 alpha beta / size x(k) (sum over i with k in N(i) of g(i) x(i) s(i)^(-beta - 1)).
    func pullBack(_ step: BackwardStep) throws -> [Tensor?] {
        let (input, gradient) = (try step.input(0), try step.gradient())
        let channels = input.shape[1], pixels = input.shape[2...].reduce(1, *)
        var result = Tensor(uninitialized: input.shape)
        input.withPointer { input in
            gradient.withPointer { gradient in
                result.withMutablePointer { [count = result.shape[0]] result in
                    let (input, gradient) = (SharedReadPointer(input), SharedReadPointer(gradient))
                    let result = SharedPointer(result)
                    step.workers.forEachRange(of: count * pixels, smallest: 64) { range in
                        for pixel in range {
                            let start = pixel / pixels * channels * pixels + pixel % pixels
                            pullBack(
                                input.address + start, gradient.address + start, result.address + start,
                                channels: channels, stride: pixels)
                        }
                    }
                }
            }
        }
        return [result]
    }

    /// All channels of one pixel, which lie `stride` apart.
    private func pullBack(
        _ input: UnsafePointer<Float>, _ gradient: UnsafePointer<Float>,
        _ result: UnsafeMutablePointer<Float>, channels: Int, stride: Int
    ) {
        let (before, after) = ((size - 1) / 2, size / 2)
        let x = (0..<channels).map { Double(input[$0 * stride]) }
        let energies = (0..<channels).map { channel in
            let neighbours = x[max(0, channel - before)...min(channels - 1, channel + after)]
            return Double(bias) + Double(alpha) / Double(size) * neighbours.reduce(0) { $0 + $1 * $1 }
        }
        let pulls = (0..<channels).map { channel in
            Double(gradient[channel * stride]) * x[channel] * pow(energies[channel], -Double(beta) - 1)
        }
        for channel in 0..<channels {
            let pull = pulls[max(0, channel - after)...min(channels - 1, channel + before)].reduce(0, +)
            let direct = Double(gradient[channel * stride]) * pow(energies[channel], -Double(beta))
            result[channel * stride] = Float(
                direct - 2 * Double(alpha) * Double(beta) / Double(size) * x[channel] * pull)
        }
    }
}
