import CKernels
import Tensors

/// The repulsion of all points by way of a grid: charges are spread over the nodes, their potential is found by Fourier
/// transforms, and its slope at the points is the force.
///
/// The potential of 1 / (1 + d²) has the forces that t-SNE asks for as -1/2 of its slope, and the sum over all pairs is
/// what the charges have in it: one transform there and one back.
///
/// Source: the idea is G. Linderman et al., "Fast interpolation-based t-SNE", Nature Methods 2019; the splines that take
/// the charges to the grid and the potential from it, and their correction in the transform, are those of the
/// particle-mesh methods (U. Essmann et al., "A smooth particle mesh Ewald method", 1995).
struct InterpolatedRepulsion: Repulsion {
    /// How far nodes are apart where the map is large. The forces are then wrong by one or two hundredths of their mean,
    /// about half of what the settings of openTSNE allow.
    private static let spacing = 0.5
    /// A smaller map has finer nodes, so that so many fit on it.
    private static let fewestNodes = 48.0
    /// Nodes beside the map on which splines end, and on which the ring's two ends blur into each other.
    private static let margin = 14
    private static let mostNodes = 2_000.0

    private var convolution: PlaneConvolution?
    private var spacing = 0.0
    private var charges = Tensor(shape: [0])

    mutating func forces(of points: Tensor, into forces: inout Tensor, workers: Workers) -> Double {
        let count = points.shape[0]
        var bounds: [Float] = [0, 0, 0, 0]
        points.withPointer { ck_bounds($0, count, &bounds) }
        let convolution = prepare(extent: Double(max(bounds[2] - bounds[0], bounds[3] - bounds[1])), workers)
        let lattice = ck_lattice(
            left: bounds[0], top: bounds[1], spacing: Float(spacing), stride: convolution.stride)
        charges.withMutableValues { $0.update(repeating: 0) }
        charges.withMutablePointer { charges in
            withUnsafePointer(to: lattice) { lattice in
                points.withPointer { ck_spread(lattice, $0, count, charges) }
            }
        }
        let energy = convolution.makePotential(of: &charges, workers: workers)
        Self.findSlopes(of: charges, at: points, lattice, into: &forces, workers: workers)
        // The kernel was lowered by a constant, and every point met itself.
        return energy + Double(count) * (Double(count) * convolution.lowering - 1)
    }

    /// A convolution for a map that is `extent` wide; the last one where it fits.
    private mutating func prepare(extent: Double, _ workers: Workers) -> PlaneConvolution {
        var spacing = Self.spacing
        // Powers of two, so that a growing map does not need another kernel at every step.
        while extent < spacing * Self.fewestNodes / 2, spacing > 1e-12 { spacing /= 2 }
        while extent > spacing * Self.mostNodes { spacing *= 2 }
        let nodeCount = Int(extent / spacing) + Self.margin
        if let convolution, self.spacing == spacing, convolution.fits(nodeCount) { return convolution }
        let made = PlaneConvolution(nodeCount: nodeCount, spacing: spacing, workers: workers)
        convolution = made
        self.spacing = spacing
        charges = Tensor(uninitialized: [made.nodeCount, made.stride])
        return made
    }

    private static func findSlopes(
        of potential: Tensor, at points: Tensor, _ lattice: ck_lattice, into forces: inout Tensor,
        workers: Workers
    ) {
        let count = points.shape[0]
        forces.withMutablePointer { forces in
            let forces = SharedPointer(forces)
            let (left, top, spacing, stride) = (lattice.left, lattice.top, lattice.spacing, lattice.stride)
            workers.forEachRange(of: count, smallest: 512) { range in
                let lattice = ck_lattice(left: left, top: top, spacing: spacing, stride: stride)
                potential.withPointer { potential in
                    points.withPointer { points in
                        withUnsafePointer(to: lattice) {
                            ck_slopes(
                                $0, potential, points, range.lowerBound, range.count, forces.address)
                        }
                    }
                }
            }
        }
    }
}
