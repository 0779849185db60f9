extension WorkingGraph {
    /// Convolutions, dense nodes and sums apply the activation that follows them, where nobody else reads their result.
    func fusingActivations() throws -> WorkingGraph {
        var result = self
        let (producers, readCounts) = (producers, readCounts)
        var fused: Set<Int> = []
        for (index, node) in nodes.enumerated() {
            guard let activation = try resolvedActivation(of: node), readCounts[node.inputs[0]] == 1,
                let producer = producers[node.inputs[0]],
                let operation = result.nodes[producer].operation.applying(activation)
            else { continue }
            result.nodes[producer].operation = operation
            result.nodes[producer].outputs = node.outputs
            fused.insert(index)
        }
        result.nodes = result.nodes.enumerated().filter { !fused.contains($0.offset) }.map(\.element)
        return result
    }

    /// The node's activation with all its parameters; nil where it is none or a parameter is not constant.
    private func resolvedActivation(of node: Graph.Node) throws -> Activation? {
        guard node.operation is Activation, node.inputs.count >= 1,
            node.inputs.dropFirst().allSatisfy({ $0.isEmpty || constants[$0] != nil })
        else { return nil }
        return try node.operation.prepared(constants: constantInputs(of: node)) as? Activation
    }
}

extension Operator {
    /// The operator that applies `activation` to its result; nil where it cannot.
    fileprivate func applying(_ activation: Activation) -> (any Operator)? {
        switch self {
        case var convolution as Convolution where convolution.activation == nil:
            convolution.activation = activation
            return convolution
        case var product as Gemm where product.activation == nil:
            product.activation = activation
            return product
        case var sum as ElementwiseBinary where sum.function == .add && sum.activation == nil:
            sum.activation = activation
            return sum
        default: return nil
        }
    }
}
