/// Who makes and who reads each value of a graph, and which values are functions of one other value, element by
/// element.
struct ValueFlow {
    let graph: WorkingGraph
    /// The node that makes each value.
    let producers: [String: Int]
    /// The nodes that read each value, ascending.
    let readers: [String: [Int]]
    let shapes: [String: [Int]]
    private let known: Set<String>
    /// By value: the one that it is a function of, element by element; the value itself where there is none.
    private var roots: [String: String] = [:]

    init(_ graph: WorkingGraph, rehearsal: Rehearsal) {
        self.graph = graph
        producers = graph.producers
        shapes = rehearsal.shapes
        known = Set(rehearsal.known.keys)
        var readers: [String: [Int]] = [:]
        for (index, node) in graph.nodes.enumerated() {
            for input in Set(node.inputs) { readers[input, default: []].append(index) }
        }
        self.readers = readers
        for node in graph.nodes where node.operation.isElementwise && node.outputs.count == 1 {
            let inputs = variableRoots(of: node)
            if inputs.count == 1, let root = inputs.first { roots[node.outputs[0]] = root }
        }
    }

    /// Whether the value depends on the picture.
    func isVariable(_ value: String) -> Bool {
        !value.isEmpty && graph.constants[value] == nil && !known.contains(value)
    }

    /// Whether two or more branches meet at the node, not a value and a function of it.
    func joinsBranches(_ index: Int) -> Bool {
        let joining: Set = ["Add", "Sub", "Mul", "Div", "Sum", "Max", "Min", "Mean", "Concat"]
        let node = graph.nodes[index]
        return joining.contains(node.operation.name) && variableRoots(of: node).count > 1
    }

    private func variableRoots(of node: Graph.Node) -> Set<String> {
        Set(node.inputs.filter(isVariable).map { roots[$0] ?? $0 })
    }
}

extension Operator {
    /// Whether it makes each element from the elements at the same place.
    var isElementwise: Bool {
        self is Activation || self is ElementwiseUnary || self is ElementwiseBinary || self is ElementwiseFold
            || isHandingOn
    }

    /// Whether its result has the numbers of its input.
    var isHandingOn: Bool { ["Identity", "Dropout", "Cast"].contains(name) }
}
