import Analysis
import Foundation
import Tensors
import TestSupport
import Testing

@Suite("Procrustes superposition")
struct ProcrustesTests {
    @Test("Components of digits come onto a map as scipy brings them")
    func scipy() throws {
        let recorded = try RecordedProjection.read()
        let map = Tensor(shape: [400, 2], values: recorded.umap.points.values)
        let found = Procrustes(of: try PrincipalComponents(of: DigitRows().rows).scores, onto: map)
        #expect(abs(found.disparity - recorded.procrustes.disparity) < 1e-5)
        #expect(zip(found.turn, recorded.procrustes.turn).allSatisfy { abs($0 - $1) < 1e-5 })
    }

    @Test(
        "What was turned, mirrored, scaled and moved comes back", arguments: [0.0, 0.4, 2, 5.5], [1.0, -1])
    func back(angle: Double, mirror: Double) {
        let targets = Tensor.random([20, 2])
        let values = targets.values.map(Double.init)
        let moved = (0..<20).flatMap { index in
            let (x, y) = (values[2 * index], mirror * values[2 * index + 1])
            return [
                Float(3 * (cos(angle) * x - sin(angle) * y) + 7),
                Float(3 * (sin(angle) * x + cos(angle) * y) - 2),
            ]
        }
        let points = Tensor(shape: [20, 2], values: moved)
        let found = Procrustes(of: points, onto: targets)
        #expect(Tolerance.close.mismatch(found.applied(to: points), targets) == nil)
        #expect(abs(found.scale - 1.0 / 3) < 1e-6 && found.disparity < 1e-9)
    }

    @Test("No other turn, scale or shift comes nearer")
    func best() {
        let (points, targets) = (Tensor.random([30, 2], seed: 1), Tensor.random([30, 2], seed: 2))
        let found = Procrustes(of: points, onto: targets)
        let placed = found.applied(to: points)
        let error = distance(placed, targets)
        for step in [-0.01, 0.01] {
            let values = placed.values.map(Double.init)
            let others: [(Double, Double) -> (Double, Double)] = [
                { (cos(step) * $0 - sin(step) * $1, sin(step) * $0 + cos(step) * $1) },
                { ($0 * (1 + step), $1 * (1 + step)) }, { ($0 + step, $1) }, { ($0, $1 + step) },
            ]
            for other in others {
                let moved = (0..<30).flatMap { index in
                    let (x, y) = other(values[2 * index], values[2 * index + 1])
                    return [Float(x), Float(y)]
                }
                #expect(distance(Tensor(shape: [30, 2], values: moved), targets) > error)
            }
        }
    }

    @Test("Points that coincide are moved onto the targets' mean", arguments: [0, 1, 5])
    func degenerate(count: Int) {
        let same = Tensor(shape: [count, 2], repeating: 4)
        let targets = Tensor.random([count, 2])
        let placed = Procrustes(of: same, onto: targets).applied(to: same).values
        for axis in 0..<min(2, 2 * count) {
            let mean =
                stride(from: axis, to: 2 * count, by: 2).reduce(0) { $0 + targets.values[$1] } / Float(count)
            #expect(abs(placed[axis] - mean) < 1e-6)
        }
        let kept = Procrustes(of: targets, onto: same).applied(to: targets).values
        #expect(kept.allSatisfy { $0.isFinite })
    }

    private func distance(_ left: Tensor, _ right: Tensor) -> Double {
        zip(left.values, right.values).reduce(0) { $0 + Double($1.0 - $1.1) * Double($1.0 - $1.1) }
    }
}
