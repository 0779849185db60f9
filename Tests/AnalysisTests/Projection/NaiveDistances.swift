import Tensors

/// All distances of rows in double precision, `[rows, rows]`.
func naiveDistances(
    _ rows: Tensor, term: (Double) -> Double = { $0 * $0 }, root: (Double) -> Double = { $0.squareRoot() }
) -> Tensor {
    let (count, columns) = (rows.shape[0], rows.shape[1])
    let values = rows.values.map(Double.init)
    var distances = Tensor(shape: [count, count])
    for row in 0..<count {
        for other in 0..<count {
            var sum = 0.0
            for column in 0..<columns {
                sum += term(values[row * columns + column] - values[other * columns + column])
            }
            distances[row, other] = Float(root(sum))
        }
    }
    return distances
}

/// Stress-1 of points in the plane.
func naiveStress(_ points: Tensor, _ wanted: Tensor) -> Double {
    let found = naiveDistances(points).values.map(Double.init)
    let errors = zip(found, wanted.values).reduce(0) { $0 + ($1.0 - Double($1.1)) * ($1.0 - Double($1.1)) }
    return (errors / found.reduce(0) { $0 + $1 * $1 }).squareRoot()
}
