import Tensors

/// Finds clusters that are each other's nearest, by going from one to its nearest neighbour until that leads back.
///
/// A cluster goes by the number of one of its members. With average linkage a merge brings no two others nearer, so
/// the rest of the chain stays good afterwards.
struct NeighborChain {
    /// Two clusters, each by one of its members, and their distance.
    struct Pair {
        let first: Int
        let second: Int
        let height: Double
    }

    private let count: Int
    private var distances: [Double]
    /// How many members the cluster of that number has; 0 where it is part of another.
    private var sizes: [Int]
    private var chain: [Int] = []

    init(distances: Tensor) {
        count = distances.shape[0]
        sizes = [Int](repeating: 1, count: count)
        self.distances = [Double](repeating: 0, count: count * count)
        distances.withValues { values in
            for row in 0..<count {
                for column in row + 1..<max(count, row + 1) {
                    let distance = Double(values[row * count + column])
                    precondition(distance.isFinite, "\(row) and \(column) are \(distance) apart")
                    self.distances[row * count + column] = distance
                    self.distances[column * count + row] = distance
                }
            }
        }
    }

    /// Merges the next two clusters that are each other's nearest.
    mutating func nextMerge() -> Pair {
        if chain.isEmpty, let first = sizes.firstIndex(where: { $0 > 0 }) { chain = [first] }
        while true {
            let (last, previous) = (chain[chain.count - 1], chain.dropLast().last)
            let (nearest, distance) = nearest(to: last, preferring: previous)
            if nearest == previous {
                chain.removeLast(2)
                let (first, second) = (min(last, nearest), max(last, nearest))
                merge(first, into: second)
                return Pair(first: first, second: second, height: distance)
            }
            chain.append(nearest)
        }
    }

    /// The nearest other cluster; of equal ones the preferred, which keeps the chain from going round, or the lowest.
    private func nearest(to cluster: Int, preferring preferred: Int?) -> (Int, Double) {
        let row = cluster * count
        return distances.withUnsafeBufferPointer { distances in
            var nearest = preferred ?? cluster
            var smallest = preferred.map { distances[row + $0] } ?? .infinity
            for other in 0..<count where other != cluster && sizes[other] > 0 {
                guard distances[row + other] < smallest else { continue }
                smallest = distances[row + other]
                nearest = other
            }
            return (nearest, smallest)
        }
    }

    private mutating func merge(_ first: Int, into second: Int) {
        let (own, other) = (Double(sizes[first]), Double(sizes[second]))
        sizes[second] += sizes[first]
        sizes[first] = 0
        for third in 0..<count where third != second && sizes[third] > 0 {
            let sum = own * distances[third * count + first] + other * distances[third * count + second]
            distances[third * count + second] = sum / (own + other)
            distances[second * count + third] = sum / (own + other)
        }
    }
}
