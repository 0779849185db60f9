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
        let maps = Tensor(shape: [2, 2, 3], values: [1, 0, 0, 1, 0, 1, 1, 1, 2, 1, 1, 3])
        #expect(Entropy.ofMaps(maps, ranges: MapRange.ofMaps(maps)) == [0, 0.5, 1])
    }

    @Test("Maps beside each other do not change each other's entropy", arguments: [3, 16, 70])
    func neighbours(channelCount: Int) {
        let maps = Tensor(
            shape: [20, 31, channelCount],
            values: (0..<620 * channelCount).map { index in
                let value = Float((index * 7919) % 1009) / 100 - Float(index % channelCount)
                return value > 0 || index % channelCount == 1 ? value : 0
            })
        let together = Entropy.ofMaps(maps, ranges: MapRange.ofMaps(maps))
        for channel in 0..<channelCount {
            #expect(together[channel] == ofMap((0..<620).map { maps[$0 / 31, $0 % 31, channel] }))
        }
        let second = Entropy.ofMaps(
            maps, ranges: MapRange.ofMaps(maps, channels: 1..<channelCount), firstChannel: 1)
        #expect(second == Array(together.dropFirst()))
    }

    private func ofMap(_ values: [Float]) -> Float {
        let map = Tensor(shape: [1, values.count, 1], values: values)
        return Entropy.ofMaps(map, ranges: MapRange.ofMaps(map)).first ?? 0
    }
}
