import CKernels
import Tensors

/// The row that stands for each cluster.
public enum Exemplars {
    /// Of every cluster the row that is nearest to the centre, of equally near ones the first.
    ///
    /// - Parameters:
    ///   - rows: `[rows, columns]`.
    ///   - labels: the cluster of every row.
    ///   - centers: `[clusters, columns]`.
    public static func nearest(of rows: Tensor, labels: [Int32], centers: Tensor) -> [Int] {
        precondition(
            rows.shape[0] == labels.count && rows.shape[1] == centers.shape[1],
            "\(labels.count) labels and centres of shape \(centers.shape) for rows of shape \(rows.shape)")
        guard !labels.isEmpty else { return [] }
        let width = rows.shape[1]
        var nearest = [(row: Int, distance: Double)](repeating: (0, .infinity), count: centers.shape[0])
        rows.withPointer { rows in
            centers.withPointer { centers in
                for (row, label) in labels.enumerated() {
                    var (distance, unused) = (0.0, 0.0)
                    ck_add_squares(
                        rows + row * width, centers + Int(label) * width, width, &distance, &unused)
                    if distance < nearest[Int(label)].distance { nearest[Int(label)] = (row, distance) }
                }
            }
        }
        return nearest.map(\.row)
    }
}
