#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif
import Tensors

/// The turn, mirroring, scale and shift that bring one set of points in the plane nearest to another one, so that a
/// picture that is computed anew does not spin.
///
/// Source: P. Schönemann, "A generalized solution of the orthogonal Procrustes problem", Psychometrika 31, 1966. The
/// singular values of a 2 x 2 matrix are those of its parts that keep and that change the orientation.
public struct Procrustes: Sendable, Equatable {
    /// The orthogonal matrix by which points, as columns, are multiplied: `[[a, b], [c, d]]` row by row.
    public let turn: [Double]
    /// By which they are multiplied after that; 1 where points or targets all coincide.
    public let scale: Double
    /// What is added at the end.
    public let shift: (x: Double, y: Double)
    /// The share of the targets' squared deviation from their mean that remains as error, 0...1.
    public let disparity: Double

    /// Finds what brings `points` nearest to `targets`, both `[samples, 2]`, by the sum of squared distances.
    public init(of points: Tensor, onto targets: Tensor) {
        precondition(
            points.shape == targets.shape && points.shape.count == 2 && points.shape[1] == 2,
            "points \(points.shape) cannot be brought onto \(targets.shape)")
        let (from, to) = (Spread(points), Spread(targets))
        // The products of targets and points, [[xx, xy], [yx, yy]], the target first.
        var products = [0.0, 0.0, 0.0, 0.0]
        for index in from.xs.indices {
            products[0] += to.xs[index] * from.xs[index]
            products[1] += to.xs[index] * from.ys[index]
            products[2] += to.ys[index] * from.xs[index]
            products[3] += to.ys[index] * from.ys[index]
        }
        let keeping = (products[0] + products[3], products[2] - products[1])
        let mirroring = (products[0] - products[3], products[2] + products[1])
        let (kept, mirrored) = (hypot(keeping.0, keeping.1), hypot(mirroring.0, mirroring.1))
        let isMirrored = mirrored > kept
        let best = max(kept, mirrored)
        let (cosine, sine) =
            best > 0
            ? ((isMirrored ? mirroring.0 : keeping.0) / best, (isMirrored ? mirroring.1 : keeping.1) / best)
            : (1, 0)
        turn = isMirrored ? [cosine, sine, sine, -cosine] : [cosine, -sine, sine, cosine]
        scale = best > 0 ? best / from.square : 1
        shift = (
            to.mean.x - scale * (turn[0] * from.mean.x + turn[1] * from.mean.y),
            to.mean.y - scale * (turn[2] * from.mean.x + turn[3] * from.mean.y)
        )
        disparity = best > 0 ? max(0, 1 - best * best / (from.square * to.square)) : (to.square > 0 ? 1 : 0)
    }

    /// Points turned, scaled and shifted, `[samples, 2]`.
    public func applied(to points: Tensor) -> Tensor {
        let values = points.values
        return Tensor(
            shape: points.shape,
            values: stride(from: 0, to: values.count, by: 2).flatMap { index in
                let (x, y) = (Double(values[index]), Double(values[index + 1]))
                return [
                    Float(scale * (turn[0] * x + turn[1] * y) + shift.x),
                    Float(scale * (turn[2] * x + turn[3] * y) + shift.y),
                ]
            })
    }

    /// Equal to the last digit.
    public static func == (left: Procrustes, right: Procrustes) -> Bool {
        left.turn == right.turn && left.scale == right.scale && left.shift == right.shift
            && left.disparity == right.disparity
    }
}

/// Points less their mean.
private struct Spread {
    let xs: [Double], ys: [Double]
    let mean: (x: Double, y: Double)
    /// The sum of the squared distances from the mean.
    let square: Double

    init(_ points: Tensor) {
        let values = points.values.map(Double.init)
        let count = Double(max(1, points.shape[0]))
        let (x, y) = (
            stride(from: 0, to: values.count, by: 2).reduce(0) { $0 + values[$1] } / count,
            stride(from: 1, to: values.count, by: 2).reduce(0) { $0 + values[$1] } / count
        )
        xs = stride(from: 0, to: values.count, by: 2).map { values[$0] - x }
        ys = stride(from: 1, to: values.count, by: 2).map { values[$0] - y }
        mean = (x, y)
        square = (xs + ys).reduce(0) { $0 + $1 * $1 }
    }
}
