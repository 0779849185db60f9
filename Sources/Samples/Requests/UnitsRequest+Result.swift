import Analysis
import Foundation
import Inference
import Tensors

extension UnitsRequest {
    /// The points together take no more than this many bytes: fewer of them where there are many units.
    private static let largestSize = 256 << 20

    /// Runs the samples and picks the points.
    public func result(
        in store: ActivationStore, isStale: @Sendable () -> Bool, progress: @Sendable (Int, Int) -> Void
    ) throws -> UnitPoints {
        let operation = store.operations[operation]
        let (units, pixels) = (operation.shape[0], operation.shape[1] * operation.shape[2])
        let placeCount = population.count * pixels
        let most = max(1, Self.largestSize / MemoryLayout<Float>.size / max(units, 1))
        let chosen = Self.chosen(min(count, most), of: placeCount, seed: seed)
        let values = try values(of: operation, at: chosen, store, isStale, progress)
        return Self.points(chosen, pixels: pixels, values: values, placeCount: placeCount)
    }

    /// Some of `total` places in random order, each at most once.
    static func chosen(_ count: Int, of total: Int, seed: UInt64) -> [Int] {
        var random = SplitMix64(seed: seed)
        guard count < total else { return Array(0..<total).shuffled(using: &random) }
        var found = Set<Int>()
        var order: [Int] = []
        // Floyd's way of drawing without putting back.
        for last in total - count..<total {
            let drawn = Int.random(in: 0...last, using: &random)
            let place = found.contains(drawn) ? last : drawn
            found.insert(place)
            order.append(place)
        }
        return order.shuffled(using: &random)
    }

    /// `[units, points]`
    private func values(
        of operation: SampleOperation, at chosen: [Int], _ store: ActivationStore,
        _ isStale: @Sendable () -> Bool, _ progress: @Sendable (Int, Int) -> Void
    ) throws -> Tensor {
        let (units, pixels) = (operation.shape[0], operation.shape[1] * operation.shape[2])
        let ranked = chosen.indices.sorted { chosen[$0] < chosen[$1] }
        let needed = Set(chosen.map { $0 / pixels }).sorted()
        var result = Tensor(uninitialized: [units, chosen.count])
        var next = 0
        try store.visitActivations(
            of: [operation], samples: needed.map { population.samples[$0] }, isStale: isStale,
            progress: progress
        ) { _, values, first in
            let last = first + values.shape[0]
            result.withMutablePointer { target in
                values.withPointer { source in
                    while next < ranked.count {
                        let place = chosen[ranked[next]]
                        guard let row = needed[first..<last].firstIndex(of: place / pixels) else { break }
                        let start = (row - first) * units * pixels + place % pixels
                        for unit in 0..<units {
                            target[unit * chosen.count + ranked[next]] = source[start + unit * pixels]
                        }
                        next += 1
                    }
                }
            }
        }
        return result
    }

    static func points(_ chosen: [Int], pixels: Int, values: Tensor, placeCount: Int) -> UnitPoints {
        let (units, count) = (values.shape[0], values.shape[1])
        var means = [Float](repeating: 0, count: units)
        var deviations = means
        var standard = Tensor(uninitialized: values.shape)
        let all = values.values
        standard.withMutableValues { target in
            for unit in 0..<units {
                let row = all[unit * count..<(unit + 1) * count]
                let mean = row.reduce(0.0) { $0 + Double($1) } / Double(max(count, 1))
                let square = row.reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
                let deviation = (square / Double(max(count, 1))).squareRoot()
                (means[unit], deviations[unit]) = (Float(mean), Float(deviation))
                let scale = deviation > 0 ? 1 / (deviation * Double(max(count, 1)).squareRoot()) : 0
                for index in 0..<count {
                    target[unit * count + index] = Float((Double(all[unit * count + index]) - mean) * scale)
                }
            }
        }
        var correlation = Tensor(uninitialized: [units, units])
        standard.withPointer { standard in
            correlation.withMutablePointer {
                MatrixProduct.multiply(
                    .init(standard, stride: count), .init(standard, stride: count, isTransposed: true),
                    rows: units, columns: units, depth: count, into: $0, resultStride: units)
            }
        }
        let order = means.indices.sorted { (-deviations[$0], $0) < (-deviations[$1], $1) }
        return UnitPoints(
            positions: chosen.map { Int32($0 / pixels) }, places: chosen.map { Int32($0 % pixels) },
            values: values, placeCount: placeCount, means: means, deviations: deviations, order: order,
            correlation: correlation, range: range(of: all))
    }

    private static func range(of values: [Float]) -> ClosedRange<Float> {
        // A part of very many is enough for a percentile.
        let step = max(1, values.count / 1_000_000)
        let sorted = stride(from: 0, to: values.count, by: step).map { values[$0] }.sorted()
        guard let first = sorted.first, let last = sorted.last else { return 0...1 }
        let low = sorted[Int(0.0015 * Double(sorted.count - 1))]
        let high = sorted[Int((0.9995 * Double(sorted.count - 1)).rounded(.up))]
        return low < high ? low...high : first...max(last, first + 1)
    }

    /// As in "units of conv4_1".
    public func words(in store: ActivationStore) -> String { "units of \(store.operations[operation].name)" }
}

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
                let channels = layer.channelCount
                var (sums, squares) = (
                    [Double](repeating: 0, count: channels), [Double](repeating: 0, count: channels)
                )
                var own = sums
                summaries.withValues { values in
                    for row in 0..<population.count {
                        for channel in 0..<channels {
                            let value = Double(values[row * channels + channel])
                            sums[channel] += value
                            squares[channel] += value * value
                        }
                    }
                    for row in chosen {
                        for channel in 0..<channels {
                            own[channel] += Double(values[row * channels + channel])
                        }
                    }
                }
                let (count, chosenCount) = (Double(max(population.count, 1)), Double(max(chosen.count, 1)))
                return (0..<channels).map { channel in
                    let mean = sums[channel] / count
                    let deviation = max(0, squares[channel] / count - mean * mean).squareRoot()
                    return deviation > 1e-9 * abs(mean) + 1e-30
                        ? Float((own[channel] / chosenCount - mean) / deviation) : 0
                }
            })
    }

    /// As in "mean responses of 20 pictures".
    public func words(in store: ActivationStore) -> String { "mean responses of \(chosen.count) pictures" }
}

extension UnitTilesRequest {
    /// Finds the channels.
    public func result(
        in store: ActivationStore, isStale: @Sendable () -> Bool, progress: @Sendable (Int, Int) -> Void
    ) throws -> UnitTile {
        let summaries = try store.summaries(
            of: layer, SummaryChoice(.mean, side), samples: population.samples)
        let (count, channels) = (population.count, store.layers[layer].channelCount)
        let values = summaries.values
        let variances = (0..<channels).map { channel -> Double in
            let column = stride(from: channel, to: values.count, by: channels).lazy.map { Double(values[$0]) }
            let mean = column.reduce(0, +) / Double(max(count, 1))
            return column.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        }
        let order = variances.indices.sorted { (-variances[$0], $0) < (-variances[$1], $1) }
        let chosen = SIMD2(order[0], order.count > 1 ? order[1] : order[0])
        return UnitTile(
            channels: chosen,
            points: Tensor(
                shape: [count, 2],
                values: (0..<count).flatMap {
                    [values[$0 * channels + chosen.x], values[$0 * channels + chosen.y]]
                }))
    }

    /// As in "the tile of conv4_1".
    public func words(in store: ActivationStore) -> String { "the tile of \(store.layers[layer].name)" }
}
