import Analysis
import Tensors
import Testing

@Suite("How maps differ")
struct MapDifferenceTests {
    @Test("Norm, mean and largest magnitude of every map are those written out")
    func naive() {
        let shape = [3, 4, 5]
        let own = (0..<60).map { Float(($0 * 17) % 23) / 7 }
        let other = (0..<60).map { Float(($0 * 13) % 19) / 5 }
        let found = MapDifference.ofMaps(
            Tensor(shape: shape, values: own), from: Tensor(shape: shape, values: other))
        #expect(found.count == 3)
        for map in 0..<3 {
            let differences = (map * 20..<map * 20 + 20).map { own[$0] - other[$0] }
            let squares = differences.reduce(Float(0)) { $0 + $1 * $1 }
            #expect(abs(found[map].distance - squares.squareRoot()) < 1e-5)
            #expect(abs(found[map].mean - differences.reduce(0, +) / 20) < 1e-6)
            #expect(found[map].largest == differences.map(\.magnitude).max())
        }
    }

    @Test("Equal maps differ by nothing")
    func equal() {
        let maps = Tensor(shape: [2, 2, 2], repeating: 3)
        for difference in MapDifference.ofMaps(maps, from: maps) {
            #expect(difference.distance == 0 && difference.mean == 0 && difference.largest == 0)
        }
    }
}
