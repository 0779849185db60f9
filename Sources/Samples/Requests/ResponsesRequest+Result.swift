import Analysis
import Foundation
import Tensors

extension ResponsesRequest {
    /// Compares the means.
    public func result(
        in store: ActivationStore, isStale: @Sendable () -> Bool, progress: @Sendable (Int, Int) -> Void
    ) throws -> LayerResponses {
        LayerResponses(
            scores: try store.layers.map { layer in
                if isStale() { throw CancellationError() }
                let summaries = try store.summaries(
                    of: layer.id, SummaryChoice(.mean, side), samples: population.samples)
                return Self.scores(of: summaries, chosen: chosen)
            })
    }

    /// For every column of `[samples, channels]` the mean of the chosen rows less that of all, in standard deviations of
    /// all (all there is, not a sample of it); 0 where a column does not vary.
    static func scores(of summaries: Tensor, chosen: [Int]) -> [Float] {
        let (count, channels) = (summaries.shape[0], summaries.shape[1])
        let sums = sums(of: summaries, rows: 0..<count) { value, _ in value }
        let means = sums.map { $0 / Double(max(count, 1)) }
        let squares = Self.sums(of: summaries, rows: 0..<count) { value, channel in
            (value - means[channel]) * (value - means[channel])
        }
        let own = Self.sums(of: summaries, rows: chosen) { value, _ in value }
        return (0..<channels).map { channel in
            let deviation = (squares[channel] / Double(max(count, 1))).squareRoot()
            guard deviation > 1e-7 * abs(means[channel]), !chosen.isEmpty else { return 0 }
            return Float((own[channel] / Double(chosen.count) - means[channel]) / deviation)
        }
    }

    private static func sums(
        of summaries: Tensor, rows: some Sequence<Int>, _ term: (Double, Int) -> Double
    ) -> [Double] {
        let channels = summaries.shape[1]
        var sums = [Double](repeating: 0, count: channels)
        summaries.withValues { values in
            for row in rows {
                for channel in 0..<channels {
                    sums[channel] += term(Double(values[row * channels + channel]), channel)
                }
            }
        }
        return sums
    }

    /// As in "mean responses of 20 pictures".
    public func words(in store: ActivationStore) -> String {
        "mean responses of \(chosen.count) picture\(chosen.count == 1 ? "" : "s")"
    }
}

extension UnitTilesRequest {
    /// Finds the channels.
    public func result(
        in store: ActivationStore, isStale: @Sendable () -> Bool, progress: @Sendable (Int, Int) -> Void
    ) throws -> UnitTile {
        Self.tile(of: try store.summaries(of: layer, SummaryChoice(.mean, side), samples: population.samples))
    }

    /// The two most varying columns of `[samples, channels]`; of those that vary alike the first.
    static func tile(of summaries: Tensor) -> UnitTile {
        let (count, channels) = (summaries.shape[0], summaries.shape[1])
        var means = [Double](repeating: 0, count: channels)
        var squares = means
        let points = summaries.withValues { values in
            for index in 0..<count * channels {
                means[index % channels] += Double(values[index]) / Double(count)
            }
            for index in 0..<count * channels {
                let way = Double(values[index]) - means[index % channels]
                squares[index % channels] += way * way
            }
            let order = squares.indices.sorted { (-squares[$0], $0) < (-squares[$1], $1) }
            let chosen = SIMD2(order[0], order.count > 1 ? order[1] : order[0])
            let points = (0..<count).flatMap {
                [values[$0 * channels + chosen.x], values[$0 * channels + chosen.y]]
            }
            return (chosen, points)
        }
        return UnitTile(channels: points.0, points: Tensor(shape: [count, 2], values: points.1))
    }

    /// As in "the tile of conv4_1".
    public func words(in store: ActivationStore) -> String { "the tile of \(store.layers[layer].name)" }
}
