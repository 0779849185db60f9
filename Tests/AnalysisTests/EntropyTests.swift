import Analysis
import Tensors
import TestSupport
import Testing

@Suite("Entropy of a feature map")
struct EntropyTests {
    private struct Recorded: Decodable {
        let name: String
        let values: RecordedFloats
        let entropy: Double
    }

    @Test("It agrees with numpy's histogram, values on the edges of bins included")
    func numpy() throws {
        for recorded in try JSONRecording.read("analysis/entropy.json", as: [Recorded].self) {
            let entropy = Double(ofMap(recorded.values.values))
            #expect(abs(entropy - recorded.entropy) < 1e-6, "\(recorded.name)")
        }
    }

    @Test("A constant map and a map of one pixel have none")
    func constant() {
        #expect(ofMap([Float](repeating: 3.25, count: 100)) == 0)
        #expect(ofMap([-7]) == 0)
        #expect(ofMap([]) == 0)
    }

    @Test("A map whose pixels all fall into different bins has 1")
    func most() {
        #expect(abs(ofMap([0, 1, 2, 3]) - 1) < 1e-6)
        #expect(abs(ofMap((0..<256).map(Float.init)) - 1) < 1e-6)
    }

    @Test("Pixels that are not finite are left out")
    func notFinite() {
        let values: [Float] = [0, 1, 1, 2, 5]
        #expect(ofMap(values + [.nan, .infinity, -.infinity]) == ofMap(values))
        #expect(ofMap([.nan, .infinity]) == 0)
        #expect(ofMap([4, .nan]) == 0)
    }

    @Test("The widest and the narrowest range of a float are binned too")
    func extremes() {
        #expect(abs(ofMap([-3e38, 0, 3e38, 3e38]) - 0.75) < 1e-6)
        let narrow = ofMap([0, 1, 2, 2].map { $0 * Float.leastNonzeroMagnitude })
        #expect(abs(narrow - 0.75) < 1e-6)
    }

    @Test("Every map of a layer has its own")
    func layer() {
        let maps = Tensor(shape: [3, 2, 2], values: [1, 1, 1, 1, 0, 0, 1, 1, 0, 1, 2, 3])
        #expect(Entropy.ofMaps(maps) == [0, 0.5, 1])
    }

    private func ofMap(_ values: [Float]) -> Float {
        values.withUnsafeBufferPointer { Entropy.ofMap($0) }
    }
}
