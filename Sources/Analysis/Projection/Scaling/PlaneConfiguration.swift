import Tensors

/// Points in the plane around the origin, times the scale of the distances.
struct PlaneConfiguration: Sendable {
    var xs: [Float], ys: [Float]

    init(xs: [Double], ys: [Double]) {
        let count = Double(max(1, xs.count))
        let (x, y) = (xs.reduce(0, +) / count, ys.reduce(0, +) / count)
        (self.xs, self.ys) = (xs.map { Float($0 - x) }, ys.map { Float($0 - y) })
    }

    init(_ points: Tensor, scale: Float) {
        let values = points.values
        let all = (0..<points.shape[0])
        self.init(
            xs: all.map { Double(values[2 * $0] * scale) }, ys: all.map { Double(values[2 * $0 + 1] * scale) }
        )
    }

    /// As far again as from `previous` to here.
    func relaxed(from previous: PlaneConfiguration) -> PlaneConfiguration {
        var relaxed = self
        for index in xs.indices {
            relaxed.xs[index] += xs[index] - previous.xs[index]
            relaxed.ys[index] += ys[index] - previous.ys[index]
        }
        return relaxed
    }

    var squareSum: Double {
        zip(xs, ys).reduce(0) { $0 + Double($1.0) * Double($1.0) + Double($1.1) * Double($1.1) }
    }

    func points(scale: Float) -> Tensor {
        Tensor(shape: [xs.count, 2], values: zip(xs, ys).flatMap { [$0 / scale, $1 / scale] })
    }
}
