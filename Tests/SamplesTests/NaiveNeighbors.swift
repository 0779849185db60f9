import Tensors

/// What the definitions say, in doubles and without any haste.
enum Naive {
    /// All squared distances of `[rows, columns]`.
    static func squares(_ rows: Tensor) -> [[Double]] {
        let (count, columns) = (rows.shape[0], rows.shape[1])
        let values = rows.values.map(Double.init)
        return (0..<count).map { row in
            (0..<count).map { other in
                (0..<columns).reduce(0.0) { sum, column in
                    let difference = values[row * columns + column] - values[other * columns + column]
                    return sum + difference * difference
                }
            }
        }
    }

    /// VAT: from a row of the largest distance, always whoever is nearest to any that was had; the lower row of equals.
    static func order(_ squares: [[Double]]) -> [Int] {
        let largest = squares.map { $0.max() ?? 0 }
        var order = [largest.indices.max { (largest[$0], -$0) < (largest[$1], -$1) } ?? 0]
        var left = squares.indices.filter { $0 != order[0] }
        while !left.isEmpty {
            let nearest = left.map { row in order.map { squares[row][$0] }.min() ?? 0 }
            let place = left.indices.min { (nearest[$0], $0) < (nearest[$1], $1) } ?? 0
            order.append(left.remove(at: place))
        }
        return order
    }

    /// The others, the nearest first, the lower row of equals.
    static func neighbors(_ squares: [[Double]], of row: Int) -> [Int] {
        squares.indices.filter { $0 != row }.sorted { (squares[row][$0], $0) < (squares[row][$1], $1) }
    }
}
