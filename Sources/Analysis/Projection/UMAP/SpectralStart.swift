import CKernels
import Tensors

/// Where UMAP's vertices start: by the first eigenvectors of the graph's normalised Laplacian, every part of the graph
/// that hangs together for itself.
///
/// Source: M. Belkin and P. Niyogi, "Laplacian eigenmaps for dimensionality reduction and data representation", 2003;
/// McInnes, Healy and Melville 2018, algorithm 4.
struct SpectralStart {
    /// `[sample][x, y]`, each coordinate from 0 to 10.
    let positions: [Float]

    /// - Parameter centres: where the samples are roughly, `[samples, 2]`, in whatever unit: parts that do not hang
    ///   together are laid out around their means.
    /// - Throws: `CancellationError` where `isStale` says so.
    init(
        _ graph: FuzzyGraph, centres: Tensor, seed: UInt64, workers: Workers, isStale: @Sendable () -> Bool
    ) throws {
        let parts = graph.connectedParts
        let places = Self.places(of: parts, centres: centres)
        var positions = [Float](repeating: 0, count: 2 * graph.count)
        for (part, place) in zip(parts, places) {
            let own = try Self.eigenmap(of: part, in: graph, seed: seed, workers: workers, isStale: isStale)
            for (index, vertex) in part.enumerated() {
                for axis in 0..<2 {
                    positions[2 * vertex + axis] = place.centre[axis] + place.radius * own[axis][index]
                }
            }
        }
        // A little noise parts points that coincide.
        var generator = SplitMix64(seed: seed)
        let extent = positions.reduce(0) { max($0, abs($1)) }
        for index in positions.indices {
            positions[index] += max(extent, 1e-6) * 1e-5 * Float.random(in: -1...1, using: &generator)
        }
        self.positions = Self.spread(positions)
    }

    /// The middle of every part and how far it reaches: half way to the nearest other one.
    private static func places(of parts: [[Int]], centres: Tensor) -> [(centre: [Float], radius: Float)] {
        guard parts.count > 1 else { return [([0, 0], 1)] }
        let values = centres.values
        let means = parts.map { part in
            (0..<2).map { axis in part.reduce(Float(0)) { $0 + values[2 * $1 + axis] } / Float(part.count) }
        }
        let extent = means.reduce(Float(0)) { max($0, abs($1[0]), abs($1[1])) }
        return means.enumerated().map { index, mean in
            let nearest = means.enumerated().reduce(Float.infinity) { nearest, other in
                guard other.offset != index else { return nearest }
                let (x, y) = (other.element[0] - mean[0], other.element[1] - mean[1])
                return min(nearest, (x * x + y * y).squareRoot())
            }
            return (mean, max(nearest / 2, extent / 100, 1e-6))
        }
    }

    /// The second and third eigenvector of a part's normalised Laplacian, brought to -1...1 together.
    private static func eigenmap(
        of part: [Int], in graph: FuzzyGraph, seed: UInt64, workers: Workers, isStale: @Sendable () -> Bool
    ) throws -> [[Float]] {
        let matrix = NormalisedAdjacency(part, in: graph)
        // The start needs the shape, not the digits.
        let effort = LeadingEigenpairs.Effort(tolerance: 1e-4, blockCount: 2, productLimit: 400)
        let found = try LeadingEigenpairs(
            size: part.count, count: 2, knownVectors: matrix.trivialVector, effort: effort, seed: seed
        ) { vectors, count, target in
            if isStale() { throw CancellationError() }
            matrix.multiply(vectors, count: count, into: target, workers: workers)
        }
        let axes = found.pairs.map(\.vector)
        let largest = axes.reduce(0) { $1.reduce($0) { max($0, $1.magnitude) } }
        return (0..<2).map { axis in
            axis < axes.count && largest > 0
                ? axes[axis].map { Float($0 / largest) } : [Float](repeating: 0, count: part.count)
        }
    }

    /// Each coordinate from 0 to 10.
    private static func spread(_ positions: [Float]) -> [Float] {
        var spread = positions
        for axis in 0..<2 {
            let own = stride(from: axis, to: positions.count, by: 2)
            let low = own.reduce(Float.infinity) { min($0, positions[$1]) }
            let high = own.reduce(-Float.infinity) { max($0, positions[$1]) }
            for index in own { spread[index] = high > low ? 10 * (positions[index] - low) / (high - low) : 0 }
        }
        return spread
    }
}
