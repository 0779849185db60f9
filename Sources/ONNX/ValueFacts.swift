import Inference

/// What the file says about its values before anything is computed: their element types and ranks.
struct ValueFacts {
    private var types: [String: Onnx_TensorProto.DataType] = [:]
    private var ranks: [String: Int] = [:]

    /// Reads inputs, outputs, initialisers and constants of the graph, and follows nodes that decide a type.
    init(_ graph: Onnx_GraphProto) { add(graph) }

    /// The facts with those of a graph inside.
    func joined(by graph: Onnx_GraphProto) -> ValueFacts {
        var result = self
        result.add(graph)
        return result
    }

    /// The element type of the value; nil where the file does not tell.
    func type(of value: String) -> Onnx_TensorProto.DataType? { types[value] }

    /// The number of dimensions of the value; nil where the file does not tell.
    func rank(of value: String) -> Int? { ranks[value] }

    private mutating func add(_ graph: Onnx_GraphProto) {
        for info in graph.input + graph.valueInfo + graph.output where info.type.hasTensorType {
            types[info.name] = info.type.tensorType.elemType
            if info.type.tensorType.hasShape { ranks[info.name] = info.type.tensorType.shape.dim.count }
        }
        for tensor in graph.initializer { add(tensor, as: tensor.name) }
        for node in graph.node { follow(node) }
    }

    private mutating func add(_ tensor: Onnx_TensorProto, as name: String) {
        types[name] = tensor.dataType
        ranks[name] = tensor.dims.count
    }

    private mutating func follow(_ node: Onnx_NodeProto) {
        guard OperatorTable.isStandard(domain: node.domain), let output = node.output.first else { return }
        switch node.opType {
        case "Constant":
            if let tensor = node.attribute.first(where: { $0.name == "value" })?.t { add(tensor, as: output) }
        case "Cast":
            guard let target = node.attribute.first(where: { $0.name == "to" }) else { return }
            types[output] = Onnx_TensorProto.DataType(rawValue: Int(target.i))
        case "Identity", "Reshape", "Squeeze", "Unsqueeze", "Transpose":
            if let input = node.input.first, types[output] == nil { types[output] = types[input] }
        default: break
        }
    }
}
