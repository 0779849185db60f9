import Tensors
import TestSupport
import Testing

@testable import Analysis

@Suite("X-means")
struct XMeansTests {
    @Test("As many clusters as blobs are found, with numpy's criterion", arguments: [0, 1, 2] as [UInt64])
    func blobs(seed: UInt64) throws {
        for recorded in try RecordedClusters.read() {
            guard let blobs = recorded.blobs, let criterion = recorded.criterion else { continue }
            let found = try XMeans(recorded.rows, seed: seed)
            #expect(found.labels == RecordedClusters.renumbered(blobs), "\(recorded.name)")
            #expect(abs(found.criterion - criterion) < 1e-5 * abs(criterion), "\(recorded.name)")
        }
    }

    @Test("There are no more clusters than allowed, and those are as tight as K-means makes them")
    func limit() throws {
        for recorded in try RecordedClusters.read() where recorded.blobs != nil {
            let found = try XMeans(recorded.rows, largestCount: 3)
            let count = found.centers.shape[0]
            #expect(count <= 3)
            let inertia = zip(0..., found.labels).reduce(0.0) { sum, pair in
                (0..<recorded.columns).reduce(sum) {
                    let difference = recorded.rows[pair.0, $1] - found.centers[Int(pair.1), $1]
                    return $0 + Double(difference * difference)
                }
            }
            #expect(abs(found.inertia - inertia) <= 1e-4 * inertia)
            #expect(inertia <= 1.02 * recorded.inertias[count - 1], "\(recorded.name)")
        }
    }

    @Test("A seed says it all, whatever the number of threads")
    func seeds() throws {
        let rows = Tensor.random([150, 3], seed: 6)
        let alone = try XMeans(rows, seed: 4, workers: Workers(count: 1))
        #expect(try XMeans(rows, seed: 4, workers: Workers(count: 3)) == alone)
    }

    @Test("Few rows, and rows that are all alike, are one cluster")
    func few() throws {
        #expect(try XMeans(Tensor(shape: [1, 2], values: [3, 4])).labels == [0])
        #expect(try XMeans(Tensor(shape: [2, 1], values: [3, 9])).labels == [0, 0])
        #expect(try XMeans(Tensor(shape: [9, 3], repeating: 0.1)).labels == [Int32](repeating: 0, count: 9))
        #expect(try XMeans(Tensor(shape: [0, 2])).labels.isEmpty)
    }

    @Test("Nobody waits for clusters that are stale")
    func stale() {
        #expect(throws: CancellationError.self) { try XMeans(Tensor.random([20, 2]), isStale: { true }) }
    }
}
