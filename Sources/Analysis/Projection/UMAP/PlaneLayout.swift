import CKernels
import Tensors

/// UMAP's vertices in the plane, moved by their edges and by vertices drawn at random.
///
/// Source: McInnes, Healy and Melville 2018, algorithm 5. The vertices are cut into stripes that depend on nothing but
/// their start. The stripes of an epoch may be moved at the same time: each sees its own vertices where they are and
/// the others where they were before the epoch. So the result is the same whatever the number of workers.
struct PlaneLayout {
    /// `[vertex][x, y]`, in the order of the stripes.
    private var positions: [Float]
    /// The vertex of the graph at each place.
    private let order: [Int]
    private var stripes: [LayoutStripe]
    private let curve: SimilarityCurve
    private let seed: UInt64

    /// - Parameters:
    ///   - graph: with at least one vertex.
    ///   - start: `[vertex][x, y]`
    init(_ graph: FuzzyGraph, start: [Float], curve: SimilarityCurve, seed: UInt64) {
        let order = (0..<graph.count).sorted { (start[2 * $0], $0) < (start[2 * $1], $1) }
        var places = [Int32](repeating: 0, count: graph.count)
        for (place, vertex) in order.enumerated() { places[vertex] = Int32(place) }
        let stripeCount = max(1, min(16, graph.count / 1024))
        stripes = (0..<stripeCount).map { [places] index in
            let range = graph.count * index / stripeCount..<graph.count * (index + 1) / stripeCount
            return LayoutStripe(range, of: order, places: places, in: graph)
        }
        positions = order.flatMap { [start[2 * $0], start[2 * $0 + 1]] }
        (self.order, self.curve, self.seed) = (order, curve, seed)
    }

    /// Moves the vertices; throws `CancellationError` where `isStale` says so.
    mutating func run(
        epochs: Int, workers: Workers, isStale: () -> Bool, progress: (Int, Int) -> Void
    ) throws {
        var generator = SplitMix64(seed: seed)
        for epoch in 0..<epochs {
            if isStale() { throw CancellationError() }
            let rate = 1 - Float(epoch) / Float(epochs)
            let seeds = stripes.map { _ in generator.next() }
            move(epoch: Float(epoch), rate: rate, seeds: seeds, workers: workers)
            progress(epoch + 1, epochs)
        }
    }

    /// The vertices in the graph's order, `[vertices, 2]`, around the origin.
    var points: Tensor {
        let count = Double(max(1, order.count))
        var sums = (0.0, 0.0)
        for place in order.indices {
            sums.0 += Double(positions[2 * place])
            sums.1 += Double(positions[2 * place + 1])
        }
        let (x, y) = (Float(sums.0 / count), Float(sums.1 / count))
        var points = Tensor(uninitialized: [order.count, 2])
        points.withMutableValues { values in
            for (place, vertex) in order.enumerated() {
                values[2 * vertex] = positions[2 * place] - x
                values[2 * vertex + 1] = positions[2 * place + 1] - y
            }
        }
        return points
    }

    private mutating func move(epoch: Float, rate: Float, seeds: [UInt64], workers: Workers) {
        // One stripe alone sees all vertices where they are.
        let before = stripes.count > 1 ? positions : []
        let vertexCount = order.count
        positions.withUnsafeMutableBufferPointer { [curve] positions in
            stripes.withUnsafeMutableBufferPointer { stripes in
                guard let address = positions.baseAddress else { return }
                let shared = Shared(positions: address, stripes: stripes)
                workers.forEach(stripes.count) { index in
                    before.withUnsafeBufferPointer { before in
                        let snapshot = before.isEmpty ? nil : before.baseAddress
                        shared.stripes[index].move(
                            ck_layout(
                                positions: shared.positions,
                                snapshot: snapshot ?? UnsafePointer(shared.positions),
                                vertex_count: vertexCount, first: 0, last: 0, a: Float(curve.a),
                                b: Float(curve.b), rate: rate, epoch: epoch, seed: seeds[index]))
                    }
                }
            }
        }
    }

    /// Unchecked Sendable: every worker writes the stripes that it is given, and the positions of their vertices.
    private struct Shared: @unchecked Sendable {
        let positions: UnsafeMutablePointer<Float>
        let stripes: UnsafeMutableBufferPointer<LayoutStripe>
    }
}
