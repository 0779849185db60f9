import Tensors
import TestSupport
import Testing

@testable import Analysis

@Suite("K-means")
struct KMeansTests {
    @Test("Clusters are no looser than scikit-learn's with ten starts")
    func inertia() throws {
        for recorded in try RecordedClusters.read() {
            for (index, inertia) in recorded.inertias.enumerated() {
                let found = try KMeans(recorded.rows, count: index + 1)
                #expect(found.inertia <= 1.02 * inertia, "\(recorded.name), \(index + 1)")
                #expect(abs(found.inertia - plainInertia(recorded.rows, found)) <= 1e-4 * inertia)
            }
        }
    }

    @Test("Blobs are found, numbered by their first rows")
    func blobs() throws {
        for recorded in try RecordedClusters.read() {
            guard let blobs = recorded.blobs else { continue }
            let found = try KMeans(recorded.rows, count: Set(blobs).count, seed: 3)
            #expect(found.labels == RecordedClusters.renumbered(blobs), "\(recorded.name)")
            #expect(found.members.joined().sorted() == Array(blobs.indices))
        }
    }

    @Test("Centres are the means of their rows, and no row alone could make the clusters tighter elsewhere")
    func centres() throws {
        let rows = Tensor.random([200, 7], seed: 5)
        let found = try KMeans(rows, count: 6, restarts: 2)
        for (cluster, members) in found.members.enumerated() {
            for column in 0..<7 {
                let mean = members.reduce(0.0) { $0 + Double(rows[$1, column]) } / Double(members.count)
                #expect(abs(Double(found.centers[cluster, column]) - mean) < 1e-5)
            }
        }
        let sizes = found.members.map { Double($0.count) }
        for row in 0..<200 {
            let own = Int(found.labels[row])
            let stays = squaredDistance(rows, row, found.centers, own) * sizes[own] / (sizes[own] - 1)
            for other in 0..<6 where other != own {
                let moves =
                    squaredDistance(rows, row, found.centers, other) * sizes[other] / (sizes[other] + 1)
                #expect(stays <= moves * 1.00001)
            }
        }
    }

    @Test("A seed says it all, whatever the number of threads")
    func seeds() throws {
        let rows = Tensor.random([150, 4], seed: 6)
        let alone = try KMeans(rows, count: 5, seed: 1, restarts: 3, workers: Workers(count: 1))
        #expect(try KMeans(rows, count: 5, seed: 1, restarts: 3, workers: Workers(count: 3)) == alone)
        let others = try (2..<12).map { try KMeans(rows, count: 5, seed: $0, restarts: 1) }
        #expect(others.contains { $0.labels != alone.labels })
    }

    @Test("Fewer distinct rows make fewer clusters")
    func duplicates() throws {
        let rows = Tensor(shape: [7, 2], values: [5, 1, 8, 2, 5, 1, 5, 1, 8, 2, 8, 2, 5, 1])
        let found = try KMeans(rows, count: 4)
        #expect(found.labels == [0, 1, 0, 0, 1, 1, 0])
        #expect(found.centers.values == [5, 1, 8, 2])
        #expect(found.inertia < 1e-9)
        let large = Tensor(shape: [3, 1], values: [1e30, 3e30, 3e30])
        #expect(abs(try KMeans(large, count: 1).centers.values[0] / 7e30 - 1 / 3) < 1e-6)
    }

    @Test("As many clusters as rows, one row, and none")
    func few() throws {
        let rows = Tensor(shape: [3, 1], values: [4, 1, 9])
        #expect(try KMeans(rows, count: 3).labels == [0, 1, 2])
        #expect(try KMeans(rows, count: 8).centers.shape == [3, 1])
        #expect(try KMeans(Tensor(shape: [1, 2], values: [3, 4]), count: 2).centers.values == [3, 4])
        #expect(try KMeans(Tensor(shape: [0, 2]), count: 2).labels.isEmpty)
    }

    @Test("A cluster that lost its rows takes the row farthest away")
    func emptyCluster() throws {
        let rows = try CentredRows(Tensor(shape: [4, 1], values: [0, 1, 2, 30]), workers: .standard)
        let search = KMeansSearch(rows: rows, workers: .standard)
        let found = search.clusters(around: [0, 500, 600], isStale: { false })
        #expect(Set(found.labels).count == 3 && found.occupied == [0, 1, 2])
    }

    @Test("What is not finite is an error that names the row")
    func notFinite() {
        #expect(throws: AnalysisError.notFinite(row: 2)) {
            try KMeans(Tensor(shape: [3, 1], values: [1, 2, .nan]), count: 2)
        }
    }

    @Test("Nobody waits for clusters that are stale")
    func stale() {
        #expect(throws: CancellationError.self) {
            try KMeans(Tensor.random([20, 2]), count: 3, isStale: { true })
        }
    }

    private func plainInertia(_ rows: Tensor, _ clusters: KMeans) -> Double {
        clusters.labels.enumerated().reduce(0) {
            $0 + squaredDistance(rows, $1.offset, clusters.centers, Int($1.element))
        }
    }

    private func squaredDistance(_ rows: Tensor, _ row: Int, _ centers: Tensor, _ center: Int) -> Double {
        (0..<rows.shape[1]).reduce(0) {
            let difference = Double(rows[row, $1]) - Double(centers[center, $1])
            return $0 + difference * difference
        }
    }
}
