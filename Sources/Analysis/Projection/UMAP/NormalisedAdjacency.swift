import CKernels
import Tensors

/// The weights of a part of a graph, each divided by the roots of its two vertices' sums: I less the normalised
/// Laplacian.
struct NormalisedAdjacency: Sendable {
    private let starts: [Int32], columns: [Int32], values: [Double]
    /// The eigenvector of the largest eigenvalue, 1: the roots of the vertices' sums.
    let trivialVector: [Double]

    /// - Parameter part: vertices that have entries only among themselves.
    init(_ part: [Int], in graph: FuzzyGraph) {
        var places = [Int32](repeating: -1, count: graph.count)
        for (place, vertex) in part.enumerated() { places[vertex] = Int32(place) }
        var starts: [Int32] = [0], columns: [Int32] = [], weights: [Double] = [], roots: [Double] = []
        for vertex in part {
            let entries = graph.entries(of: vertex)
            columns += entries.map { places[Int(graph.others[$0])] }
            weights += entries.map { Double(graph.weights[$0]) }
            roots.append(entries.reduce(0) { $0 + Double(graph.weights[$1]) }.squareRoot())
            starts.append(Int32(columns.count))
        }
        for row in part.indices {
            for entry in Int(starts[row])..<Int(starts[row + 1]) {
                weights[entry] /= roots[row] * roots[Int(columns[entry])]
            }
        }
        let length = roots.reduce(0) { $0 + $1 * $1 }.squareRoot()
        trivialVector = length > 0 ? roots.map { $0 / length } : [1]
        (self.starts, self.columns, values) = (starts, columns, weights)
    }

    /// Writes the products with `count` vectors, which lie one after the other.
    func multiply(
        _ vectors: UnsafePointer<Double>, count: Int, into target: UnsafeMutablePointer<Double>,
        workers: Workers
    ) {
        let rowCount = starts.count - 1
        let addresses = Addresses(vectors: vectors, target: target)
        workers.forEachRange(of: rowCount, smallest: 1000) { rows in
            for index in 0..<count {
                ck_sparse_product(
                    starts, columns, values, addresses.vectors + index * rowCount, rows.lowerBound,
                    rows.count,
                    addresses.target + index * rowCount)
            }
        }
    }

    /// Unchecked Sendable: every worker writes the rows of its own range.
    private struct Addresses: @unchecked Sendable {
        let vectors: UnsafePointer<Double>
        let target: UnsafeMutablePointer<Double>
    }
}
