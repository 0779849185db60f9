import Analysis
import Tensors

/// The pictures of a class that stand for all of it: clusters of the summaries of all layers, one exemplar each.
public struct RepresentativesRequest: SampleRequest {
    /// The samples.
    public var population: Population
    /// The class, an index into the population's.
    public var classIndex: Int
    /// What is clustered.
    public var summary = SummaryChoice()
    /// How many; nil: X-means decides.
    public var count: Int?
    /// Where the search starts.
    public var seed: UInt64 = 0

    /// A request with the usual parameters.
    public init(_ population: Population, classIndex: Int) {
        (self.population, self.classIndex) = (population, classIndex)
    }
}

/// Exemplars of a class.
public struct Representatives: Sendable {
    /// The sample nearest to each cluster's centre: positions in the population, the largest cluster first.
    public let exemplars: [Int]
    /// The members of each cluster: positions in the population.
    public let clusters: [[Int]]
}

extension RepresentativesRequest {
    /// Clusters the class.
    ///
    /// Every channel is brought to mean 0 and variance 1 over the population, and every layer weighs as much as any
    /// other, however many channels it has: else the layers with the largest numbers would decide alone.
    public func result(
        in store: ActivationStore, isStale: @Sendable () -> Bool, progress: @Sendable (Int, Int) -> Void
    ) throws -> Representatives {
        let members = population.classOf.indices.filter { population.classOf[$0] == classIndex }
        guard members.count > 1 else { return Representatives(exemplars: members, clusters: [members]) }
        let rows = try standardized(members, in: store, isStale, progress)
        let (labels, centers): ([Int32], Tensor)
        if let count {
            let found = try KMeans(rows, count: min(count, members.count), seed: seed, isStale: isStale)
            (labels, centers) = (found.labels, found.centers)
        } else {
            let found = try XMeans(rows, largestCount: 10, seed: seed, isStale: isStale)
            (labels, centers) = (found.labels, found.centers)
        }
        let nearest = Exemplars.nearest(of: rows, labels: labels, centers: centers)
        var clusters = (0..<centers.shape[0]).map { (center: $0, rows: [Int]()) }
        for (row, label) in labels.enumerated() { clusters[Int(label)].rows.append(row) }
        clusters = clusters.filter { !$0.rows.isEmpty }
        clusters.sort { ($0.rows.count, $1.center) > ($1.rows.count, $0.center) }
        return Representatives(
            exemplars: clusters.map { members[nearest[$0.center]] },
            clusters: clusters.map { $0.rows.map { members[$0] } })
    }

    /// The summaries of all layers side by side, `[members, channels of all layers]`.
    private func standardized(
        _ members: [Int], in store: ActivationStore, _ isStale: @Sendable () -> Bool,
        _ progress: @Sendable (Int, Int) -> Void
    ) throws -> Tensor {
        let width = store.layers.reduce(0) { $0 + $1.channelCount }
        var rows = Tensor(shape: [members.count, width])
        var start = 0
        for layer in store.layers {
            if isStale() { throw CancellationError() }
            let values = try store.summaries(of: layer.id, summary, samples: population.samples)
            let count = layer.channelCount
            let weight = 1 / Float(count).squareRoot()
            values.withValues { values in
                rows.withMutableValues { rows in
                    for channel in 0..<count {
                        let (mean, deviation) = Self.moments(values, channel, count)
                        guard deviation > 0 else { continue }
                        for (row, member) in members.enumerated() {
                            rows[row * width + start + channel] =
                                (values[member * count + channel] - mean) / deviation * weight
                        }
                    }
                }
            }
            start += count
            progress(layer.id + 1, store.layers.count)
        }
        return rows
    }

    /// Mean and standard deviation (over all, not all but one) of a column.
    private static func moments(
        _ values: UnsafeBufferPointer<Float>, _ column: Int, _ count: Int
    ) -> (mean: Float, deviation: Float) {
        let rows = values.count / count
        var (sum, squares) = (0.0, 0.0)
        for row in 0..<rows { sum += Double(values[row * count + column]) }
        let mean = sum / Double(rows)
        for row in 0..<rows {
            let difference = Double(values[row * count + column]) - mean
            squares += difference * difference
        }
        return (Float(mean), Float((squares / Double(rows)).squareRoot()))
    }

    /// As in "representatives of cat".
    public func words(in store: ActivationStore) -> String {
        "representatives of \(population.classNames[classIndex])"
    }
}
