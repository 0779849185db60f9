import Tensors

/// The ONNX operators that compare two inputs, or join two truth values, element by element with numpy's
/// broadcasting; the result is 0 or 1.
public struct Comparison: Operator, Equatable {
    /// Which one it is; the raw value is the ONNX name.
    public enum Function: String, Sendable, CaseIterable {
        /// x = y
        case equal = "Equal"
        /// x > y
        case greater = "Greater"
        /// x < y
        case less = "Less"
        /// x >= y
        case greaterOrEqual = "GreaterOrEqual"
        /// x <= y
        case lessOrEqual = "LessOrEqual"
        /// both
        case and = "And"
        /// one or both
        case or = "Or"
        /// one, not both
        case exclusiveOr = "Xor"
    }

    /// Which one it is.
    public var function: Function

    /// The operator that applies `function` to each pair.
    public init(_ function: Function) { self.function = function }

    /// The ONNX name.
    public var name: String { function.rawValue }
    /// The same place only.
    public var support: SpatialSupport { .pointwise }

    /// Computes the output; see `Operator`.
    public func evaluate(_ inputs: [Value?], on workers: Workers) throws -> [Value] {
        let (x, y) = (try inputs.value(0), try inputs.value(1))
        let broadcast = try Broadcast([x.shape, y.shape])
        if case .integer(let x) = x, case .integer(let y) = y {
            return [.integer(broadcast.combine(x, y) { compare($0, $1) ? 1 : 0 })]
        }
        let (left, right) = (Self.numbers(x), Self.numbers(y))
        let result = broadcast.map { at in compare(left[at[0]], right[at[1]]) ? 1 : 0 }
        return [.integer(IntegerTensor(shape: broadcast.shape, values: result))]
    }

    private func compare<Number: Comparable & ExpressibleByIntegerLiteral>(_ x: Number, _ y: Number) -> Bool {
        switch function {
        case .equal: x == y
        case .greater: x > y
        case .less: x < y
        case .greaterOrEqual: x >= y
        case .lessOrEqual: x <= y
        case .and: x != 0 && y != 0
        case .or: x != 0 || y != 0
        case .exclusiveOr: (x != 0) != (y != 0)
        }
    }

    private static func numbers(_ value: Value) -> [Float] {
        switch value {
        case .float(let tensor): tensor.values
        case .integer(let tensor): tensor.values.map { Float($0) }
        }
    }
}

extension Broadcast {
    /// One result for the places of every element, in the order of the result.
    func map<Result>(_ function: (SIMD4<Int>) -> Result) -> [Result] {
        guard !shape.contains(0) else { return [] }
        var results: [Result] = []
        forEachRow(in: 0..<rowCount) { _, at in
            for index in 0..<rowLength { results.append(function(at &+ rowStep &* SIMD4(repeating: index))) }
        }
        return results
    }
}
