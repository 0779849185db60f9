import Analysis
import Tensors
import TestSupport
import Testing

@Suite("Average linkage")
struct AverageLinkageTests {
    private struct Recorded: Decodable {
        let name: String
        let distances: RecordedFloats
        let left, right, sizes, leaves: [Int]
        let heights: [Double]
    }

    @Test("Merges, heights and the order of the leaves are scipy's, where distances are equal too")
    func scipy() throws {
        for recorded in try JSONRecording.read("analysis/linkage.json", as: [Recorded].self) {
            let tree = AverageLinkage(distances: square(recorded.distances.values))
            #expect(tree.merges.map(\.left) == recorded.left, "\(recorded.name)")
            #expect(tree.merges.map(\.right) == recorded.right, "\(recorded.name)")
            #expect(tree.merges.map(\.size) == recorded.sizes, "\(recorded.name)")
            #expect(tree.leafOrder == recorded.leaves, "\(recorded.name)")
            for (merge, height) in zip(tree.merges, recorded.heights) {
                #expect(abs(merge.height - height) <= 1e-12 * height, "\(recorded.name)")
            }
        }
    }

    @Test("Heights never fall, and every leaf is there once")
    func properties() {
        let points = Tensor.random([60, 2], seed: 4).values
        let tree = AverageLinkage(
            distances: Tensor(
                shape: [60, 60],
                values: (0..<3600).map { index in
                    let (a, b) = (index / 60 * 2, index % 60 * 2)
                    let (x, y) = (points[a] - points[b], points[a + 1] - points[b + 1])
                    return (x * x + y * y).squareRoot()
                }))
        let heights = tree.merges.map(\.height)
        #expect(zip(heights, heights.dropFirst()).allSatisfy { $0 <= $1 })
        #expect(tree.leafOrder.sorted() == Array(0..<60))
        #expect(tree.merges.last?.size == 60)
    }

    @Test("One thing alone has no merges, and none has no leaves")
    func alone() {
        let one = AverageLinkage(distances: Tensor(shape: [1, 1]))
        #expect(one.merges.isEmpty && one.leafOrder == [0])
        let none = AverageLinkage(distances: Tensor(shape: [0, 0]))
        #expect(none.merges.isEmpty && none.leafOrder.isEmpty)
    }

    private func square(_ values: [Float]) -> Tensor {
        let side = Int(Double(values.count).squareRoot().rounded())
        return Tensor(shape: [side, side], values: values)
    }
}
