extension LloydIteration {
    /// Moves rows one by one to clusters where they make the sum of squared distances smaller, until none does or it
    /// has been tried 20 times.
    ///
    /// Lloyd's iteration leaves a row with its nearest centre, though the centre would move away with it: here that
    /// counts. Source: J. Hartigan, Clustering Algorithms, Wiley 1975; M. Telgarsky and A. Vattani, "Hartigan's
    /// method: k-means clustering without Voronoi", AISTATS 2010.
    mutating func exchange(isStale: () -> Bool) {
        var points = centers.map(Float.init)
        for _ in 0..<20 {
            var hasMoved = false
            for row in labels.indices {
                if row % 256 == 0, isStale() { return }
                let old = Int(labels[row])
                guard let new = betterCluster(for: row, points) else { continue }
                move(row, to: new)
                for cluster in [old, new] { moveCenter(cluster, &points) }
                hasMoved = true
            }
            guard hasMoved else { return }
        }
    }

    /// The cluster in which a row costs least, where that is clearly less than in its own.
    private func betterCluster(for row: Int, _ points: [Float]) -> Int? {
        let own = Int(labels[row])
        guard sizes[own] > 1 else { return nil }
        return points.withUnsafeBufferPointer { points in
            guard let first = points.baseAddress else { return nil }
            func distance(_ cluster: Int) -> Double {
                rows.squaredDistance(of: row, to: first + cluster * rows.width)
            }
            let cost = distance(own) * Double(sizes[own]) / Double(sizes[own] - 1)
            var (best, smallest) = (own, cost * (1 - 1e-6))
            for cluster in sizes.indices where cluster != own {
                let cost = distance(cluster) * Double(sizes[cluster]) / Double(sizes[cluster] + 1)
                if cost < smallest { (best, smallest) = (cluster, cost) }
            }
            return best == own ? nil : best
        }
    }

    private mutating func moveCenter(_ cluster: Int, _ points: inout [Float]) {
        for place in cluster * rows.width..<(cluster + 1) * rows.width {
            centers[place] = sums[place] / Double(sizes[cluster])
            points[place] = Float(centers[place])
        }
    }
}
