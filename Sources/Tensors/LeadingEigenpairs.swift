/// The largest eigenvalues of a symmetric matrix that is known only by its products, with their eigenvectors.
///
/// Source: the block Lanczos iteration with full reorthogonalisation (G. Golub and R. Underwood 1977) and thick
/// restarts (K. Wu and H. Simon, "Thick-restart Lanczos method for large symmetric eigenvalue problems", SIAM J.
/// Matrix Anal. Appl. 22, 2000), from random vectors.
public struct LeadingEigenpairs: Sendable {
    /// Eigenvalues and eigenvectors, the largest first.
    public let pairs: [LinearAlgebra.Eigenpair]
    /// Whether all of them reached the tolerance.
    public let isConverged: Bool

    /// How long to look, and how exactly.
    public struct Effort: Sendable {
        /// The residual's length that is good enough, as a share of the largest eigenvalue's magnitude.
        public var tolerance = 1e-6
        /// How many vectors each product takes.
        public var blockCount = 4
        /// After how many products with a block the best that was found is taken.
        public var productLimit = 500

        /// As the properties say.
        public init(tolerance: Double = 1e-6, blockCount: Int = 4, productLimit: Int = 500) {
            self.tolerance = tolerance
            self.blockCount = blockCount
            self.productLimit = productLimit
        }
    }

    /// Writes the products of the matrix with `count` vectors, which lie one after the other, behind `target`.
    public typealias Product = (
        _ vectors: UnsafePointer<Double>, _ count: Int, _ target: UnsafeMutablePointer<Double>
    ) throws -> Void

    /// Finds the `count` largest eigenvalues of a matrix of `size` rows, or all where it has fewer.
    ///
    /// - Parameter knownVectors: orthonormal eigenvectors that are not wanted, one after the other.
    /// - Throws: what `product` throws.
    /// - Complexity: O(size * 40^2) for some ten products, beside these; 40 vectors are held.
    public init(
        size: Int, count: Int, knownVectors: [Double] = [], effort: Effort = Effort(), seed: UInt64 = 0,
        product: Product
    ) throws {
        _ = LinearAlgebraSetup.singleThreaded
        let free = size - (size == 0 ? 0 : knownVectors.count / size)
        let wanted = max(0, min(count, free))
        guard wanted > 0 else {
            (pairs, isConverged) = ([], true)
            return
        }
        var iteration = LanczosIteration(
            size: size, wanted: wanted, free: free, blockCount: max(wanted, effort.blockCount),
            knownVectors: knownVectors, seed: seed)
        var best = try iteration.next(product)
        var steps = 1
        while best.residual > effort.tolerance * best.scale, steps < effort.productLimit {
            best = try iteration.next(product)
            steps += 1
        }
        let vectors = iteration.ritzVectors(best.weights, count: wanted)
        pairs = best.values.enumerated().map { index, value in
            LinearAlgebra.Eigenpair(value: value, vector: Array(vectors[index * size..<(index + 1) * size]))
        }
        isConverged = best.residual <= effort.tolerance * best.scale
    }
}
