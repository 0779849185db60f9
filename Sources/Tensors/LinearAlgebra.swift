import COpenBLAS

/// Eigenvectors for the analyses, by OpenBLAS on the calling thread alone. Matrices are row-major and dense.
public enum LinearAlgebra {
    /// An eigenvalue with its eigenvector of length 1.
    public struct Eigenpair: Sendable {
        /// The eigenvalue.
        public let value: Double
        /// The eigenvector; its sign is arbitrary.
        public let vector: [Double]
    }

    /// The largest eigenvalue of a symmetric positive semidefinite matrix `[size, size]`, whose lower triangle is
    /// read, with its eigenvector.
    ///
    /// Small matrices are solved directly (LAPACK `dsyevr`), larger ones by the Lanczos iteration with full
    /// reorthogonalisation (C. Lanczos 1950; G. Golub and C. Van Loan, Matrix Computations, section 10.3), which
    /// costs a few dozen products with the matrix; where it has not converged, directly after all.
    public static func largestEigenpair(of matrix: [Double], size: Int) -> Eigenpair {
        precondition(matrix.count == size * size && size > 0, "\(matrix.count) elements for size \(size)")
        _ = LinearAlgebraSetup.singleThreaded
        if size > 64, let pair = lanczos(matrix, size: size) { return pair }
        return directLargestEigenpair(of: matrix, size: size)
    }

    /// The `count` largest eigenvalues of a symmetric matrix `[size, size]`, whose lower triangle is read, with their
    /// eigenvectors, largest first; solved directly (LAPACK `dsyevr`).
    ///
    /// - Complexity: O(size^3)
    public static func largestEigenpairs(of matrix: [Double], size: Int, count: Int) -> [Eigenpair] {
        precondition(matrix.count == size * size, "\(matrix.count) elements for size \(size)")
        _ = LinearAlgebraSetup.singleThreaded
        let count = min(count, size)
        guard count > 0 else { return [] }
        var work = matrix
        var n = Int32(size)
        var lower = 0.0
        var upper = 0.0
        var tolerance = 0.0
        var found: Int32 = 0
        var values = [Double](repeating: 0, count: size)
        var vectors = [Double](repeating: 0, count: size * count)
        var support = [Int32](repeating: 0, count: 2 * size)
        var info: Int32 = 0
        var scratchCount = Int32(32 * size)
        var integerCount = Int32(10 * size)
        var scratch = [Double](repeating: 0, count: Int(scratchCount))
        var integers = [Int32](repeating: 0, count: Int(integerCount))
        var firstIndex = n - Int32(count) + 1
        var leading = n
        var vectorLeading = n
        var lastIndex = n
        // The lower triangle by rows is the upper triangle by columns, which is how LAPACK reads.
        dsyevr_(
            "V", "I", "U", &n, &work, &leading, &lower, &upper, &firstIndex, &lastIndex, &tolerance, &found,
            &values, &vectors, &vectorLeading, &support, &scratch, &scratchCount, &integers, &integerCount,
            &info)
        precondition(
            info == 0 && found == count, "dsyevr of a \(size) x \(size) matrix ended with \(info)")
        return (0..<count).reversed().map { index in
            Eigenpair(value: values[index], vector: Array(vectors[index * size..<(index + 1) * size]))
        }
    }

    static func directLargestEigenpair(of matrix: [Double], size: Int) -> Eigenpair {
        largestEigenpairs(of: matrix, size: size, count: 1)[0]
    }

    private static func lanczos(_ matrix: [Double], size: Int) -> Eigenpair? {
        let stepLimit = min(size, 120)
        var basis = [startVector(size: size)]
        var diagonal: [Double] = []
        var beside: [Double] = []
        for step in 1...stepLimit {
            var next = product(of: matrix, size: size, with: basis[step - 1])
            diagonal.append(dot(next, basis[step - 1]))
            // Twice is enough to keep the basis orthogonal to the last digits.
            for _ in 1...2 { makeOrthogonal(&next, to: basis) }
            let length = dot(next, next).squareRoot()
            let isExhausted = length <= 1e-14 * diagonal[0].magnitude
            if isExhausted || step % 8 == 0 || step == stepLimit {
                let small = largestEigenpair(ofDiagonal: diagonal, beside: beside)
                let residual = length * (small.vector.last ?? 0).magnitude
                if isExhausted || residual <= 1e-11 * small.value {
                    return Eigenpair(value: small.value, vector: combination(of: basis, by: small.vector))
                }
            }
            beside.append(length)
            basis.append(next.map { $0 / length })
        }
        return nil
    }

    private static func largestEigenpair(ofDiagonal diagonal: [Double], beside: [Double]) -> Eigenpair {
        let size = diagonal.count
        var matrix = [Double](repeating: 0, count: size * size)
        for index in 0..<size {
            matrix[index * size + index] = diagonal[index]
            if index > 0 { matrix[index * size + index - 1] = beside[index - 1] }
        }
        return directLargestEigenpair(of: matrix, size: size)
    }

    /// A fixed vector without a pattern, so that no eigenvector of a real network is orthogonal to it.
    private static func startVector(size: Int) -> [Double] {
        var state: UInt32 = 1
        let vector = (0..<size).map { _ in
            state = state &* 1_664_525 &+ 1_013_904_223
            return 0.5 + Double(state) / Double(UInt32.max)
        }
        let length = dot(vector, vector).squareRoot()
        return vector.map { $0 / length }
    }

    private static func product(of matrix: [Double], size: Int, with vector: [Double]) -> [Double] {
        var product = [Double](repeating: 0, count: size)
        cblas_dsymv(
            CblasRowMajor, CblasLower, blasint(size), 1, matrix, blasint(size), vector, 1, 0, &product, 1)
        return product
    }

    private static func makeOrthogonal(_ vector: inout [Double], to basis: [[Double]]) {
        for direction in basis {
            cblas_daxpy(blasint(vector.count), -dot(vector, direction), direction, 1, &vector, 1)
        }
    }

    private static func combination(of basis: [[Double]], by weights: [Double]) -> [Double] {
        var sum = [Double](repeating: 0, count: basis[0].count)
        for (direction, weight) in zip(basis, weights) {
            cblas_daxpy(blasint(sum.count), weight, direction, 1, &sum, 1)
        }
        return sum
    }

    private static func dot(_ left: [Double], _ right: [Double]) -> Double {
        cblas_ddot(blasint(left.count), left, 1, right, 1)
    }
}
