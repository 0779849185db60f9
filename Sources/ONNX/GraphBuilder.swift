import Foundation
import Inference
import Tensors

/// Turns the messages of a file into a `Graph`: constants decoded, operators built, nodes named and in order.
struct GraphBuilder {
    /// The version of the operator set.
    let opset: Int
    /// The folder of the model file.
    let folder: URL
    /// Weights that are still in the file, by position among the initialisers.
    var weights: [Int: FilePart] = [:]
    /// What reads them.
    var workers = Workers(count: 1)

    /// The network of `model`, whose weights are taken out one by one so that they are not held twice.
    func graph(consuming model: inout Onnx_ModelProto) throws -> Graph {
        guard model.graph.sparseInitializer.isEmpty else {
            let name = model.graph.sparseInitializer[0].values.name
            throw ONNXError.invalidTensor(name: name, reason: "sparse tensors are not supported")
        }
        try BranchExpander(inliner: FunctionInliner(model), folder: folder).expand(&model.graph)
        try checkSupport(of: model.graph.node)
        return try graph(consuming: &model.graph, facts: ValueFacts(model.graph)) { infos, constants in
            try infos.filter { constants[$0.name] == nil }.map(input)
        }
    }

    /// A branch of the network, which has as inputs what it reads from outside.
    ///
    /// - Parameter facts: what is known about values outside.
    func branch(_ message: Onnx_GraphProto, reading captured: [String], facts: ValueFacts) throws -> Graph {
        try checkSupport(of: message.node)
        var message = message
        return try graph(consuming: &message, facts: facts.joined(by: message)) { _, _ in
            captured.map { Graph.Input(name: $0, shape: []) }
        }
    }

    private func graph(
        consuming message: inout Onnx_GraphProto, facts: ValueFacts,
        inputs: ([Onnx_ValueInfoProto], [String: Value]) throws -> [Graph.Input]
    ) throws -> Graph {
        var constants = try constants(consuming: &message.initializer)
        let outputs = message.output.map(\.name)
        let nodes = try nodes(from: message.node, facts: facts, outputs: outputs, constants: &constants)
        let inputs = try inputs(message.input, constants)
        let order = try NodeOrder(
            nodes: nodes, given: Set(inputs.map(\.name)).union(constants.keys), outputs: outputs)
        return Graph(
            name: message.name, inputs: inputs, outputs: outputs, nodes: order.sorted, constants: constants)
    }

    /// Throws for the first operator that the table does not hold.
    private func checkSupport(of messages: [Onnx_NodeProto]) throws {
        let unsupported = messages.filter { !OperatorTable.holds($0) }
        guard let first = unsupported.first else { return }
        let others = unsupported.dropFirst().count { $0.opType == first.opType && $0.domain == first.domain }
        let isStandard = OperatorTable.isStandard(domain: first.domain)
        throw ONNXError.unsupportedOperator(
            name: isStandard ? first.opType : "\(first.domain).\(first.opType)",
            node: Self.plainName(of: first), others: others)
    }

    private func constants(consuming initializers: inout [Onnx_TensorProto]) throws -> [String: Value] {
        let decoder = TensorDecoder(folder: folder, workers: workers)
        var constants: [String: Value] = [:]
        while let tensor = initializers.popLast() {
            constants[tensor.name] = try decoder.value(of: tensor, weights: weights[initializers.count])
        }
        return constants
    }

    /// The nodes in the file's order; those that only hold a constant go to `constants` instead.
    private func nodes(
        from messages: [Onnx_NodeProto], facts: ValueFacts, outputs: [String],
        constants: inout [String: Value]
    ) throws -> [Graph.Node] {
        var names = UniqueNames()
        let read = Set(messages.flatMap(\.input)).union(outputs)
        return try messages.compactMap { message in
            var message = message
            message.output = Self.withoutUnreadExtras(message, read: read)
            let name = names.next(Self.plainName(of: message))
            let context = NodeContext(
                node: message, name: name, opset: opset, folder: folder, facts: facts,
                constants: message.input.map { constants[$0] })
            if message.opType == "Constant", OperatorTable.isStandard(domain: message.domain) {
                constants[message.output.first ?? ""] = try ConstantNode(context).value
                return nil
            }
            return Graph.Node(
                name: name, operation: try OperatorTable.operation(for: context), inputs: message.input,
                outputs: message.output, module: ModuleNote.path(in: message))
        }
    }

    /// The outputs without those that serve training only (masks, indices, running means), if nobody reads them.
    private static func withoutUnreadExtras(_ message: Onnx_NodeProto, read: Set<String>) -> [String] {
        guard OperatorTable.haveTrainingOutputs.contains(message.opType) else { return message.output }
        let kept = message.output.enumerated().map { $0 == 0 || read.contains($1) ? $1 : "" }
        return Array(kept[...(kept.lastIndex { !$0.isEmpty } ?? -1)])
    }

    private static func plainName(of message: Onnx_NodeProto) -> String {
        guard message.name.isEmpty else { return message.name }
        return message.output.first { !$0.isEmpty } ?? message.opType
    }

    private func input(_ info: Onnx_ValueInfoProto) throws -> Graph.Input {
        guard info.type.hasTensorType else {
            throw ONNXError.unsupportedType(name: info.name, type: "no tensor")
        }
        let type = info.type.tensorType
        guard type.elemType == .undefined || type.elemType.element != nil else {
            throw ONNXError.unsupportedType(
                name: info.name, type: "elements of the type \(type.elemType.words)")
        }
        // An input without a shape is taken for a batch of pictures.
        guard type.hasShape else { return Graph.Input(name: info.name, shape: [nil, nil, nil, nil]) }
        let shape: [Int?] = type.shape.dim.map { dimension in
            guard case .dimValue(let extent) = dimension.value, extent > 0 else { return nil }
            return Int(extent)
        }
        guard shape.compactMap({ $0 }).allSatisfy({ $0 <= 1 << 24 }), shape.count <= 8 else {
            throw ONNXError.invalidGraph(reason: "the input \(info.name) has an absurd shape")
        }
        return Graph.Input(name: info.name, shape: shape, holdsIntegers: !type.elemType.holdsFloats)
    }
}

/// Makes names unique by numbering those that repeat.
private struct UniqueNames {
    private var used: Set<String> = []

    mutating func next(_ name: String) -> String {
        var candidate = name
        var number = 1
        while !used.insert(candidate).inserted {
            number += 1
            candidate = "\(name)_\(number)"
        }
        return candidate
    }
}
