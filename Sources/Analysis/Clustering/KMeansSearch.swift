import Tensors

/// Looks for clusters from several starts.
struct KMeansSearch: Sendable {
    let rows: CentredRows
    let workers: Workers

    /// The tightest clusters that some starts end with; then rows change places one by one while that helps.
    ///
    /// - Throws: `CancellationError` when stale.
    func best(
        count: Int, seed: UInt64, starts: Int, isStale: @Sendable () -> Bool
    ) throws -> LloydIteration {
        var seeds = SplitMix64(seed: seed)
        let seedOfStart = (0..<starts).map { _ in seeds.next() }
        let ends = try workers.map(starts, isStale: isStale) { start in
            var generator = SplitMix64(seed: seedOfStart[start])
            let chosen = SpreadStart.choose(count, of: rows, using: &generator, isStale: isStale)
            let end = clusters(around: chosen.flatMap { rows.row($0).map(Double.init) }, isStale: isStale)
            return (end, inertia: end.inertia())
        }
        var best = ends.dropFirst().reduce(ends[0]) { $1.inertia < $0.inertia ? $1 : $0 }.0
        best.exchange(isStale: isStale)
        if isStale() { throw CancellationError() }
        return best
    }

    /// Where some centres end, `[centers, columns]`.
    func clusters(around centers: [Double], isStale: () -> Bool) -> LloydIteration {
        var end = LloydIteration(rows, centers: centers)
        end.run(isStale: isStale)
        return end
    }
}
