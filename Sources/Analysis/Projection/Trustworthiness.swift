import CKernels
import Tensors

/// How far the neighbours that samples have in a picture are their neighbours in truth.
///
/// Source: J. Venna and S. Kaski, "Neighborhood preservation in nonlinear projection methods", ICANN 2001.
public enum Trustworthiness {
    /// 0...1; 1 where all of a point's neighbours in the picture are among its nearest in the rows.
    ///
    /// Neighbours are counted by Euclidean distance, those as near as each other once for all of them.
    /// - Parameters:
    ///   - points: `[samples, dimensions]`, the picture.
    ///   - rows: `[samples, columns]`, the truth.
    ///   - neighborCount: below half of the samples; lowered where it is not.
    /// - Throws: `AnalysisError.notFinite`; `CancellationError` where `isStale` says so.
    /// - Complexity: O(samples^2 * columns)
    public static func of(
        _ points: Tensor, rows: Tensor, neighborCount: Int = 12, workers: Workers = .standard,
        isStale: @Sendable () -> Bool = { false }
    ) throws -> Double {
        let count = rows.shape[0]
        precondition(points.shape[0] == count, "\(points.shape[0]) points for \(count) rows")
        let wanted = min(neighborCount, (count - 1) / 2)
        guard wanted > 0 else { return 1 }
        let neighbors = try NearestNeighbors(of: points, count: wanted, workers: workers, isStale: isStale)
        let centred = try CentredRows(rows, workers: workers)
        let blockLength = 64
        let strangeness = workers.map((count + blockLength - 1) / blockLength) { block in
            let samples = block * blockLength..<min(count, (block + 1) * blockLength)
            return isStale() ? 0 : excessRanks(of: samples, centred, neighbors)
        }
        if isStale() { throw CancellationError() }
        let (n, k) = (Double(count), Double(wanted))
        return 1 - 2 * Double(strangeness.reduce(0, +)) / (n * k * (2 * n - 3 * k - 1))
    }

    /// By how many places the neighbours come after the nearest in the rows, over some samples.
    private static func excessRanks(
        of samples: Range<Int>, _ rows: CentredRows, _ neighbors: NearestNeighbors
    ) -> Int {
        let (count, columns) = (rows.values.shape[0], rows.values.shape[1])
        var products = [Float](repeating: 0, count: samples.count * count)
        rows.values.withPointer { address in
            MatrixProduct.multiply(
                MatrixProduct.Operand(address + samples.lowerBound * columns, stride: columns),
                MatrixProduct.Operand(address, stride: columns, isTransposed: true), rows: samples.count,
                columns: count, depth: columns, into: &products, resultStride: count)
        }
        return products.withUnsafeBufferPointer { products in
            samples.reduce(0) { sum, sample in
                let start = (sample - samples.lowerBound) * count
                let own = products[start..<start + count]
                return sum
                    + excessRanks(of: sample, UnsafeBufferPointer(rebasing: own), rows.squares, neighbors)
            }
        }
    }

    private static func excessRanks(
        of sample: Int, _ products: UnsafeBufferPointer<Float>, _ squares: [Float],
        _ neighbors: NearestNeighbors
    ) -> Int {
        let wanted = neighbors.count
        func key(_ other: Int) -> Float { squares[other] - 2 * products[other] }
        return neighbors.indices[sample * wanted..<(sample + 1) * wanted].reduce(0) { sum, neighbor in
            let limit = key(Int(neighbor))
            let nearer = ck_count_nearer(squares, products.baseAddress, products.count, limit)
            let others = nearer - (key(sample) < limit ? 1 : 0)
            return sum + max(0, others + 1 - wanted)
        }
    }
}
