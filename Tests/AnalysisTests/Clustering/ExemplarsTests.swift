import Analysis
import Tensors
import Testing

@Suite("Exemplars of clusters")
struct ExemplarsTests {
    @Test("The row nearest to its own centre stands for a cluster, of equally near ones the first")
    func nearest() {
        let rows = Tensor(shape: [6, 2], values: [0, 0, 2, 0, 9, 9, 10, 10, 12, 12, 1, 0])
        let centers = Tensor(shape: [2, 2], values: [0.5, 0, 10, 10])
        #expect(Exemplars.nearest(of: rows, labels: [0, 0, 1, 1, 1, 0], centers: centers) == [0, 3])
        #expect(Exemplars.nearest(of: rows, labels: [1, 1, 0, 0, 0, 1], centers: centers) == [2, 1])
    }

    @Test("No rows have none")
    func nothing() {
        let none = Exemplars.nearest(
            of: Tensor(shape: [0, 2]), labels: [], centers: Tensor(shape: [0, 2]))
        #expect(none.isEmpty)
    }
}
