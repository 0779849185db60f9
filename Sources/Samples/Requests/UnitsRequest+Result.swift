import Foundation
import Inference
import Tensors

extension UnitsRequest {
    /// The points together take no more than this many bytes: fewer of them where there are many units.
    static let largestSize = 256 << 20

    /// Runs the samples and picks the points.
    ///
    /// The pass picks those of all layers on the same side, as far as there is room: whoever goes on to another layer
    /// finds them there.
    public func result(
        in store: ActivationStore, isStale: @Sendable () -> Bool, progress: @Sendable (Int, Int) -> Void
    ) throws -> UnitPoints {
        let own = store.operations[operation]
        let places = chosenPlaces(of: own)
        let values = try store.unitValues.values(for: self) {
            var picks: [UnitPick] = []
            var size = 0
            for operation in [own] + others(than: own, in: store) {
                let pick = UnitPick(
                    places: operation.id == own.id ? places : chosenPlaces(of: operation), of: operation,
                    population)
                size += pick.values.count * MemoryLayout<Float>.size
                guard picks.isEmpty || size <= Self.largestSize else { break }
                picks.append(pick)
            }
            return try Self.picked(picks, from: store, population, isStale, progress)
        }
        return try UnitPoints(
            places: places, pixels: own.shape[1] * own.shape[2], values: values,
            placeCount: population.count * own.shape[1] * own.shape[2], isStale: isStale)
    }

    /// The layers on the same side, those after the operation first.
    private func others(than own: SampleOperation, in store: ActivationStore) -> [SampleOperation] {
        let side: LayerSide = if case .layer(_, .after) = own.source { .after } else { .before }
        let all = store.layers.map { store.operation(of: LayerAspect(layer: $0.id, side: side)) }
        return all.filter { $0.id > own.id } + all.filter { $0.id < own.id }
    }

    /// The places that are points: sample * pixels + pixel.
    private func chosenPlaces(of operation: SampleOperation) -> [Int] {
        let most = max(1, Self.largestSize / MemoryLayout<Float>.size / max(operation.shape[0], 1))
        let total = population.count * operation.shape[1] * operation.shape[2]
        return Self.chosen(min(count, most), of: total, seed: seed)
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

    /// The values of several operations at their places, in one pass.
    private static func picked(
        _ picks: [UnitPick], from store: ActivationStore, _ population: Population,
        _ isStale: @Sendable () -> Bool, _ progress: @Sendable (Int, Int) -> Void
    ) throws -> [Int: Tensor] {
        var picks = Dictionary(uniqueKeysWithValues: picks.map { ($0.operation.id, $0) })
        let operations = picks.values.map(\.operation).sorted { $0.id < $1.id }
        // Where there are few points, not every sample has one.
        let needed = population.samples.indices.filter { position in
            picks.values.contains { !$0.points(of: position).isEmpty }
        }
        try store.visitActivations(
            of: operations, samples: needed.map { population.samples[$0] }, isStale: isStale,
            progress: progress
        ) { operation, values, first in
            picks[operation.id]?.take(values, of: needed[first..<first + values.shape[0]])
        }
        return picks.mapValues(\.values)
    }

    /// As in "units of conv4_1".
    public func words(in store: ActivationStore) -> String { "units of \(store.operations[operation].name)" }
}

/// Picks the values of an operation at some places out of whole activations.
private struct UnitPick {
    let operation: SampleOperation
    /// `[units, points]`
    private(set) var values: Tensor
    private let places: [Int]
    /// The points, sample by sample.
    private let ranked: [Int]
    /// Where each sample's points begin in `ranked`, and the end.
    private let starts: [Int]

    init(places: [Int], of operation: SampleOperation, _ population: Population) {
        (self.places, self.operation) = (places, operation)
        values = Tensor(uninitialized: [operation.shape[0], places.count])
        let pixels = operation.shape[1] * operation.shape[2]
        var starts = [Int](repeating: 0, count: population.count + 1)
        for place in places { starts[place / pixels + 1] += 1 }
        for position in 0..<population.count { starts[position + 1] += starts[position] }
        var (next, ranked) = (starts, [Int](repeating: 0, count: places.count))
        for (point, place) in places.enumerated() {
            ranked[next[place / pixels]] = point
            next[place / pixels] += 1
        }
        (self.starts, self.ranked) = (starts, ranked)
    }

    /// The points of a sample, by its position in the population.
    func points(of position: Int) -> ArraySlice<Int> { ranked[starts[position]..<starts[position + 1]] }

    /// Takes what belongs to the points of some samples from their activations, `[samples, units, rows, columns]`.
    mutating func take(_ activations: Tensor, of positions: ArraySlice<Int>) {
        let (units, pixels, count) = (
            operation.shape[0], operation.shape[1] * operation.shape[2], places.count
        )
        values.withMutablePointer { target in
            activations.withPointer { source in
                for (row, position) in positions.enumerated() {
                    for point in ranked[starts[position]..<starts[position + 1]] {
                        let start = source + row * units * pixels + places[point] % pixels
                        for unit in 0..<units { target[unit * count + point] = start[unit * pixels] }
                    }
                }
            }
        }
    }
}
