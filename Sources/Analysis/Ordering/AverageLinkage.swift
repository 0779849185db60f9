import Tensors

/// Agglomerative clustering by average linkage: the two nearest clusters become one, until one is left.
///
/// Two clusters are as far apart as their members are on average. Mutual nearest neighbours are found along chains,
/// which needs O(n^2) steps in all; the merges are then sorted by height, equal ones as they were found. Merges,
/// heights and order are those of `scipy.cluster.hierarchy.linkage(method="average")` and `leaves_list`.
/// Sources: R. Sokal and C. Michener, "A statistical method for evaluating systematic relationships", University of
/// Kansas Science Bulletin 38, 1958; D. Müllner, "Modern hierarchical, agglomerative clustering algorithms",
/// arXiv:1109.2378, 2011.
public struct AverageLinkage: Sendable, Equatable {
    /// Two clusters that become one. The cluster that merge m makes has the number n + m, the n things have 0 ..< n.
    public struct Merge: Sendable, Equatable {
        /// The cluster of the lower number.
        public let left: Int
        /// The cluster of the higher number.
        public let right: Int
        /// The mean distance between the members of both.
        public let height: Double
        /// How many things the new cluster has.
        public let size: Int
    }

    /// One merge less than there are things, the lowest first.
    public let merges: [Merge]
    /// The things in the order of the tree's leaves: those of a merge's left cluster stand before those of its right.
    public let leafOrder: [Int]

    /// Merges what is `distances` apart.
    ///
    /// - Parameter distances: `[n, n]`, symmetric and finite; only what is right of the diagonal is read.
    /// - Complexity: O(n^2).
    public init(distances: Tensor) {
        precondition(
            distances.shape.count == 2 && distances.shape[0] == distances.shape[1],
            "distances of shape \(distances.shape)")
        let count = distances.shape[0]
        var chain = NeighborChain(distances: distances)
        let found = (0..<max(count - 1, 0)).map { _ in chain.nextMerge() }
        merges = Self.numbered(found.sorted { $0.height < $1.height }, count: count)
        leafOrder = Self.leaves(of: merges, count: count)
    }

    /// Members become the numbers of the clusters that they are in when their turn comes.
    private static func numbered(_ found: [NeighborChain.Pair], count: Int) -> [Merge] {
        var parents = Array(0..<2 * count)
        var sizes = [Int](repeating: 1, count: 2 * count)
        func root(of start: Int) -> Int {
            var cluster = start
            while parents[cluster] != cluster {
                parents[cluster] = parents[parents[cluster]]
                cluster = parents[cluster]
            }
            return cluster
        }
        return found.enumerated().map { index, pair in
            let (first, second) = (root(of: pair.first), root(of: pair.second))
            let merged = count + index
            parents[first] = merged
            parents[second] = merged
            sizes[merged] = sizes[first] + sizes[second]
            return Merge(
                left: min(first, second), right: max(first, second), height: pair.height,
                size: sizes[merged])
        }
    }

    private static func leaves(of merges: [Merge], count: Int) -> [Int] {
        var waiting = count > 0 ? [count + merges.count - 1] : []
        var leaves: [Int] = []
        while let cluster = waiting.popLast() {
            if cluster < count {
                leaves.append(cluster)
            } else {
                waiting += [merges[cluster - count].right, merges[cluster - count].left]
            }
        }
        return leaves
    }
}
