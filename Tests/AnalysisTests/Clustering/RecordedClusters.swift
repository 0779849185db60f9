import Tensors
import TestSupport

/// Rows with what scikit-learn's K-means makes of them, by `Tools/record_clusters.py`.
struct RecordedClusters: Decodable {
    let name: String
    let columns: Int
    let values: RecordedFloats
    /// Of 1...8 clusters.
    let inertias: [Double]
    /// Where the rows were drawn around some points: around which.
    let blobs: [Int]?
    /// The Bayesian criterion of these clusters.
    let criterion: Double?

    var rows: Tensor { Tensor(shape: [values.values.count / columns, columns], values: values.values) }

    static func read() throws -> [RecordedClusters] {
        try JSONRecording.read("analysis/clusters.json", as: [RecordedClusters].self)
    }

    /// Clusters numbered in the order of their first rows.
    static func renumbered(_ labels: [Int]) -> [Int32] {
        var names: [Int: Int32] = [:]
        for label in labels where names[label] == nil { names[label] = Int32(names.count) }
        return labels.compactMap { names[$0] }
    }
}
