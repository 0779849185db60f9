import Datasets
import Foundation
import Inference
import Tensors

/// Which input of a graph takes the picture, and what the others are fed with it.
struct FurtherInputs {
    /// The input that takes the picture.
    let picture: Graph.Input
    /// What the others are fed, by name.
    let values: [String: Value]

    /// - Parameters:
    ///   - file: the model's, for messages.
    ///   - given: what the command line says; it wins over the sidecar.
    /// - Throws: `FurtherInputError`, and `TensorFileError` for a file that cannot be read.
    init(_ graph: Graph, file: String, given: InputConstants, sidecar: Sidecar?) throws {
        let inputs = graph.inputs.filter { graph.constants[$0.name] == nil }
        let constants = (sidecar?.inputs ?? [:]).merging(given) { $1 }
        if let unknown = constants.keys.sorted().first(where: { name in !inputs.contains { $0.name == name } }
        ) {
            throw FurtherInputError.unknown(unknown, file: file, known: inputs.map(\.name))
        }
        picture = try Self.picture(among: inputs, fed: constants, named: sidecar?.input, file: file)
        let others = inputs.filter { [picture] in $0.name != picture.name }
        guard constants[picture.name] == nil else { throw FurtherInputError.isPicture(picture.name) }
        let missing = others.filter { constants[$0.name] == nil }
        if let first = missing.first {
            throw FurtherInputError.missing(
                first, file: file, others: missing.dropFirst().map(\.name))
        }
        var values: [String: Value] = [:]
        for input in others {
            if let constant = constants[input.name] { values[input.name] = try constant.value(for: input) }
        }
        self.values = values
    }

    /// The input that a sidecar names, the only one, or the only one that looks like a picture.
    private static func picture(
        among inputs: [Graph.Input], fed: InputConstants, named name: String?, file: String
    ) throws -> Graph.Input {
        if let name {
            guard let input = inputs.first(where: { $0.name == name }) else {
                throw FurtherInputError.unknown(name, file: file, known: inputs.map(\.name))
            }
            return input
        }
        if inputs.count == 1 { return inputs[0] }
        let free = inputs.filter { fed[$0.name] == nil && $0.looksLikePicture }
        let floats = free.filter { !$0.holdsIntegers }
        let colored = floats.filter { $0.shape[1] == 3 || $0.shape[3] == 3 }
        for candidates in [free, floats, colored] where candidates.count == 1 { return candidates[0] }
        throw free.isEmpty
            ? FurtherInputError.noPicture(file: file, names: inputs.map(\.name))
            : FurtherInputError.severalPictures(
                file: file, names: (floats.isEmpty ? free : floats).map(\.name))
    }
}

extension Graph.Input {
    /// Whether it may take a picture: four dimensions, one or three channels, more than one pixel.
    fileprivate var looksLikePicture: Bool {
        guard shape.count == 4 else { return false }
        func canBeColors(_ extent: Int?) -> Bool { extent.map { [1, 3].contains($0) } ?? true }
        func canBeSide(_ extent: Int?) -> Bool { extent.map { $0 > 1 } ?? true }
        return canBeColors(shape[1]) && canBeSide(shape[2]) && canBeSide(shape[3])
            || canBeColors(shape[3]) && canBeSide(shape[1]) && canBeSide(shape[2])
    }

    /// The shape and the type in words: "1 x 8, floats".
    var words: String {
        let extents = shape.map { $0.map(String.init) ?? "?" }.joined(separator: " x ")
        return (shape.isEmpty ? "one number" : extents) + ", " + (holdsIntegers ? "integers" : "floats")
    }
}

extension InputConstant {
    /// The tensor of an input's shape and type; where the input leaves extents open, they are the constant's, or 1.
    ///
    /// - Throws: `FurtherInputError` where the constant does not fit, `TensorFileError`.
    func value(for input: Graph.Input) throws -> Value {
        switch self {
        case .numbers(let numbers, let shape):
            let shape = try Self.shape(of: input, filledBy: numbers.count, laidOut: shape)
            let count = try checkedCount(of: shape, for: input)
            let all = numbers.count == 1 ? Array(repeating: numbers[0], count: count) : numbers
            return try Self.typed(all, shape: shape, for: input)
        case .file(let url):
            let value = try Value(file: url)
            let shape = try Self.shape(of: input, filledBy: value.shape.reduce(1, *), laidOut: value.shape)
            switch (value, input.holdsIntegers) {
            case (.float(let tensor), false): return .float(tensor.reshaped(shape))
            case (.integer(let tensor), true):
                return .integer(IntegerTensor(shape: shape, values: tensor.values))
            case (.float(let tensor), true):
                return try Self.typed(tensor.values.map(Double.init), shape: shape, for: input)
            case (.integer(let tensor), false):
                return try Self.typed(tensor.values.map(Double.init), shape: shape, for: input)
            }
        }
    }

    /// The input's shape for so many numbers: as they are laid out where that fits; else they fill it in its order.
    private static func shape(of input: Graph.Input, filledBy count: Int, laidOut: [Int]) throws -> [Int] {
        let fits =
            laidOut.count == input.shape.count
            && zip(input.shape, laidOut).allSatisfy { ($0 ?? $1) == $1 }
        if fits { return laidOut }
        var shape = input.shape.map { $0 ?? 1 }
        if count == 1 { return shape }
        let known = shape.reduce(1, *)
        if let open = input.shape.firstIndex(of: nil), input.shape.count(where: { $0 == nil }) == 1,
            count % known == 0
        {
            shape[open] = count / known
        }
        // A list fills any shape of as many numbers; what has a shape of its own does not.
        guard shape.reduce(1, *) == count, laidOut.count == 1 else {
            throw FurtherInputError.doesNotFit(input, actual: laidOut)
        }
        return shape
    }

    private func checkedCount(of shape: [Int], for input: Graph.Input) throws -> Int {
        let count = shape.reduce(1.0) { $0 * Double($1) }
        guard count <= Double(1 << 28) else { throw FurtherInputError.tooLarge(input) }
        return Int(count)
    }

    private static func typed(_ numbers: [Double], shape: [Int], for input: Graph.Input) throws -> Value {
        guard input.holdsIntegers else {
            return .float(Tensor(shape: shape, values: numbers.map { Float($0) }))
        }
        let whole = numbers.compactMap { Int(exactly: $0) }
        guard whole.count == numbers.count else { throw FurtherInputError.notWhole(input.name) }
        return .integer(IntegerTensor(shape: shape, values: whole))
    }
}

/// What keeps the inputs of a network from being fed.
public enum FurtherInputError: Error, CustomStringConvertible {
    /// There is no input of that name.
    case unknown(String, file: String, known: [String])
    /// A value is given to the input that takes the picture.
    case isPicture(String)
    /// No input looks like a picture.
    case noPicture(file: String, names: [String])
    /// Several inputs do.
    case severalPictures(file: String, names: [String])
    /// An input gets no value; the names of the others that get none.
    case missing(Graph.Input, file: String, others: [String])
    /// Not all but one of the inputs of a network that is only run have values; how many have none.
    case unfed([String], count: Int)
    /// A value has another shape.
    case doesNotFit(Graph.Input, actual: [Int])
    /// An input of integers is given fractions.
    case notWhole(String)
    /// The input's shape asks for more numbers than memory holds.
    case tooLarge(Graph.Input)

    /// The error in one sentence.
    public var description: String {
        switch self {
        case .unknown(let name, let file, let known):
            "\(file) has no input \"\(name)\"; it reads \(Self.list(known))."
        case .isPicture(let name):
            "The input \"\(name)\" takes the picture: it cannot take a value, too."
        case .noPicture(let file, let names):
            "\(file) reads \(Self.list(names)), of which none looks like a picture (1 x 3 x height x width)."
        case .severalPictures(let file, let names):
            "\(file) reads several pictures, \(Self.list(names)): \"input\" in its sidecar says which one is fed, "
                + "the others take values (--input-value \(names.last ?? "")=NUMBER|FILE.npy)."
        case .missing(let input, let file, let others):
            "\(file) reads \"\(input.name)\" (\(input.words))\(Self.more(others)) besides the picture: give the "
                + "value with --input-value \(input.name)=NUMBER|FILE.npy, or in the sidecar as "
                + "\"inputs\": {\"\(input.name)\": 0}."
        case .unfed(let names, let count):
            count == 0
                ? "All inputs, \(Self.list(names)), have values: none is left for the tensor to be fed."
                : "The network reads \(Self.list(names)), but only one is fed: give all others a value "
                    + "(--input-value NAME=NUMBER|FILE.npy)."
        case .doesNotFit(let input, let actual):
            "The input \"\(input.name)\" (\(input.words)) cannot take numbers of the shape "
                + "\(actual.map(String.init).joined(separator: " x "))."
        case .notWhole(let name): "The input \"\(name)\" holds integers, but its value has fractions."
        case .tooLarge(let input): "The input \"\(input.name)\" (\(input.words)) is too large."
        }
    }

    private static func list(_ names: [String]) -> String {
        names.map { "\"\($0)\"" }.joined(separator: ", ")
    }

    private static func more(_ others: [String]) -> String {
        others.isEmpty ? "" : " and \(list(others))"
    }
}
