import Inference
import Tensors

extension Value {
    /// Where this value differs from the expected one; nil where it does not.
    ///
    /// Floats are equal as in ONNX's own runner (`numpy.testing.assert_allclose` with rtol 1e-3 and atol 1e-7):
    /// |actual - expected| <= 1e-7 + 1e-3 |expected|, NaN equal to NaN. Integers must be the same.
    func difference(from expected: Value) -> String? {
        guard shape == expected.shape else { return "the shape is \(shape) instead of \(expected.shape)" }
        switch (self, expected) {
        case (.float(let actual), .float(let expected)):
            return Self.firstDifference(actual.values, expected.values, Self.areClose)
        case (.integer(let actual), .integer(let expected)):
            return Self.firstDifference(actual.values, expected.values, ==)
        case (.float, .integer): return "there are floats instead of integers"
        case (.integer, .float): return "there are integers instead of floats"
        }
    }

    private static func areClose(_ actual: Float, _ expected: Float) -> Bool {
        if actual == expected || (actual.isNaN && expected.isNaN) { return true }
        let difference = abs(Double(actual) - Double(expected))
        return difference <= 1e-7 + 1e-3 * abs(Double(expected)) && actual.isFinite && expected.isFinite
    }

    private static func firstDifference<Number>(
        _ actual: [Number], _ expected: [Number], _ areEqual: (Number, Number) -> Bool
    ) -> String? {
        let places = actual.indices.filter { !areEqual(actual[$0], expected[$0]) }
        guard let first = places.first else { return nil }
        return "\(actual[first]) instead of \(expected[first]) at \(first), "
            + "\(places.count) of \(actual.count) differ"
    }
}
