import Tensors

extension [Value?] {
    /// The input at `index`, which must be there.
    func value(_ index: Int) throws -> Value {
        guard indices.contains(index), let value = self[index] else {
            throw InferenceError.invalid("input \(index + 1) is missing")
        }
        return value
    }

    /// The input at `index`, which must be there and hold floats.
    func tensor(_ index: Int) throws -> Tensor {
        guard case .float(let tensor) = try value(index) else {
            throw InferenceError.invalid("input \(index + 1) holds integers, but floats are needed")
        }
        return tensor
    }

    /// The input at `index`, which must be there and hold integers.
    func integers(_ index: Int) throws -> IntegerTensor {
        guard case .integer(let tensor) = try value(index) else {
            throw InferenceError.invalid("input \(index + 1) holds floats, but integers are needed")
        }
        return tensor
    }

    /// The integers of the input at `index`; nil where it is left out.
    func optionalIntegers(_ index: Int) throws -> [Int]? {
        guard indices.contains(index), self[index] != nil else { return nil }
        return try integers(index).values
    }
}

extension InferenceError {
    /// The error for inputs that an operator cannot use; the runner adds the node.
    static func invalid(_ reason: String) -> InferenceError { .unsupported(node: "", reason: reason) }
}
