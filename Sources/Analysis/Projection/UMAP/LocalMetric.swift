#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The unit in which one sample measures the distances of its neighbours, from the nearest one on: such that their
/// memberships, the exponentials of the negative distances, add up to log2 of the number of neighbours.
///
/// Source: McInnes, Healy and Melville 2018, algorithm 3.
struct LocalMetric {
    /// How far each neighbour is one, 0...1.
    let memberships: [Float]

    /// - Parameters:
    ///   - distances: of the neighbours.
    ///   - meanOfAll: the mean of all samples' distances, with a 0 for each sample itself.
    init(_ distances: [Float], meanOfAll: Double) {
        let nearest = distances.filter { $0 > 0 }.min() ?? 0
        // A sample counts among its own neighbours.
        let wanted = log2(Double(distances.count + 1))
        let beyond = distances.map { Double($0) - Double(nearest) }
        let mean = distances.reduce(0) { $0 + Double($1) } / Double(distances.count + 1)
        // No unit is so small that all neighbours are lost.
        let unit = max(Self.unit(beyond, wanted: wanted), 1e-3 * (nearest > 0 ? mean : meanOfAll))
        memberships = beyond.map { $0 <= 0 || unit == 0 ? 1 : Float(exp(-$0 / unit)) }
    }

    /// The unit in which the memberships add up to `wanted`, by bisection.
    private static func unit(_ beyond: [Double], wanted: Double) -> Double {
        var (low, high, middle) = (0.0, Double.infinity, 1.0)
        for _ in 0..<64 {
            let sum = beyond.reduce(0) { $0 + ($1 > 0 ? exp(-$1 / middle) : 1) }
            if abs(sum - wanted) < 1e-5 { break }
            if sum > wanted {
                high = middle
                middle = (low + high) / 2
            } else {
                low = middle
                middle = high == .infinity ? middle * 2 : (low + high) / 2
            }
        }
        return middle
    }
}
