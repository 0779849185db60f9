import CKernels
import Tensors

/// How the points of a t-SNE push each other apart.
protocol Repulsion {
    /// Sets `forces[i]` to the sum over all points of (point i - point) / (1 + d²)², d their distance.
    ///
    /// - Parameters:
    ///   - points: `[points, 2]`.
    ///   - forces: likewise.
    /// - Returns: the sum over all pairs of different points of 1 / (1 + d²).
    mutating func forces(of points: Tensor, into forces: inout Tensor, workers: Workers) -> Double
}

/// Every pair of points.
struct ExactRepulsion: Repulsion {
    /// So many points a piece of work.
    private static let pieceSize = 32

    func forces(of points: Tensor, into forces: inout Tensor, workers: Workers) -> Double {
        let count = points.shape[0]
        var sums = Tensor(uninitialized: [count])
        points.withPointer { points in
            forces.withMutablePointer { forces in
                sums.withMutablePointer { sums in
                    let points = SharedReadPointer(points)
                    let (forces, sums) = (SharedPointer(forces), SharedPointer(sums))
                    workers.forEach((count + Self.pieceSize - 1) / Self.pieceSize) { piece in
                        let first = piece * Self.pieceSize
                        ck_repulsion(
                            points.address, count, first, min(Self.pieceSize, count - first), forces.address,
                            sums.address)
                    }
                }
            }
        }
        return sums.withValues { $0.reduce(0.0) { $0 + Double($1) } }
    }
}
