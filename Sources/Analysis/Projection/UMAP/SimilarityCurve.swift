#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// How similar points in UMAP's picture are by their distance: 1 / (1 + a * distance^(2 b)).
///
/// Source: L. McInnes, J. Healy and J. Melville, "UMAP: uniform manifold approximation and projection for dimension
/// reduction", 2018, definition 11: the smooth curve that is nearest, by least squares over distances up to three
/// times the spread, to 1 up to the smallest distance and an exponential decay from there on.
struct SimilarityCurve: Sendable, Equatable {
    let a: Double
    let b: Double

    private typealias Sample = (distance: Double, similarity: Double)
    private typealias Parameters = (a: Double, b: Double)

    /// Fits the curve by the Gauss-Newton method, with steps that are halved until they gain.
    init(minimumDistance: Double, spread: Double) {
        let samples = (0..<300).map { index in
            let distance = 3 * spread * Double(index) / 299
            let wanted = distance < minimumDistance ? 1 : exp(-(distance - minimumDistance) / spread)
            return (distance: distance, similarity: wanted)
        }
        var best = (a: 1.0, b: 1.0)
        var error = Self.error(best, samples)
        for _ in 0..<100 {
            let step = Self.step(from: best, samples)
            var share = 1.0
            var next = best
            var nextError = Double.infinity
            while !(nextError < error), share > 1e-9 {
                next = (best.a + share * step.a, best.b + share * step.b)
                nextError = next.a > 0 && next.b > 0 ? Self.error(next, samples) : .infinity
                share /= 2
            }
            guard nextError < error else { break }
            (best, error) = (next, nextError)
        }
        (a, b) = best
    }

    private static func error(_ curve: Parameters, _ samples: [Sample]) -> Double {
        samples.reduce(0) { sum, sample in
            let difference = 1 / (1 + curve.a * pow(sample.distance, 2 * curve.b)) - sample.similarity
            return sum + difference * difference
        }
    }

    private static func step(from curve: Parameters, _ samples: [Sample]) -> Parameters {
        var (aa, ab, bb, a, b) = (0.0, 0.0, 0.0, 0.0, 0.0)
        for sample in samples where sample.distance > 0 {
            let power = pow(sample.distance, 2 * curve.b)
            let value = 1 / (1 + curve.a * power)
            let rest = sample.similarity - value
            let byA = -value * value * power
            let byB = byA * curve.a * 2 * log(sample.distance)
            aa += byA * byA
            ab += byA * byB
            bb += byB * byB
            a += byA * rest
            b += byB * rest
        }
        let determinant = aa * bb - ab * ab
        guard determinant > 0 else { return (0, 0) }
        return ((a * bb - b * ab) / determinant, (b * aa - a * ab) / determinant)
    }
}
