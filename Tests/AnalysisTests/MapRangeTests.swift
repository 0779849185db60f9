import Analysis
import Tensors
import Testing

@Suite("Range of a feature map")
struct MapRangeTests {
    @Test(
        "Every map of a layer has its own, also where their number fills no vector",
        arguments: [1, 5, 16, 35])
    func ofLayer(channelCount: Int) {
        let maps = Tensor(
            shape: [3, 7, channelCount], values: (0..<21 * channelCount).map { Float(($0 * 37) % 101) - 50 })
        for (channel, range) in MapRange.ofMaps(maps).enumerated() {
            let values = (0..<21).map { maps[$0 / 7, $0 % 7, channel] }
            #expect(range.smallest == values.min() && range.largest == values.max())
            #expect(abs(range.mean - values.reduce(0) { $0 + Double($1) } / 21) < 1e-12)
        }
        let part = MapRange.ofMaps(maps, channels: channelCount / 2..<channelCount)
        #expect(part == Array(MapRange.ofMaps(maps)[(channelCount / 2)...]))
    }

    @Test("What is not finite is in no range, but keeps the mean from being a number")
    func notFinite() {
        let maps = Tensor(
            shape: [1, 3, 3], values: [1, 1, .nan, .infinity, .nan, .nan, -2, 5, -.infinity])
        let ranges = MapRange.ofMaps(maps)
        #expect(ranges[0].smallest == -2 && ranges[0].largest == 1 && !ranges[0].mean.isFinite)
        #expect(ranges[1].smallest == 1 && ranges[1].largest == 5 && !ranges[1].mean.isFinite)
        #expect(ranges[2].smallest > ranges[2].largest)
    }
}
