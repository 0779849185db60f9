import CKernels
import Foundation
import Tensors

/// The potential that charges on a square grid have under the kernel 1 / (1 + d²), by fast Fourier transforms.
///
/// The grid lies in the corner of a ring of twice its size in both directions, so that nothing meets its own end. The
/// kernel is lowered by its value at the far end: in a tiny map it is 1 everywhere to the last bits of a float, and what
/// matters is how it differs from that.
struct PlaneConvolution: Sendable {
    /// Nodes around the ring.
    let length: Int
    /// Nodes of a side that may hold charges.
    let nodeCount: Int
    /// How far apart the rows of charges are: at least two more than nodes are in use.
    let stride: Int
    /// What the kernel is lowered by everywhere.
    let lowering: Double
    /// cos and -sin of 2 pi i / length.
    private let waves: Tensor
    /// The kernel's transform: [16 frequencies down][frequency across][16].
    private let kernel: Tensor

    private static let lanes = Int(CK_FOURIER_LANES)

    /// - Parameters:
    ///   - nodeCount: nodes of a side that are needed, with a margin of some that stay empty.
    ///   - spacing: how far they are apart.
    init(nodeCount: Int, spacing: Double, workers: Workers) {
        length = Self.fittingLength(2 * nodeCount)
        self.nodeCount = length / 2
        stride = (length / 2 + 31) / 32 * 32
        let angles = (0..<length).map { [length] in 2 * Double.pi * Double($0) / Double(length) }
        waves = Tensor(
            shape: [2, length], values: (angles.map { cos($0) } + angles.map { -sin($0) }).map(Float.init))
        let farthest = Double(length / 2) * spacing
        let limit = 2 * farthest * farthest
        lowering = 1 / (1 + limit)
        // The splines are taken out, once for the charges and once for the potential; so is the length of the ring.
        let corrections = angles.map { [length] angle in
            let spline = (66 + 52 * cos(angle) + 2 * cos(2 * angle)) / 120
            return Float(1 / (spline * spline * Double(length)))
        }
        kernel = Self.kernel(
            waves: waves, corrections: corrections, spacing: spacing, limit: limit, workers: workers)
    }

    /// Whether it is what a grid of so many nodes would get.
    func fits(_ nodeCount: Int) -> Bool { length == Self.fittingLength(2 * nodeCount) }

    /// The smallest length for the transforms: a multiple of 64 whose prime factors are 2, 3 and 5.
    static func fittingLength(_ smallest: Int) -> Int {
        var multiple = max(2, (smallest + 63) / 64)
        while true {
            var rest = multiple
            for factor in [2, 3, 5] {
                while rest % factor == 0 { rest /= factor }
            }
            if rest == 1 { return multiple * 64 }
            multiple += 1
        }
    }

    /// Puts the potential in the place of the charges, `[nodes, stride]`.
    ///
    /// - Returns: the sum over all pairs of charges, in either order and each with itself, of their product and the
    ///   lowered kernel.
    func makePotential(of charges: inout Tensor, workers: Workers) -> Double {
        precondition(charges.shape == [nodeCount, stride], "\(charges.shape) charges")
        let rows = length / 2 + Self.lanes
        var (real, imaginary) = (
            Tensor(uninitialized: [rows, stride]), Tensor(uninitialized: [rows, stride])
        )
        var energies = [Double](repeating: 0, count: length / 2 / Self.lanes + 1)
        charges.withMutablePointer { charges in
            real.withMutablePointer { real in
                imaginary.withMutablePointer { imaginary in
                    energies.withUnsafeMutableBufferPointer { energies in
                        let memory = Memory(
                            charges: charges, real: real, imaginary: imaginary, energies: energies)
                        transform(memory, workers: workers)
                    }
                }
            }
        }
        return energies.reduce(0, +)
    }

    /// Unchecked Sendable: every piece of work has columns or rows of its own, and a round ends before the next begins.
    private struct Memory: @unchecked Sendable {
        let charges: UnsafeMutablePointer<Float>
        let real: UnsafeMutablePointer<Float>
        let imaginary: UnsafeMutablePointer<Float>
        let energies: UnsafeMutableBufferPointer<Double>
    }

    private func transform(_ memory: Memory, workers: Workers) {
        let columnBlocks = (nodeCount + 2 * Self.lanes - 1) / (2 * Self.lanes)
        workers.forEach(columnBlocks) { block in
            withPlane { plane, scratch in
                ck_plane_down(plane, block, memory.charges, memory.real, memory.imaginary, scratch)
            }
        }
        workers.forEach(memory.energies.count) { block in
            withPlane { plane, scratch in
                memory.energies[block] = kernel.withPointer { kernel in
                    ck_plane_across(plane, block, kernel, memory.real, memory.imaginary, scratch)
                }
            }
        }
        workers.forEach(columnBlocks) { block in
            withPlane { plane, scratch in
                ck_plane_up(plane, block, memory.real, memory.imaginary, memory.charges, scratch)
            }
        }
    }

    private func withPlane(_ body: (UnsafePointer<ck_plane>, UnsafeMutablePointer<Float>) -> Void) {
        Self.withPlane(waves, nodeCount: nodeCount, stride: stride, body)
    }

    /// Calls `body` with the grid as the kernels know it, and memory to work in.
    private static func withPlane(
        _ waves: Tensor, nodeCount: Int, stride: Int,
        _ body: (UnsafePointer<ck_plane>, UnsafeMutablePointer<Float>) -> Void
    ) {
        let length = waves.shape[1]
        var scratch = Tensor(uninitialized: [4 * length * lanes])
        waves.withPointer { waves in
            scratch.withMutablePointer { scratch in
                let plane = ck_plane(
                    length: length, nodes: nodeCount, stride: stride, cosines: waves, sines: waves + length)
                withUnsafePointer(to: plane) { body($0, scratch) }
            }
        }
    }

    private static func kernel(
        waves: Tensor, corrections: [Float], spacing: Double, limit: Double, workers: Workers
    ) -> Tensor {
        let length = waves.shape[1]
        let blocks = length / 2 / (2 * lanes) + 1
        var half = Tensor(uninitialized: [length / 2 + 1, length / 2 + 2 * lanes])
        var kernel = Tensor(uninitialized: [length / 2 / lanes + 1, length, lanes])
        half.withMutablePointer { half in
            kernel.withMutablePointer { kernel in
                let (half, kernel) = (SharedPointer(half), SharedPointer(kernel))
                workers.forEach(blocks) { block in
                    withPlane(waves, nodeCount: 0, stride: 0) {
                        ck_plane_kernel_down($0, block, spacing, limit, half.address, $1)
                    }
                }
                workers.forEach(blocks) { block in
                    withPlane(waves, nodeCount: 0, stride: 0) {
                        ck_plane_kernel_across($0, block, half.address, corrections, kernel.address, $1)
                    }
                }
            }
        }
        return kernel
    }
}
