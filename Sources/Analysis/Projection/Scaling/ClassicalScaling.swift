import Tensors

/// Samples in the plane by the two largest eigenvalues of their products, as their distances give them.
///
/// Source: W. Torgerson, "Multidimensional scaling: I. Theory and method", Psychometrika 17, 1952. For Euclidean
/// distances these are the first two principal components.
public struct ClassicalScaling: Sendable {
    /// `[samples, 2]`, around the origin; in each column the number of the largest magnitude (the first of
    /// several) is positive.
    public let points: Tensor

    /// Places samples by their `distances`, `[samples, samples]`, symmetric.
    ///
    /// - Throws: `AnalysisError.notFinite`; `CancellationError` where `isStale` says so.
    /// - Complexity: O(samples^2) times some dozens; a second such matrix is held.
    public init(
        distances: Tensor, workers: Workers = .standard, isStale: @Sendable () -> Bool = { false }
    ) throws {
        let packed = try PackedDistances(matrix: distances)
        let count = packed.count
        let squares = Self.squares(distances, scale: packed.scale)
        let found = try LeadingEigenpairs(size: count, count: 2) { vectors, blockCount, target in
            if isStale() { throw CancellationError() }
            let values = UnsafeBufferPointer(start: vectors, count: blockCount * count)
            let images = Self.centredImages(of: Array(values), squares, workers: workers)
            target.update(from: images, count: blockCount * count)
        }
        points = Self.points(found.pairs, count: count, scale: packed.scale)
    }

    /// Places `rows`, `[samples, columns]`, by their Euclidean distances.
    ///
    /// - Throws: `AnalysisError.notFinite`; `CancellationError` where `isStale` says so.
    public init(
        of rows: Tensor, workers: Workers = .standard, isStale: @Sendable () -> Bool = { false }
    ) throws {
        let scores = try PrincipalComponents(of: rows, workers: workers, isStale: isStale).scores.values
        let columns = (0..<2).map { column in
            Self.directed(stride(from: column, to: scores.count, by: 2).map { Double(scores[$0]) })
        }
        points = Self.points(columns, count: rows.shape[0])
    }

    private static func squares(_ distances: Tensor, scale: Float) -> Tensor {
        var squares = distances
        squares.withMutableValues { values in
            for index in values.indices {
                let distance = values[index] * scale
                values[index] = distance * distance
            }
        }
        return squares
    }

    /// Vectors times -J S J / 2, where S are the squared distances and J takes off the mean.
    private static func centredImages(of vectors: [Double], _ squares: Tensor, workers: Workers) -> [Double] {
        let size = squares.shape[0]
        let blockCount = vectors.count / size
        let centred = Self.centred(vectors, size: size).map(Float.init)
        var images = [Float](repeating: 0, count: vectors.count)
        images.withUnsafeMutableBufferPointer { images in
            guard let address = images.baseAddress else { return }
            let target = SharedPointer(address)
            let blockLength = 256
            workers.forEach((size + blockLength - 1) / blockLength) { block in
                let first = block * blockLength
                squares.withPointer { squares in
                    MatrixProduct.multiply(
                        MatrixProduct.Operand(centred, stride: size),
                        MatrixProduct.Operand(squares + first * size, stride: size, isTransposed: true),
                        rows: blockCount, columns: min(blockLength, size - first), depth: size, scale: -0.5,
                        into: target.address + first, resultStride: size)
                }
            }
        }
        return Self.centred(images.map(Double.init), size: size)
    }

    private static func centred(_ vectors: [Double], size: Int) -> [Double] {
        stride(from: 0, to: vectors.count, by: size).flatMap { start in
            let vector = vectors[start..<start + size]
            let mean = vector.reduce(0, +) / Double(size)
            return vector.map { $0 - mean }
        }
    }

    private static func points(_ pairs: [LinearAlgebra.Eigenpair], count: Int, scale: Float) -> Tensor {
        let largest = pairs.first?.value ?? 0
        let columns = (0..<2).map { index in
            // What is not among the distances is there by rounding at most.
            guard index < pairs.count, pairs[index].value > 1e-12 * largest else {
                return [Double](repeating: 0, count: count)
            }
            let length = pairs[index].value.squareRoot() / Double(scale)
            return directed(pairs[index].vector.map { $0 * length })
        }
        return points(columns, count: count)
    }

    private static func points(_ columns: [[Double]], count: Int) -> Tensor {
        Tensor(
            shape: [count, 2], values: (0..<count).flatMap { [Float(columns[0][$0]), Float(columns[1][$0])] })
    }

    private static func directed(_ column: [Double]) -> [Double] {
        let largest = column.reduce(0) { max($0, abs($1)) }
        let leader = column.first { abs($0) >= largest * (1 - 1e-6) } ?? 0
        return leader < 0 ? column.map { -$0 } : column
    }
}
