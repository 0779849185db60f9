import Tensors

/// A run on an input of zeros, in which operators take up their constants, and from which the shapes of all values
/// are learned, and which of them depend on shapes alone (exporters write sizes as Shape -> Gather -> Concat ->
/// Reshape).
struct Rehearsal: Sendable {
    /// The graph with its operators prepared for the shapes they meet.
    private(set) var graph: WorkingGraph
    /// The shape of every value as ONNX has it.
    private(set) var shapes: [String: [Int]] = [:]
    /// Values that are the same for every input of this shape.
    private(set) var known: [String: Value] = [:]
    /// Values that hold integers.
    private(set) var integers: Set<String> = []

    /// - Throws: what the nodes throw.
    init(_ graph: WorkingGraph, inputName: String, inputShape: [Int], on workers: Workers) throws {
        var values: [String: StoredValue] = [inputName: .rowMajor(.float(Tensor(shape: inputShape)))]
        for (name, constant) in graph.constants { shapes[name] = constant.shape }
        shapes[inputName] = inputShape
        self.graph = graph
        for index in graph.nodes.indices {
            let node = try self.graph.prepareOperator(at: index, shapes: shapes)
            let outputs = try node.evaluate(values: values, constants: graph.constants, on: workers)
            let isKnown =
                node.operation.readsShapesOnly
                || node.inputs.allSatisfy {
                    $0.isEmpty || graph.constants[$0] != nil || known[$0] != nil
                }
            for (name, value) in outputs {
                shapes[name] = value.shape
                if case .rowMajor(.integer) = value { integers.insert(name) }
                if isKnown { known[name] = value.inRowMajorOrder }
            }
            values.merge(outputs) { _, new in new }
        }
    }
}
