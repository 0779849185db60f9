import Glibc

/// A smooth closed curve through some points.
///
/// Between two points runs a cubic whose ends go on smoothly into its neighbours'. Sources: E. Catmull and R. Rom, "A
/// class of local interpolating splines", Computer Aided Geometric Design, 1974; the knots of C. Yuksel, S. Schaefer
/// and J. Keyser, "Parameterization and applications of Catmull-Rom curves", Computer-Aided Design 43(7), 2011; the
/// evaluation of P. Barry and R. Goldman, SIGGRAPH 1988.
public enum CatmullRom {
    /// How far apart on the curve's parameter two points lie.
    public enum Knots: Sendable {
        /// All equally far, as in the first paper.
        case uniform
        /// As the square roots of their distances: the curve then has no loops or cusps between two points.
        case centripetal

        func step(from: SIMD2<Double>, to: SIMD2<Double>) -> Double {
            switch self {
            case .uniform: 1
            case .centripetal: ((to - from) * (to - from)).sum().squareRoot().squareRoot()
            }
        }
    }

    /// Points of the closed curve, each of `points` with `steps` - 1 behind it; where there are two distinct ones or
    /// fewer, these.
    ///
    /// - Parameter points: in the order in which the curve goes through them; equal neighbours count once.
    public static func closed(
        through points: [SIMD2<Float>], knots: Knots = .centripetal, steps: Int = 8
    ) -> [SIMD2<Float>] {
        precondition(steps >= 1, "\(steps) steps")
        let distinct = distinctNeighbors(of: points)
        guard distinct.count > 2 else { return distinct.map { SIMD2<Float>($0) } }
        return distinct.indices.flatMap { index in
            let around = (-1...2).map { distinct[(index + $0 + distinct.count) % distinct.count] }
            return (0..<steps).map { step in
                step == 0
                    ? SIMD2<Float>(around[1])
                    : SIMD2<Float>(point(at: Double(step) / Double(steps), between: around, knots))
            }
        }
    }

    /// The points without those that equal the one before them, all around.
    private static func distinctNeighbors(of points: [SIMD2<Float>]) -> [SIMD2<Double>] {
        var distinct: [SIMD2<Double>] = []
        for point in points where distinct.last != SIMD2<Double>(point) {
            distinct.append(SIMD2<Double>(point))
        }
        if distinct.count > 1, distinct.first == distinct.last { distinct.removeLast() }
        return distinct
    }

    /// The point between the second and the third of four, `share` of the way.
    private static func point(
        at share: Double, between points: [SIMD2<Double>], _ knots: Knots
    ) -> SIMD2<Double> {
        var times = [0.0]
        for (from, to) in zip(points, points.dropFirst()) {
            times.append(times[times.count - 1] + knots.step(from: from, to: to))
        }
        let time = times[1] + share * (times[2] - times[1])
        // From lines over parabolas to the cubic.
        func blend(_ left: SIMD2<Double>, _ right: SIMD2<Double>, _ from: Double, _ to: Double) -> SIMD2<
            Double
        > {
            (left * (to - time) + right * (time - from)) / (to - from)
        }
        let lines = (0..<3).map { blend(points[$0], points[$0 + 1], times[$0], times[$0 + 1]) }
        let parabolas = (0..<2).map { blend(lines[$0], lines[$0 + 1], times[$0], times[$0 + 2]) }
        return blend(parabolas[0], parabolas[1], times[1], times[2])
    }
}
