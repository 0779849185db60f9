import Inference

/// Replaces nodes that call a function of the file (some exporters write them) by the function's nodes.
struct FunctionInliner {
    private let functions: [String: Onnx_FunctionProto]
    /// Functions may call each other, but a file cannot make this endless.
    private let deepestCall = 32
    private let largestNodeCount = 1 << 18

    init(_ model: Onnx_ModelProto) {
        functions = Dictionary(
            model.functions.map { (Self.key($0.domain, $0.name), $0) },
            uniquingKeysWith: { first, _ in first })
    }

    /// The nodes of `graph` with every call replaced.
    func nodes(of graph: Onnx_GraphProto) throws -> [Onnx_NodeProto] {
        guard !functions.isEmpty else { return graph.node }
        var result: [Onnx_NodeProto] = []
        for node in graph.node { try append(node, to: &result, depth: 0) }
        return result
    }

    private static func key(_ domain: String, _ name: String) -> String { "\(domain)::\(name)" }

    private func append(_ node: Onnx_NodeProto, to result: inout [Onnx_NodeProto], depth: Int) throws {
        guard let function = functions[Self.key(node.domain, node.opType)] else {
            result.append(node)
            return
        }
        guard depth < deepestCall, result.count < largestNodeCount else {
            throw ONNXError.invalidGraph(reason: "the function \(function.name) calls itself")
        }
        let prefix = "\(node.name.isEmpty ? node.output.first ?? function.name : node.name)/"
        var names: [String: String] = [:]
        for (index, inner) in function.input.enumerated() {
            names[inner] = index < node.input.count ? node.input[index] : ""
        }
        for (inner, outer) in zip(function.output, node.output) where !outer.isEmpty { names[inner] = outer }
        for inner in function.node {
            var copy = renamed(inner, for: node) { $0.isEmpty ? "" : names[$0] ?? prefix + $0 }
            copy.name = prefix + inner.name
            if copy.metadataProps.isEmpty { copy.metadataProps = node.metadataProps }
            try append(copy, to: &result, depth: depth + 1)
        }
    }

    /// A node of a function's body, or of a branch in it, as the calling node has it.
    private func renamed(
        _ node: Onnx_NodeProto, for call: Onnx_NodeProto, _ name: (String) -> String
    ) -> Onnx_NodeProto {
        var result = node
        result.input = node.input.map(name)
        result.output = node.output.map(name)
        result.attribute = node.attribute.compactMap { resolved($0, by: call) }
        for index in result.attribute.indices where result.attribute[index].hasG {
            var branch = result.attribute[index].g
            branch.node = branch.node.map { renamed($0, for: call, name) }
            for tensor in branch.initializer.indices {
                branch.initializer[tensor].name = name(branch.initializer[tensor].name)
            }
            for output in branch.output.indices {
                branch.output[output].name = name(branch.output[output].name)
            }
            result.attribute[index].g = branch
        }
        return result
    }

    /// The attribute, or what the calling node gives for it.
    private func resolved(
        _ attribute: Onnx_AttributeProto, by node: Onnx_NodeProto
    ) -> Onnx_AttributeProto? {
        guard !attribute.refAttrName.isEmpty else { return attribute }
        var given = node.attribute.first { $0.name == attribute.refAttrName }
        given?.name = attribute.name
        return given
    }
}
