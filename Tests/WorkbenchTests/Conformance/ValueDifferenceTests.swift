import Inference
import Tensors
import Testing

@testable import Workbench

@Suite struct ValueDifferenceTests {
    private func floats(_ values: Float...) -> Value { .float(Tensor(shape: [values.count], values: values)) }

    @Test("Floats may differ by 1e-7 plus 1e-3 of the expected one, NaN equals NaN, infinity only itself")
    func tolerance() {
        #expect(
            floats(1000.9, .nan, .infinity, 5e-8).difference(from: floats(1000, .nan, .infinity, 0)) == nil)
        #expect(
            floats(1, 1001.5).difference(from: floats(1, 1000))
                == "1001.5 instead of 1000.0 at 1, 1 of 2 differ")
        for (actual, expected) in [
            (Float.nan, Float(1)), (1, .nan), (.infinity, 1), (1, .infinity), (2e-7, 0),
        ] {
            #expect(floats(actual).difference(from: floats(expected)) != nil, "\(actual), \(expected)")
        }
    }

    @Test("Integers must be the same, and so must shapes and types")
    func exactness() {
        let million = Value.integer(IntegerTensor(shape: [1], values: [1_000_000]))
        let more = Value.integer(IntegerTensor(shape: [1], values: [1_000_001]))
        #expect(million.difference(from: million) == nil)
        #expect(more.difference(from: million) == "1000001 instead of 1000000 at 0, 1 of 1 differ")
        #expect(more.difference(from: floats(1)) == "there are integers instead of floats")
        #expect(floats(1).difference(from: more) == "there are floats instead of integers")
        #expect(floats(1, 2).difference(from: floats(1)) == "the shape is [2] instead of [1]")
    }
}
