import COpenBLAS

/// A growing orthonormal basis, and the matrix as it looks from there: the steps of `LeadingEigenpairs`.
struct LanczosIteration {
    /// What the basis says about the matrix.
    struct Estimate {
        /// The eigenvalues that are wanted.
        let values: [Double]
        /// The eigenvectors by the basis, one after the other.
        let weights: [Double]
        /// The largest length of a residual.
        let residual: Double
        /// The largest magnitude of an eigenvalue.
        let scale: Double
    }

    private let size: Int, wanted: Int, free: Int, blockCount: Int
    /// The most vectors of the basis before it starts anew from the best ones.
    private let limit: Int
    private let knownVectors: [Double]
    /// Rows of `size` numbers: the basis, and after it the block that comes next.
    private var basis: [Double]
    private var basisCount = 0
    private var nextCount: Int
    /// `[limit, limit]`: the products of the basis with its image.
    private var image: [Double]
    /// `[nextCount, lastCount]`: how the image of the last block goes on outside the basis.
    private var coupling: [Double] = []
    private var lastCount = 0
    private var generator: SplitMix64

    init(size: Int, wanted: Int, free: Int, blockCount: Int, knownVectors: [Double], seed: UInt64) {
        (self.size, self.wanted, self.free, self.knownVectors) = (size, wanted, free, knownVectors)
        self.blockCount = min(blockCount, free)
        limit = min(free, max(40, wanted * 2 + blockCount * 4))
        basis = [Double](repeating: 0, count: (limit + self.blockCount) * size)
        image = [Double](repeating: 0, count: limit * limit)
        generator = SplitMix64(seed: seed)
        nextCount = self.blockCount
        var random = generator
        for index in 0..<nextCount * size { basis[index] = Double.random(in: -1...1, using: &random) }
        generator = random
        coupling = orthonormalise(rows: nextCount)
    }

    /// Takes the next block into the basis.
    mutating func next(_ product: LeadingEigenpairs.Product) throws -> Estimate {
        if basisCount + max(1, nextCount) > limit { restart() }
        if nextCount == 0 { addRandomVector() }
        let first = basisCount
        lastCount = nextCount
        basisCount += lastCount
        var images = [Double](repeating: 0, count: lastCount * size)
        try basis.withUnsafeBufferPointer { basis in
            try images.withUnsafeMutableBufferPointer { images in
                guard let vectors = basis.baseAddress, let target = images.baseAddress else { return }
                try product(vectors + first * size, lastCount, target)
            }
        }
        record(images, from: first)
        // The images, less what the basis holds of them, are the next block.
        basis.replaceSubrange(basisCount * size..<(basisCount + lastCount) * size, with: images)
        coupling = orthonormalise(rows: lastCount)
        // A basis of the whole space leaves nothing but roundings outside.
        if basisCount == free { coupling = [] }
        nextCount = min(nextCount, free - basisCount)
        return estimate()
    }

    /// The eigenvectors that `weights` make of the basis, one after the other.
    func ritzVectors(_ weights: [Double], count: Int) -> [Double] {
        var vectors = [Double](repeating: 0, count: count * size)
        cblas_dgemm(
            CblasRowMajor, CblasNoTrans, CblasNoTrans, blasint(count), blasint(size), blasint(basisCount), 1,
            weights, blasint(basisCount), basis, blasint(size), 0, &vectors, blasint(size))
        return vectors
    }

    private mutating func record(_ images: [Double], from first: Int) {
        var products = [Double](repeating: 0, count: lastCount * basisCount)
        cblas_dgemm(
            CblasRowMajor, CblasNoTrans, CblasTrans, blasint(lastCount), blasint(basisCount), blasint(size),
            1,
            images, blasint(size), basis, blasint(size), 0, &products, blasint(basisCount))
        for row in 0..<lastCount {
            for column in 0..<basisCount {
                image[(first + row) * limit + column] = products[row * basisCount + column]
                image[column * limit + first + row] = products[row * basisCount + column]
            }
        }
    }

    private func estimate() -> Estimate {
        let pairs = eigenpairs(count: min(wanted, basisCount))
        var residual = basisCount < wanted ? Double.infinity : 0
        for pair in pairs {
            let last = Array(pair.vector.suffix(lastCount))
            var square = 0.0
            for row in 0..<(coupling.count / max(1, lastCount)) {
                let part = (0..<lastCount).reduce(0) { $0 + coupling[row * lastCount + $1] * last[$1] }
                square += part * part
            }
            residual = max(residual, square.squareRoot())
        }
        return Estimate(
            values: pairs.map(\.value), weights: pairs.flatMap(\.vector), residual: residual,
            scale: pairs.reduce(0) { max($0, $1.value.magnitude) })
    }

    private func eigenpairs(count: Int) -> [LinearAlgebra.Eigenpair] {
        var matrix = [Double](repeating: 0, count: basisCount * basisCount)
        for row in 0..<basisCount {
            for column in 0..<basisCount {
                matrix[row * basisCount + column] = image[row * limit + column]
            }
        }
        return LinearAlgebra.largestEigenpairs(of: matrix, size: basisCount, count: count)
    }

    /// Goes on with the better half of the basis; the next block stays.
    private mutating func restart() {
        let kept = max(1, min((limit + wanted) / 2, limit - nextCount))
        let pairs = eigenpairs(count: kept)
        let vectors = ritzVectors(pairs.flatMap(\.vector), count: kept)
        let next = Array(basis[basisCount * size..<(basisCount + nextCount) * size])
        basis.replaceSubrange(0..<kept * size, with: vectors)
        basis.replaceSubrange(kept * size..<(kept + nextCount) * size, with: next)
        image = [Double](repeating: 0, count: limit * limit)
        for (index, pair) in pairs.enumerated() { image[index * limit + index] = pair.value }
        basisCount = kept
    }

    /// Where the basis holds the images of all it has, another direction may still be better.
    private mutating func addRandomVector() {
        nextCount = 1
        for index in 0..<size {
            basis[basisCount * size + index] = Double.random(in: -1...1, using: &generator)
        }
        _ = orthonormalise(rows: 1)
    }

    /// Makes the `rows` after the basis orthonormal, and orthogonal to it and to the known vectors; rows that add
    /// nothing are left out, so that `nextCount` may be less.
    ///
    /// - Returns: `[nextCount, rows]`, by which the new rows make up the old ones outside the basis.
    private mutating func orthonormalise(rows: Int) -> [Double] {
        var found: [[Double]] = []
        nextCount = 0
        for row in 0..<rows {
            var vector = Array(basis[(basisCount + row) * size..<(basisCount + row + 1) * size])
            let original = length(vector)
            var weights = [Double](repeating: 0, count: rows)
            // Twice is enough to keep the basis orthogonal to the last digits.
            for _ in 1...2 {
                _ = takeOff(knownVectors, count: knownVectors.count / size, from: &vector)
                let parts = takeOff(basis, count: basisCount + nextCount, from: &vector)
                for (index, part) in parts.dropFirst(basisCount).enumerated() { weights[index] += part }
            }
            let rest = length(vector)
            if rest > 1e-12 * original, rest > .leastNormalMagnitude {
                weights[nextCount] = rest
                let place = (basisCount + nextCount) * size
                for index in 0..<size { basis[place + index] = vector[index] / rest }
                nextCount += 1
            }
            found.append(weights)
        }
        return (0..<nextCount).flatMap { index in found.map { $0[index] } }
    }

    /// Takes the part along `count` orthonormal rows off a vector.
    private func takeOff(_ rows: [Double], count: Int, from vector: inout [Double]) -> [Double] {
        guard count > 0 else { return [] }
        var parts = [Double](repeating: 0, count: count)
        cblas_dgemv(
            CblasRowMajor, CblasNoTrans, blasint(count), blasint(size), 1, rows, blasint(size), vector, 1, 0,
            &parts, 1)
        cblas_dgemv(
            CblasRowMajor, CblasTrans, blasint(count), blasint(size), -1, rows, blasint(size), parts, 1, 1,
            &vector, 1)
        return parts
    }

    private func length(_ vector: [Double]) -> Double { cblas_dnrm2(blasint(vector.count), vector, 1) }
}
