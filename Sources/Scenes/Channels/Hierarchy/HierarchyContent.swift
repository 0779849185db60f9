/// Which classes a layer takes for one another, and which kinds it finds in a class.
struct HierarchyContent: Sendable {
    /// Two branches become one.
    struct Merge: Sendable, Equatable {
        /// The branches: a class below the number of classes, then the merges in their order.
        var left, right: Int
        /// How alike they are: their mean Jaccard similarity, 0...1.
        var similarity: Float
    }

    /// A class.
    struct Member: Sendable, Equatable {
        /// The class.
        var classIndex: Int
        /// Its samples, by their index in the data set.
        var samples: [Int]
        /// The kinds that were found in it, the largest first: samples by their index in the data set.
        var subclasses: [[Int]]
    }

    /// The classes that have samples.
    var members: [Member]
    /// One less than there are classes; the most alike first.
    var merges: [Merge]
    /// The members from top to bottom, so that no lines cross.
    var leafOrder: [Int]
    /// Merges at least as alike as this make superclasses.
    var cut: Float

    /// The number of leaves and inner nodes.
    var nodeCount: Int { members.count + merges.count }
    /// The root; nil without classes.
    var root: Int? { nodeCount > 0 ? nodeCount - 1 : nil }

    /// The members below a node, itself if it is one.
    func leaves(of node: Int) -> [Int] {
        guard node >= members.count else { return [node] }
        let merge = merges[node - members.count]
        return leaves(of: merge.left) + leaves(of: merge.right)
    }

    /// How alike the branches of a node are; nil for a class.
    func similarity(of node: Int) -> Float? {
        node < members.count ? nil : merges[node - members.count].similarity
    }

    /// The largest branches that are at least as alike as the cut says: superclasses.
    var superclasses: [Int] {
        let inside = merges.indices.filter { merges[$0].similarity >= cut }
        let swallowed = Set(inside.flatMap { [merges[$0].left, merges[$0].right] })
        return inside.map { $0 + members.count }.filter { !swallowed.contains($0) }
    }

    /// The branches that are shown as one row each, so that there are at most `limit`: the classes where those are few.
    func folded(to limit: Int) -> [Int] {
        guard members.count > limit, let root else { return Array(leafOrder) }
        var open = [root]
        while open.count < limit,
            let next = open.filter({ $0 >= members.count }).min(by: {
                merges[$0 - members.count].similarity < merges[$1 - members.count].similarity
            })
        {
            let merge = merges[next - members.count]
            open.removeAll { $0 == next }
            open += [merge.left, merge.right]
        }
        let position = Dictionary(uniqueKeysWithValues: leafOrder.enumerated().map { ($1, $0) })
        return open.sorted { first(of: $0, position) < first(of: $1, position) }
    }

    private func first(of node: Int, _ position: [Int: Int]) -> Int {
        leaves(of: node).compactMap { position[$0] }.min() ?? 0
    }

    /// A cut between the two neighbouring merges that are farthest apart: where branches end and groups begin.
    static func usualCut(of merges: [Merge]) -> Float {
        let values = merges.map(\.similarity).sorted(by: >)
        guard values.count > 1 else { return (values.first ?? 0.5) - 0.01 }
        let gaps = zip(values, values.dropFirst()).map { $0 - $1 }
        let widest = gaps.indices.max { gaps[$0] < gaps[$1] } ?? 0
        return (values[widest] + values[widest + 1]) / 2
    }
}
