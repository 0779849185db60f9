import Tensors

/// The directions along which samples vary most, and where the samples lie along them.
///
/// Source: K. Pearson, "On lines and planes of closest fit to systems of points in space", 1901. Found from the
/// smaller of the two products of the centred rows with themselves: directly where that has at most 512 rows, by
/// Lanczos iteration above.
public struct PrincipalComponents: Sendable {
    /// Where the samples lie, `[samples, count]`; a component that the samples do not have is 0.
    public let scores: Tensor
    /// The directions, `[count, columns]`, each of length 1, or 0 where there is none.
    public let components: Tensor
    /// The share of the variance along each direction, 0...1, largest first; 0 where the samples do not vary.
    public let explainedShares: [Double]

    private static let directSize = 512

    /// Finds the `count` first components of `rows`, `[samples, columns]`.
    ///
    /// The sign of a direction is chosen so that its number of the largest magnitude (the first of several) is
    /// positive, as scikit-learn does.
    /// - Throws: `AnalysisError.notFinite`; `CancellationError` where `isStale` says so.
    /// - Complexity: for n rows of d columns, m being the smaller: O(n * d * m + m^3) up to m = 512, O(n * d) times
    ///   some dozens above; a centred copy of the rows is held.
    public init(
        of rows: Tensor, count: Int = 2, workers: Workers = .standard,
        isStale: @Sendable () -> Bool = { false }
    ) throws {
        try self.init(
            of: CentredRows(rows, workers: workers), count: count, workers: workers, isStale: isStale)
    }

    init(
        of centred: CentredRows, count: Int, workers: Workers, isStale: @Sendable () -> Bool = { false }
    ) throws {
        let (rowCount, columnCount) = (centred.values.shape[0], centred.values.shape[1])
        let total = centred.squares.reduce(0) { $0 + Double($1) }
        guard total > 0, count > 0 else {
            scores = Tensor(shape: [rowCount, count])
            components = Tensor(shape: [count, columnCount])
            explainedShares = [Double](repeating: 0, count: count)
            return
        }
        let products = RowProducts(centred.values, workers: workers)
        let pairs = try Self.eigenpairs(of: products, count: count, isStale: isStale)
            .filter { $0.value > 1e-12 * total }
        var vectors = pairs.flatMap { $0.vector.map(Float.init) }
        if !products.isOverColumns {
            vectors = products.combinations(by: vectors, count: pairs.count)
        }
        let missing = count - pairs.count
        vectors =
            Self.directed(vectors, columnCount: columnCount)
            + [Float](repeating: 0, count: missing * columnCount)
        components = Tensor(shape: [count, columnCount], values: vectors)
        var scores = products.projections(on: vectors, count: count)
        scores.withMutableValues { values in
            for index in values.indices { values[index] /= centred.scale }
        }
        self.scores = scores
        explainedShares = pairs.map { min(1, $0.value / total) } + [Double](repeating: 0, count: missing)
    }

    private static func eigenpairs(
        of products: RowProducts, count: Int, isStale: @Sendable () -> Bool
    ) throws -> [LinearAlgebra.Eigenpair] {
        let size = products.size
        if isStale() { throw CancellationError() }
        guard size > directSize else {
            return LinearAlgebra.largestEigenpairs(of: products.gram(), size: size, count: count)
        }
        return try LeadingEigenpairs(size: size, count: count) { vectors, count, target in
            if isStale() { throw CancellationError() }
            let block = UnsafeBufferPointer(start: vectors, count: count * size).map(Float.init)
            let images = products.images(of: block, count: count)
            target.update(from: images, count: count * size)
        }.pairs
    }

    /// Each direction of length 1, its number of the largest magnitude positive.
    private static func directed(_ vectors: [Float], columnCount: Int) -> [Float] {
        stride(from: 0, to: vectors.count, by: columnCount).flatMap { start in
            let vector = vectors[start..<start + columnCount]
            let length = vector.reduce(0) { $0 + Double($1) * Double($1) }.squareRoot()
            let largest = vector.reduce(Float(0)) { max($0, abs($1)) }
            let leader = vector.first { abs($0) >= largest * (1 - 1e-6) } ?? 0
            let factor = length > 0 ? (leader < 0 ? -1 : 1) / length : 0
            return vector.map { Float(Double($0) * factor) }
        }
    }
}
