import Inference

/// Puts nodes into an order in which each comes after what it reads, keeping the file's order where it can.
///
/// Source: A. B. Kahn, Topological sorting of large networks, 1962.
struct NodeOrder {
    /// The nodes in order.
    let sorted: [Graph.Node]

    /// Sorts `nodes`; `given` are the values that exist from the start, `outputs` those that must exist at the end.
    ///
    /// - Throws: `ONNXError.invalidGraph` for a value made twice, read but never made, or made from itself.
    init(nodes: [Graph.Node], given: Set<String>, outputs: [String]) throws {
        var makers: [String: Int] = [:]
        for (index, node) in nodes.enumerated() {
            for value in node.outputs where !value.isEmpty {
                guard makers.updateValue(index, forKey: value) == nil, !given.contains(value) else {
                    throw ONNXError.invalidGraph(reason: "the value \(value) is made twice")
                }
            }
        }
        for value in outputs where makers[value] == nil && !given.contains(value) {
            throw ONNXError.invalidGraph(reason: "no node makes the output \(value)")
        }
        sorted = try Self.sort(nodes, makers: makers, given: given)
    }

    private static func sort(
        _ nodes: [Graph.Node], makers: [String: Int], given: Set<String>
    ) throws -> [Graph.Node] {
        var readers = [[Int]](repeating: [], count: nodes.count)
        var missing = [Int](repeating: 0, count: nodes.count)
        for (index, node) in nodes.enumerated() {
            for value in Set(node.inputs) where !value.isEmpty && !given.contains(value) {
                guard let maker = makers[value] else {
                    throw ONNXError.invalidGraph(
                        reason: "node \(node.name) reads \(value), which no node makes")
                }
                readers[maker].append(index)
                missing[index] += 1
            }
        }
        // A file that is in order stays as it is: the next node is always the ready one that comes first.
        var ready = OrderedReady(missing.indices.filter { missing[$0] == 0 })
        var order: [Graph.Node] = []
        while let index = ready.popFirst() {
            order.append(nodes[index])
            for reader in readers[index] {
                missing[reader] -= 1
                if missing[reader] == 0 { ready.insert(reader) }
            }
        }
        if let stuck = missing.indices.first(where: { missing[$0] > 0 }) {
            throw ONNXError.invalidGraph(
                reason: "the nodes around \(nodes[stuck].name) read their own results")
        }
        return order
    }
}

/// The indices of nodes that could come next, smallest first.
private struct OrderedReady {
    private var descending: [Int]

    init(_ indices: [Int]) { descending = indices.sorted(by: >) }

    mutating func popFirst() -> Int? { descending.popLast() }

    mutating func insert(_ index: Int) {
        let place = descending.firstIndex { $0 < index } ?? descending.endIndex
        descending.insert(index, at: place)
    }
}
