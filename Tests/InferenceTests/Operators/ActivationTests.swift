import Foundation
import Inference
import Tensors
import TestSupport
import Testing

@Suite("Activation")
struct ActivationTests {
    /// Each function by its formula in the ONNX specification, in double precision.
    private static let formulas: [(Activation.Function, @Sendable (Double) -> Double)] = [
        (.relu, { max(0, $0) }),
        (.leakyRelu(alpha: 0.25), { $0 < 0 ? 0.25 * $0 : $0 }),
        (.clip(minimum: -0.5, maximum: 2), { min(max($0, -0.5), 2) }),
        (.clip(minimum: nil, maximum: 1), { min($0, 1) }),
        (.sigmoid, { 1 / (1 + exp(-$0)) }),
        (.tanh, { tanh($0) }),
        (.hardSwish, { $0 * max(0, min(1, $0 / 6 + 0.5)) }),
        (.hardSigmoid(alpha: 0.2, beta: 0.5), { max(0, min(1, 0.2 * $0 + 0.5)) }),
        (.elu(alpha: 0.5), { $0 < 0 ? 0.5 * (exp($0) - 1) : $0 }),
        (.selu(alpha: 1.5, gamma: 2), { 2 * ($0 <= 0 ? 1.5 * (exp($0) - 1) : $0) }),
        (.softplus, { log(1 + exp($0)) }),
        (.softsign, { $0 / (1 + abs($0)) }),
        (.mish, { $0 * tanh(log(1 + exp($0))) }),
        (.thresholdedRelu(alpha: 0.7), { $0 > 0.7 ? $0 : 0 }),
    ]

    @Test("follows its formula", arguments: formulas.indices)
    func formula(index: Int) throws {
        let (function, formula) = Self.formulas[index]
        let input = Tensor(shape: [1, 2, 3, 20], values: (0..<120).map { Float($0) / 7 - 8.5 })
        let expected = Tensor(shape: input.shape, values: input.values.map { Float(formula(Double($0))) })
        #expect(Tolerance.close.mismatch(try evaluate(Activation(function), [input]), expected) == nil)
    }

    @Test("what is not a number stays so under relu and clip, as in onnxruntime")
    func notANumber() throws {
        for function in [Activation.Function.relu, .clip(minimum: -1, maximum: 6)] {
            let input = Tensor(shape: [1, 3], values: [.nan, -2, 9] as [Float])
            let output = try evaluate(Activation(function), [input])
            #expect(output.values[0].isNaN && output.values.dropFirst().allSatisfy(\.isFinite))
        }
    }

    @Test("a clip takes its bounds from constants and from values, either may be left out")
    func bounds() throws {
        let input = Tensor.random([1, 50])
        let (low, high) = (Tensor(shape: [], values: [-0.25]), Tensor(shape: [], values: [0.5]))
        let clip = Activation(.clip(minimum: nil, maximum: nil))
        let both = Tensor(shape: [1, 50], values: input.values.map { min(max($0, -0.25), 0.5) })
        #expect(try evaluate(clip, [input], constants: [low, high]) == both)
        #expect(try evaluate(clip, [input, low, high]) == both)
        let above = Tensor(shape: [1, 50], values: input.values.map { min($0, 0.5) })
        #expect(try evaluate(clip, [input], constants: [nil, high]) == above)
    }
}
