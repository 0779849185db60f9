import Tensors
import Testing

@Suite("Linear algebra")
struct LinearAlgebraTests {
    @Test(
        "The largest eigenvalue and its vector are found, directly and by iteration",
        arguments: [1, 2, 5, 64, 65, 130, 300])
    func eigenpair(size: Int) {
        // A reflection of a diagonal matrix: its columns are the eigenvectors.
        for gap in [0.5, 0.01, 0.0] {
            let spectrum = (0..<size).map { $0 == 0 ? 3 : (3 - gap) / Double($0) }
            let mirror = reflection(size: size)
            let matrix = conjugated(spectrum, by: mirror, size: size)
            let pair = LinearAlgebra.largestEigenpair(of: matrix, size: size)
            #expect(abs(pair.value - 3) < 1e-9)
            let length = pair.vector.reduce(0) { $0 + $1 * $1 }
            #expect(abs(length - 1) < 1e-9)
            for row in 0..<size {
                let product = (0..<size).reduce(0) { $0 + matrix[row * size + $1] * pair.vector[$1] }
                #expect(abs(product - 3 * pair.vector[row]) < 1e-7)
            }
        }
    }

    @Test("The largest eigenvalues come first, with their vectors", arguments: [1, 3, 40])
    func eigenpairs(size: Int) {
        let spectrum = (0..<size).map { 3 - Double($0 * $0) }
        let matrix = conjugated(spectrum, by: reflection(size: size), size: size)
        let pairs = LinearAlgebra.largestEigenpairs(of: matrix, size: size, count: 3)
        #expect(pairs.count == min(3, size))
        for (pair, expected) in zip(pairs, spectrum) {
            #expect(abs(pair.value - expected) < 1e-9)
            for row in 0..<size {
                let product = (0..<size).reduce(0) { $0 + matrix[row * size + $1] * pair.vector[$1] }
                #expect(abs(product - expected * pair.vector[row]) < 1e-9)
            }
        }
    }

    @Test("Only the lower triangle is read", arguments: [7, 90])
    func lowerTriangle(size: Int) {
        var matrix = conjugated((0..<size).map { 1 / Double($0 + 1) }, by: reflection(size: size), size: size)
        for row in 0..<size {
            for column in row + 1..<max(size, row + 1) { matrix[row * size + column] = .nan }
        }
        #expect(abs(LinearAlgebra.largestEigenpair(of: matrix, size: size).value - 1) < 1e-9)
    }

    /// I - 2uu' for a unit vector without zeros.
    private func reflection(size: Int) -> [Double] {
        let raw = (0..<size).map { Double(($0 * 7) % 5 + 1) }
        let square = raw.reduce(0) { $0 + $1 * $1 }
        return (0..<size * size).map { index in
            let (row, column) = (index / size, index % size)
            return (row == column ? 1 : 0) - 2 * raw[row] * raw[column] / square
        }
    }

    private func conjugated(_ spectrum: [Double], by mirror: [Double], size: Int) -> [Double] {
        var matrix = [Double](repeating: 0, count: size * size)
        mirror.withUnsafeBufferPointer { mirror in
            for row in 0..<size {
                for column in 0...row {
                    var sum = 0.0
                    for k in 0..<size {
                        sum += mirror[row * size + k] * spectrum[k] * mirror[column * size + k]
                    }
                    matrix[row * size + column] = sum
                    matrix[column * size + row] = sum
                }
            }
        }
        return matrix
    }
}
