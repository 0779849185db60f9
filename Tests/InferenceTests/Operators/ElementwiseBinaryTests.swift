import Tensors
import TestSupport
import Testing

@testable import Inference

@Suite("ElementwiseBinary")
struct ElementwiseBinaryTests {
    /// Shapes that broadcast along rows, along columns, not at all; longer than what is done at once.
    private static let shapes = [
        ([1, 3, 41, 67], [1, 3, 41, 67]), ([2, 5000], [5000]), ([2, 5000], [2, 1]), ([7], [1]),
    ]

    @Test(
        "a sum that has taken on an activation gives what the two give one after the other", arguments: shapes
    )
    func fusedActivation(left: [Int], right: [Int]) throws {
        let (x, y) = (Tensor.random(left, seed: 3), Tensor.random(right, seed: 4))
        for function in [Activation.Function.relu, .clip(minimum: -0.25, maximum: 0.5), .sigmoid] {
            var sum = ElementwiseBinary(.add)
            let expected = try evaluate(Activation(function), [evaluate(sum, [x, y])])
            sum.activation = Activation(function)
            let fused = try evaluate(sum, [x, y])
            #expect(fused == expected)
        }
    }

    @Test("a sum of integers that has taken on an activation stays one of integers")
    func integers() throws {
        var sum = ElementwiseBinary(.add)
        sum.activation = Activation(.relu)
        let values = [
            Value.integer(IntegerTensor(shape: [2], values: [-5, 5])),
            .integer(IntegerTensor(shape: [1], values: [3])),
        ]
        #expect(
            try sum.evaluate(values, on: Workers(count: 1)) == [
                .integer(IntegerTensor(shape: [2], values: [0, 8]))
            ])
    }
}
