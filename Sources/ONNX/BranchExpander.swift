import Foundation
import Inference

/// Makes branches ("If" nodes, which PyTorch's older exporter writes around a squeeze) plain: where the file itself
/// answers the condition, the branch's nodes take the node's place; else the node lists what its branches read.
struct BranchExpander {
    /// Replaces calls of the file's functions within branches.
    let inliner: FunctionInliner
    /// The folder of the model file.
    let folder: URL

    /// Expands all nodes of the graph, and of the graphs in it.
    func expand(_ graph: inout Onnx_GraphProto) throws {
        let nodes = try inliner.nodes(of: graph)
        graph.node = []
        for node in nodes {
            guard node.opType == "If", OperatorTable.isStandard(domain: node.domain) else {
                graph.node.append(node)
                continue
            }
            var node = node
            for index in node.attribute.indices where node.attribute[index].hasG {
                try expand(&node.attribute[index].g)
            }
            if let truth = try truth(of: node.input.first ?? "", in: graph),
                let branch = branch(truth, of: node)
            {
                inline(branch, for: node, into: &graph)
            } else {
                node.input = Array(node.input.prefix(1)) + Self.captured(by: node)
                graph.node.append(node)
            }
        }
    }

    /// The graph of an "If" node for a condition that holds or does not.
    private func branch(_ truth: Bool, of node: Onnx_NodeProto) -> Onnx_GraphProto? {
        node.attribute.first { $0.name == (truth ? "then_branch" : "else_branch") && $0.hasG }?.g
    }

    /// The condition, where it is a constant of the file.
    private func truth(of condition: String, in graph: Onnx_GraphProto) throws -> Bool? {
        let constant = graph.node.first { $0.opType == "Constant" && $0.output.first == condition }
        let tensor =
            graph.initializer.first { $0.name == condition }
            ?? constant?.attribute.first { $0.name == "value" && $0.hasT }?.t
        guard let tensor, case .integer(let value) = try TensorDecoder(folder: folder).value(of: tensor)
        else {
            return nil
        }
        return value.values.first.map { $0 != 0 }
    }

    /// Puts the branch's nodes and constants into the graph, under names that nobody else has.
    private func inline(
        _ branch: Onnx_GraphProto, for node: Onnx_NodeProto, into graph: inout Onnx_GraphProto
    ) {
        let prefix = "\(node.output.first ?? node.name)/"
        let made = branch.node.flatMap(\.output).filter { !$0.isEmpty } + branch.initializer.map(\.name)
        var names = Dictionary(made.map { ($0, prefix + $0) }) { first, _ in first }
        for (inner, outer) in zip(branch.output.map(\.name), node.output) where !outer.isEmpty {
            let isTaken = names[inner] == nil || names[inner] != prefix + inner
            if isTaken || branch.initializer.contains(where: { $0.name == inner }) {
                graph.node.append(
                    .with { identity in
                        identity.opType = "Identity"
                        identity.input = [names[inner] ?? inner]
                        identity.output = [outer]
                    })
            } else {
                names[inner] = outer
            }
        }
        for var tensor in branch.initializer {
            tensor.name = names[tensor.name] ?? tensor.name
            graph.initializer.append(tensor)
        }
        graph.node += branch.node.map { Self.renamed($0, by: names) }
    }

    /// The node with other names for values, also within its branches.
    private static func renamed(_ node: Onnx_NodeProto, by names: [String: String]) -> Onnx_NodeProto {
        var result = node
        result.input = node.input.map { names[$0] ?? $0 }
        result.output = node.output.map { names[$0] ?? $0 }
        for index in result.attribute.indices where result.attribute[index].hasG {
            var inner = result.attribute[index].g
            inner.node = inner.node.map { renamed($0, by: names) }
            for output in inner.output.indices {
                inner.output[output].name = names[inner.output[output].name] ?? inner.output[output].name
            }
            result.attribute[index].g = inner
        }
        return result
    }

    /// What the node's branches read from outside, each once, in the order of reading.
    private static func captured(by node: Onnx_NodeProto) -> [String] {
        var seen: Set<String> = []
        return node.attribute.filter(\.hasG).flatMap { attribute in
            let made = Set(attribute.g.node.flatMap(\.output) + attribute.g.initializer.map(\.name))
            let read = attribute.g.node.flatMap(\.input) + attribute.g.output.map(\.name)
            return read.filter { !$0.isEmpty && !made.contains($0) && seen.insert($0).inserted }
        }
    }
}
