import Tensors

/// The rounds of X-means: clusters are split where that is worth it.
struct Splitting: Sendable {
    let rows: CentredRows
    let largestCount: Int
    let workers: Workers

    /// The best clusters that come up.
    func best(seed: UInt64, isStale: @Sendable () -> Bool) throws -> LloydIteration {
        var seeds = SplitMix64(seed: seed)
        let search = KMeansSearch(rows: rows, workers: workers)
        var clusters = search.clusters(around: [Double](repeating: 0, count: rows.width), isStale: isStale)
        var (best, criterion) = (clusters, criterion(of: clusters))
        while clusters.occupied.count < largestCount {
            let centers = try split(clusters, seed: seeds.next(), isStale)
            guard centers.count > clusters.occupied.count * rows.width else { break }
            let before = clusters.occupied.count
            clusters = search.clusters(around: centers, isStale: isStale)
            guard clusters.occupied.count > before else { break }
            let found = self.criterion(of: clusters)
            if found > criterion { (best, criterion) = (clusters, found) }
        }
        let again = try search.best(
            count: max(best.occupied.count, 1), seed: seeds.next(), starts: 10, isStale: isStale)
        return again.inertia() < best.inertia() ? again : best
    }

    /// The centres after the splits that are worth it, the most worthwhile first where there is not room for all.
    private func split(
        _ clusters: LloydIteration, seed: UInt64, _ isStale: @Sendable () -> Bool
    ) throws -> [Double] {
        let occupied = clusters.occupied
        let members = clusters.members
        let splits = try workers.map(occupied.count, isStale: isStale) { place in
            try? gainfulSplit(of: members[occupied[place]], seed: seed &+ UInt64(place), isStale)
        }
        if isStale() { throw CancellationError() }
        let gains = splits.map { $0?.gain ?? 0 }
        let chosen = Set(
            gains.indices.filter { gains[$0] > 0 }.sorted { (gains[$1], $0) < (gains[$0], $1) }
                .prefix(largestCount - occupied.count))
        return occupied.enumerated().flatMap { place, cluster -> [Double] in
            let parts = chosen.contains(place) ? splits[place]?.parts : nil
            return parts?.flatMap(mean) ?? clusters.center(cluster)
        }
    }

    /// The two parts of a cluster, and what the criterion gains by them; nil where it does not.
    private func gainfulSplit(
        of members: [Int], seed: UInt64, _ isStale: @Sendable () -> Bool
    ) throws -> (parts: [[Int]], gain: Double)? {
        guard members.count > 2 else { return nil }
        let alone = Workers(count: 1)
        let region = try CentredRows(rows.values.takingRows(members), workers: alone)
        let search = KMeansSearch(rows: region, workers: alone)
        let whole = search.clusters(around: [Double](repeating: 0, count: rows.width), isStale: isStale)
        let parts = try search.best(count: 2, seed: seed, starts: 3, isStale: isStale)
        let gain = criterion(of: parts) - criterion(of: whole)
        guard parts.occupied.count == 2, gain > 0 else { return nil }
        return (parts.members.map { $0.map { members[$0] } }, gain)
    }

    private func mean(of members: [Int]) -> [Double] {
        var sum = [Double](repeating: 0, count: rows.width)
        sum.withUnsafeMutableBufferPointer { sum in
            guard let address = sum.baseAddress else { return }
            for row in members { rows.add(row, times: 1, to: address) }
        }
        return sum.map { $0 / Double(members.count) }
    }

    private func criterion(of clusters: LloydIteration) -> Double {
        XMeans.criterion(
            inertia: clusters.inertia(), sizes: clusters.occupied.map { clusters.sizes[$0] },
            width: rows.width)
    }
}
