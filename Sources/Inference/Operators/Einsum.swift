import Tensors

/// ONNX "Einsum": a sum of products written as indices ("bij,bjk->bik"), as numpy has it; any number of inputs, with
/// "..." for axes that are broadcast.
///
/// Every pair of elements is visited: it is for the small products of attention, not for layers.
public struct Einsum: Operator, Equatable {
    /// The indices of each input, and of the result after "->", if they are given.
    public var equation: String

    /// The operator; see the property.
    public init(equation: String) { self.equation = equation }

    /// The ONNX name.
    public var name: String { "Einsum" }

    /// Computes the output; see `Operator`.
    public func evaluate(_ inputs: [Value?], on workers: Workers) throws -> [Value] {
        let tensors = try inputs.indices.map { try inputs.tensor($0) }
        let indices = try EinsumIndices(equation, shapes: tensors.map(\.shape))
        let values = tensors.map(\.values)
        let strides = tensors.indices.map { indices.strides(of: tensors[$0].shape, for: indices.inputs[$0]) }
        let kept = indices.output.map { indices.extents[$0] ?? 1 }
        let summed = indices.summed.map { indices.extents[$0] ?? 1 }
        let order = indices.output + indices.summed
        _ = try checkedCount(of: kept + summed)
        let steps = strides.map { own in order.map { own[$0] ?? 0 } }
        let terms = summed.reduce(1, *)
        let results = (0..<kept.reduce(1, *)).map { place -> Float in
            var sum = 0.0
            for term in 0..<terms {
                let position = Self.position(place, in: kept) + Self.position(term, in: summed)
                sum += values.indices.reduce(1.0) { product, input in
                    let offset = zip(position, steps[input]).reduce(0) { $0 + $1.0 * $1.1 }
                    return product * Double(values[input][offset])
                }
            }
            return Float(sum)
        }
        return [.float(Tensor(shape: kept, values: results))]
    }

    /// The indices of a row-major place.
    private static func position(_ place: Int, in shape: [Int]) -> [Int] {
        var rest = place
        var result = shape
        for axis in shape.indices.reversed() {
            result[axis] = rest % max(1, shape[axis])
            rest /= max(1, shape[axis])
        }
        return result
    }
}

/// The equation of an "Einsum", each index a string: a letter, or "...0", "...1" counted from the last axis.
private struct EinsumIndices {
    let inputs: [[String]]
    let output: [String]
    /// The indices that are not in the result.
    let summed: [String]
    private(set) var extents: [String: Int] = [:]

    init(_ equation: String, shapes: [[Int]]) throws {
        let sides = equation.filter { $0 != " " }.split(separator: "->", omittingEmptySubsequences: false)
            .map(String.init)
        let terms = sides[0].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        guard terms.count == shapes.count, sides.count <= 2 else {
            throw InferenceError.invalid("\"\(equation)\" is not for \(shapes.count) inputs")
        }
        inputs = try zip(terms, shapes).map { try Self.indices(of: $0, rank: $1.count) }
        let all = inputs.flatMap { $0 }
        output = try Self.output(sides.count == 2 ? sides[1] : nil, all)
        guard Set(output).isSubset(of: all), Set(output).count == output.count else {
            throw InferenceError.invalid("\"\(equation)\" asks for an index that no input has")
        }
        summed = Set(all).subtracting(output).sorted()
        for (name, extent) in zip(all, shapes.joined()) {
            let known = extents[name] ?? 1
            guard known == 1 || extent == 1 || known == extent else {
                throw InferenceError.invalid("the index \(name) of \"\(equation)\" is \(known) and \(extent)")
            }
            extents[name] = max(known, extent)
        }
    }

    /// The indices of the result; where they are not given, those that come once, in the order of the alphabet.
    private static func output(_ term: String?, _ all: [String]) throws -> [String] {
        let spread = Set(all.filter { $0.hasPrefix("...") }).sorted(by: >)
        if let term { return try indices(of: term, rank: term.filter(\.isLetter).count + spread.count) }
        let once = Set(all).filter { name in all.count { $0 == name } == 1 && !name.hasPrefix("...") }
        return spread + once.sorted()
    }

    /// How far apart neighbours along each index lie; an index that comes twice walks along the diagonal.
    func strides(of shape: [Int], for names: [String]) -> [String: Int] {
        var result: [String: Int] = [:]
        for (axis, stride) in rowMajorStrides(of: shape).enumerated() where shape[axis] != 1 {
            result[names[axis], default: 0] += stride
        }
        return result
    }

    private static func indices(of term: String, rank: Int) throws -> [String] {
        let parts = term.split(separator: "...", omittingEmptySubsequences: false)
        let letters = parts.map { $0.map(String.init) }
        let missing = rank - letters.joined().count
        guard parts.count <= 2, parts.count == 2 ? missing >= 0 : missing == 0 else {
            throw InferenceError.invalid("\"\(term)\" does not name \(rank) axes")
        }
        guard parts.count == 2 else { return letters[0] }
        return letters[0] + (0..<missing).reversed().map { "...\($0)" } + letters[1]
    }
}
