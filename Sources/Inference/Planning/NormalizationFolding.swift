import Tensors

/// A batch normalisation that has become part of a node's weights and bias: what it takes to get it out again.
struct NormalizationFolding: Sendable {
    /// What the weights were multiplied with, and what was added to the bias.
    let factors: ChannelFactors
    /// The bias before, an entry a channel.
    let bias: [Float]
}

extension WorkingGraph {
    /// Batch normalisations right after a convolution or dense node become part of its weights and bias
    /// (w' = w * scale, b' = b * scale + shift, by output channel), where nobody else reads its result.
    func foldingNormalizations() throws -> WorkingGraph {
        var result = self
        let (producers, readCounts) = (producers, readCounts)
        var folded: Set<Int> = []
        for (index, node) in nodes.enumerated() {
            guard let normalization = node.operation as? BatchNormalization, node.inputs.count == 5,
                node.inputs.dropFirst().allSatisfy({ constants[$0] != nil }),
                readCounts[node.inputs[0]] == 1, let producer = producers[node.inputs[0]]
            else { continue }
            let factors = try ChannelFactors(constantInputs(of: node), epsilon: normalization.epsilon)
            guard result.fold(factors, into: producer) else { continue }
            result.nodes[producer].outputs = node.outputs
            folded.insert(index)
        }
        result.nodes = result.nodes.enumerated().filter { !folded.contains($0.offset) }.map(\.element)
        return result
    }

    /// Whether the node could take up the factors.
    private mutating func fold(_ factors: ChannelFactors, into index: Int) -> Bool {
        var node = nodes[index]
        guard node.inputs.count >= 2, case .float(let weights) = constants[node.inputs[1]],
            let bias = constantBias(of: node, count: factors.scale.count)
        else { return false }
        let scale = factors.scale.values
        let scaled: Tensor
        let factor: Float
        switch node.operation {
        case let convolution as Convolution where convolution.activation == nil:
            guard weights.shape.count == 4, weights.shape[0] == scale.count else { return false }
            (scaled, factor) = (weights.scalingRows(by: scale), 1)
        case var product as Gemm where product.activation == nil && !product.transposesA:
            guard weights.shape.count == 2, weights.shape[product.transposesB ? 0 : 1] == scale.count else {
                return false
            }
            scaled = product.transposesB ? weights.scalingRows(by: scale) : weights.scalingColumns(by: scale)
            (factor, product.beta) = (product.beta, 1)
            node.operation = product
        default: return false
        }
        let shift = factors.shift.values
        foldings[node.name] = NormalizationFolding(factors: factors, bias: bias.map { $0 * factor })
        let newBias = scale.indices.map { bias[$0] * factor * scale[$0] + shift[$0] }
        let (weightsName, biasName) = (node.name + " normalised weights", node.name + " normalised bias")
        constants[weightsName] = .float(scaled)
        constants[biasName] = .float(Tensor(shape: [scale.count], values: newBias))
        node.inputs = [node.inputs[0], weightsName, biasName]
        nodes[index] = node
        return true
    }

    /// One number a channel, zeros where there is no bias; nil where it is not constant.
    private func constantBias(of node: Graph.Node, count: Int) -> [Float]? {
        guard node.inputs.count > 2, !node.inputs[2].isEmpty else { return Array(repeating: 0, count: count) }
        guard case .float(let bias) = constants[node.inputs[2]], bias.count == count else { return nil }
        return bias.values
    }
}

extension Tensor {
    /// Every element times the factor of its first index.
    fileprivate func scalingRows(by factors: [Float]) -> Tensor {
        let length = count / max(1, factors.count)
        return scaling { factors[$0 / length] }
    }

    /// Every element times the factor of its last index.
    fileprivate func scalingColumns(by factors: [Float]) -> Tensor { scaling { factors[$0 % factors.count] } }

    private func scaling(by factor: (Int) -> Float) -> Tensor {
        var result = self
        result.withMutableValues { values in
            for index in values.indices { values[index] *= factor(index) }
        }
        return result
    }
}
