import Foundation
import Tensors
import TestSupport
import Testing

@testable import Analysis

@Suite struct RepulsionTests {
    @Test(arguments: [1, 2, 15, 16, 17, 130]) func `all pairs are what the sums say`(count: Int) {
        let points = map(count, extent: 12)
        let (naive, sum) = naiveForces(points)
        var forces = Tensor(shape: points.shape)
        let found = ExactRepulsion().forces(of: points, into: &forces, workers: .standard)
        #expect(Tolerance.close.mismatch(forces.values, naive) == nil)
        #expect(abs(found - sum) <= 1e-5 * max(1, sum))
    }

    /// Nodes are a half apart where the kernel is about one wide: splines of degree 5 follow it to some thousandths,
    /// and the force on a point is the difference of those from its two sides. In a small map nodes are nearer, and
    /// little but the rounding of floats is left.
    @Test(arguments: [(1e-6, 1e-4), (1e-3, 1e-4), (1, 1e-4), (8, 1e-3), (25, 0.01), (90, 0.02)])
    func `the grid has the forces of all pairs`(extent: Double, tolerance: Double) {
        let points = map(1200, extent: Float(extent))
        var (exact, found) = (Tensor(shape: points.shape), Tensor(shape: points.shape))
        let exactSum = ExactRepulsion().forces(of: points, into: &exact, workers: .standard)
        var grid = InterpolatedRepulsion()
        let sum = grid.forces(of: points, into: &found, workers: .standard)
        var (error, size) = (0.0, 0.0)
        for (a, b) in zip(found.values, exact.values) {
            error += Double(a - b) * Double(a - b)
            size += Double(b) * Double(b)
        }
        #expect((error / size).squareRoot() < tolerance)
        #expect(abs(sum / exactSum - 1) < tolerance / 4)
    }

    @Test func `a grid that a map has outgrown is made anew`() {
        var grid = InterpolatedRepulsion()
        for extent in [Float(1e-4), 30, 31, 90, 2] {
            let points = map(300, extent: extent)
            var (again, fresh) = (Tensor(shape: points.shape), Tensor(shape: points.shape))
            var other = InterpolatedRepulsion()
            let sums = (
                grid.forces(of: points, into: &again, workers: .standard),
                other.forces(of: points, into: &fresh, workers: Workers(count: 3))
            )
            #expect(again == fresh && sums.0 == sums.1)
        }
    }

    @Test func `points that are one do not push each other`() {
        let points = Tensor(shape: [40, 2], repeating: 3)
        var forces = Tensor(shape: points.shape, repeating: 7)
        var grid = InterpolatedRepulsion()
        #expect(abs(grid.forces(of: points, into: &forces, workers: .standard) - 40 * 39) < 1e-3)
        #expect(forces.values.allSatisfy { abs($0) < 1e-3 })
    }

    @Test func `a map of any width has a grid that memory can hold`() {
        let points = Tensor(shape: [3, 2], values: [-2e5, 0, 3e5, 10, 1, 1e6])
        var forces = Tensor(shape: points.shape)
        var grid = InterpolatedRepulsion()
        #expect(grid.forces(of: points, into: &forces, workers: .standard).isFinite)
        #expect(forces.values.allSatisfy { $0.isFinite && abs($0) < 1e-2 })
    }

    /// Clusters of points on a square, `[count, 2]`.
    private func map(_ count: Int, extent: Float) -> Tensor {
        let centres = Tensor.random([12, 2], seed: 4).values
        let values = Tensor.random([count, 2], seed: 9).values.enumerated().map { index, value in
            (centres[index / 2 % 12 * 2 + index % 2] + value * 0.15) * extent / 2
        }
        return Tensor(shape: [count, 2], values: values)
    }

    private func naiveForces(_ points: Tensor) -> (forces: [Float], sum: Double) {
        let values = points.values.map(Double.init)
        var (forces, sum): ([Float], Double) = ([], 0)
        for i in stride(from: 0, to: values.count, by: 2) {
            var (x, y) = (0.0, 0.0)
            for j in stride(from: 0, to: values.count, by: 2) where j != i {
                let (dx, dy) = (values[i] - values[j], values[i + 1] - values[j + 1])
                let near = 1 / (1 + dx * dx + dy * dy)
                sum += near
                x += near * near * dx
                y += near * near * dy
            }
            forces += [Float(x), Float(y)]
        }
        return (forces, sum)
    }
}
