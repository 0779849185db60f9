import Foundation
import Inference

/// A node of the file while its operator is built: typed access to its attributes.
///
/// Every error names the node and the attribute.
struct NodeContext {
    /// The node's name in the graph.
    let name: String
    /// The version of the operator set.
    let opset: Int
    private let node: Onnx_NodeProto
    private let folder: URL
    private let facts: ValueFacts
    private let constants: [Value?]

    init(
        node: Onnx_NodeProto, name: String, opset: Int, folder: URL, facts: ValueFacts, constants: [Value?]
    ) {
        self.node = node
        self.name = name
        self.opset = opset
        self.folder = folder
        self.facts = facts
        self.constants = constants
    }

    /// The operator's name.
    var operatorName: String { node.opType }
    /// The number of outputs, up to the last one that has a name.
    var outputCount: Int { (node.output.lastIndex { !$0.isEmpty } ?? -1) + 1 }
    /// The number of inputs, up to the last one that has a name.
    var inputCount: Int { (node.input.lastIndex { !$0.isEmpty } ?? -1) + 1 }

    /// Whether the output at `index` is asked for.
    func makes(output index: Int) -> Bool {
        node.output.indices.contains(index) && !node.output[index].isEmpty
    }

    /// The input's element type; nil where the file does not tell.
    func type(ofInput index: Int) -> Onnx_TensorProto.DataType? {
        node.input.indices.contains(index) ? facts.type(of: node.input[index]) : nil
    }

    /// The input's number of dimensions; nil where the file does not tell.
    func rank(ofInput index: Int) -> Int? {
        node.input.indices.contains(index) ? facts.rank(of: node.input[index]) : nil
    }

    /// The input's value where it is a constant.
    func constant(ofInput index: Int) -> Value? { constants.indices.contains(index) ? constants[index] : nil }

    /// Whether the attribute is there.
    func has(_ attribute: String) -> Bool { find(attribute) != nil }

    /// An integer, nil where it is left out.
    func integer(_ attribute: String) throws -> Int? {
        try find(attribute, as: .int).map { Int($0.i) }
    }

    /// An integer, `fallback` where it is left out.
    func integer(_ attribute: String, default fallback: Int) throws -> Int {
        try integer(attribute) ?? fallback
    }

    /// An integer that must be there.
    func requiredInteger(_ attribute: String) throws -> Int {
        guard let value = try integer(attribute) else { throw invalid(attribute, "is missing") }
        return value
    }

    /// An integer that stands for a truth value.
    func flag(_ attribute: String, default fallback: Bool) throws -> Bool {
        try integer(attribute).map { $0 != 0 } ?? fallback
    }

    /// A list of integers, nil where it is left out.
    func integers(_ attribute: String) throws -> [Int]? {
        try find(attribute, as: .ints).map { $0.ints.map(Int.init) }
    }

    /// A number, nil where it is left out.
    func float(_ attribute: String) throws -> Float? {
        try find(attribute, as: .float).map(\.f)
    }

    /// A number, `fallback` where it is left out.
    func float(_ attribute: String, default fallback: Float) throws -> Float {
        try float(attribute) ?? fallback
    }

    /// A list of numbers, nil where it is left out.
    func floats(_ attribute: String) throws -> [Float]? {
        try find(attribute, as: .floats)?.floats
    }

    /// A word, `fallback` where it is left out.
    func string(_ attribute: String, default fallback: String) throws -> String {
        try find(attribute, as: .string).map { String(decoding: $0.s, as: UTF8.self) } ?? fallback
    }

    /// A word of which only some are understood, as the case of an enumeration.
    func choice<Choice: RawRepresentable<String>>(
        _ attribute: String, default fallback: Choice
    ) throws -> Choice {
        let word = try string(attribute, default: fallback.rawValue)
        guard let choice = Choice(rawValue: word) else {
            throw invalid(attribute, "is \(word), which Convoscope does not support yet")
        }
        return choice
    }

    /// A tensor, nil where it is left out.
    func value(_ attribute: String) throws -> Value? {
        try find(attribute, as: .tensor).map { try TensorDecoder(folder: folder).value(of: $0.t) }
    }

    /// A graph that reads the node's inputs after the first.
    func branch(_ attribute: String) throws -> Graph {
        guard let found = try find(attribute, as: .graph), found.hasG else {
            throw invalid(attribute, "is missing")
        }
        return try GraphBuilder(opset: opset, folder: folder)
            .branch(found.g, reading: captured, facts: facts)
    }

    /// The names of the inputs after the first.
    var captured: [String] { Array(node.input.dropFirst()) }

    /// The error for an attribute that cannot be used; `reason` continues "Attribute x of node y ...".
    func invalid(_ attribute: String, _ reason: String) -> ONNXError {
        .invalidAttribute(node: name, attribute: attribute, reason: reason)
    }

    private func find(_ attribute: String) -> Onnx_AttributeProto? {
        node.attribute.first { $0.name == attribute }
    }

    /// The attribute if it is there and of the given type; very old writers leave the type out.
    private func find(
        _ attribute: String, as type: Onnx_AttributeProto.AttributeType
    ) throws -> Onnx_AttributeProto? {
        guard let found = find(attribute) else { return nil }
        guard found.type == type || found.type == .undefined else {
            throw invalid(attribute, "is of the wrong type (\(found.type) instead of \(type))")
        }
        return found
    }
}
