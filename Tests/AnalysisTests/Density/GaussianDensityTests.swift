import Analysis
import Foundation
import Testing

@Suite struct GaussianDensityTests {
    /// Recorded from scipy 1.17: `gaussian_kde([1, 2, 4, 4.5, 7])([0, 2.5, 4, 9])` and its bandwidth.
    @Test func `it is scipy's`() {
        let density = GaussianDensity(of: [1, 2, 4, 4.5, 7])
        #expect(abs(density.bandwidth - 1.6920151615160268) < 1e-9)
        for (found, expected) in zip(
            density.values(at: [0, 2.5, 4, 9]),
            [0.0673149345, 0.133629995, 0.135332473, 0.0254313711] as [Float])
        {
            #expect(abs(found - expected) < 1e-7)
        }
    }

    @Test func `it holds one in all`() {
        let density = GaussianDensity(of: (0..<50).map { Float($0 * $0 % 17) })
        let places = (0..<4000).map { Float($0) * 0.02 - 30 }
        #expect(abs(density.values(at: places).reduce(0, +) * 0.02 - 1) < 1e-4)
    }

    @Test func `equal numbers have no density`() {
        #expect(GaussianDensity(of: [3, 3, 3]).bandwidth == 0)
        #expect(GaussianDensity(of: [3]).values(at: [1, 3]) == [0, 0])
        #expect(GaussianDensity(of: []).values(at: [1]) == [0])
    }
}
