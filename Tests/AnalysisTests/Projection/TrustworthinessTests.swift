import Analysis
import Tensors
import TestSupport
import Testing

@Suite("Trustworthiness of a picture")
struct TrustworthinessTests {
    @Test(
        "Digits' components are as trustworthy as scikit-learn says, but for ties, whose order it leaves open"
    )
    func scikitLearn() throws {
        let recorded = try RecordedProjection.read()
        let rows = try DigitRows().rows
        let points = try PrincipalComponents(of: rows).scores
        for expected in recorded.trustworthiness {
            let found = try Trustworthiness.of(points, rows: rows, neighborCount: expected.neighbors)
            #expect(abs(found - expected.value) < 5e-4, "\(expected.neighbors) neighbours")
        }
        for (points, value) in [(recorded.umap.points.values, recorded.umap.trustworthiness[0])] {
            let found = try Trustworthiness.of(Tensor(shape: [400, 2], values: points), rows: rows)
            #expect(abs(found - value) < 5e-4)
        }
    }

    @Test("It is what the definition gives", arguments: [[30, 4, 5], [90, 40, 12], [200, 3, 1]])
    func naive(size: [Int]) throws {
        let rows = Tensor.random([size[0], size[1]])
        let points = Tensor.random([size[0], 2], seed: 4)
        let found = try Trustworthiness.of(points, rows: rows, neighborCount: size[2])
        #expect(abs(found - naive(points, rows, size[2])) < 1e-12)
        #expect(try Trustworthiness.of(rows, rows: rows, neighborCount: size[2]) == 1)
    }

    @Test("Few samples are as good as can be told", arguments: [0, 1, 2, 3, 5])
    func few(count: Int) throws {
        let rows = Tensor.random([count, 3])
        #expect(try Trustworthiness.of(rows, rows: rows) == 1)
    }

    private func naive(_ points: Tensor, _ rows: Tensor, _ wanted: Int) -> Double {
        let count = rows.shape[0]
        func order(_ samples: Tensor, from row: Int) -> [Int] {
            let values = samples.values.map(Double.init)
            let columns = samples.shape[1]
            let squares = (0..<count).map { other in
                (0..<columns).reduce(0.0) { sum, column in
                    let difference = values[row * columns + column] - values[other * columns + column]
                    return sum + difference * difference
                }
            }
            return (0..<count).filter { $0 != row }.sorted { squares[$0] < squares[$1] }
        }
        var excess = 0
        for row in 0..<count {
            let truth = order(rows, from: row)
            for neighbor in order(points, from: row).prefix(wanted) {
                excess += max(0, (truth.firstIndex(of: neighbor) ?? 0) + 1 - wanted)
            }
        }
        let (n, k) = (Double(count), Double(wanted))
        return 1 - 2 / (n * k * (2 * n - 3 * k - 1)) * Double(excess)
    }
}
