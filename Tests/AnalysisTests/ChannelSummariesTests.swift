import Tensors
import TestSupport
import Testing

@testable import Analysis

@Suite("Summaries of channels")
struct ChannelSummariesTests {
    private struct Recorded: Decodable {
        let name: String
        let values: RecordedFloats
        let otsu, l2, mean, max: Double
    }

    private let recordings: [Recorded]

    init() throws { recordings = try JSONRecording.read("analysis/summaries.json", as: [Recorded].self) }

    @Test("They agree with scikit-image's threshold and numpy's sums")
    func references() {
        for recorded in recordings {
            let values = recorded.values.values
            let found = ChannelSummaries.of(Tensor(shape: [values.count, 1], values: values)).values
            for (number, reference) in zip(found, [recorded.otsu, recorded.l2, recorded.mean, recorded.max]) {
                #expect(abs(Double(number) - reference) <= 1e-7 * reference, "\(recorded.name)")
            }
        }
    }

    @Test("Maps beside each other do not change each other's", arguments: [1, 5, 16, 35])
    func neighbours(channels: Int) {
        let maps = layer(channels: channels, pixels: 300)
        let together = ChannelSummaries.of(maps)
        for channel in 0..<channels {
            let alone = ChannelSummaries.of(
                Tensor(shape: [300, 1], values: (0..<300).map { maps[$0, channel] }))
            #expect((0..<4).map { together[$0, channel] } == alone.values)
        }
    }

    @Test("It does not matter where the channels lie", arguments: [1, 18, 33])
    func channelsFirst(channels: Int) {
        let maps = layer(channels: channels, pixels: 70)
        let turned = Tensor(
            shape: [channels, 70], values: (0..<70 * channels).map { maps[$0 % 70, $0 / 70] })
        #expect(
            summarized(turned, channels: channels, channelsLast: false).summaries == ChannelSummaries.of(maps)
        )
    }

    @Test("The range of the layer is widened by the signed values", arguments: [true, false])
    func range(channelsLast: Bool) {
        let maps = layer(channels: 20, pixels: 9)
        let found = summarized(maps, channels: 20, channelsLast: channelsLast)
        #expect(found.smallest == maps.values.min())
        #expect(found.largest == maps.values.max())
        let wider = summarized(maps, channels: 20, channelsLast: channelsLast, from: (-1000, 2000))
        #expect(wider.smallest == -1000 && wider.largest == 2000)
    }

    @Test("A map of one pixel is its magnitude, by every summary", arguments: [true, false])
    func onePixel(channelsLast: Bool) {
        let found = summarized(
            Tensor(shape: [1, 3], values: [-2, 0, 5]), channels: 3, channelsLast: channelsLast)
        #expect(found.summaries.values == [2, 0, 5, 2, 0, 5, 2, 0, 5, 2, 0, 5])
        #expect(found.smallest == -2 && found.largest == 5)
    }

    @Test("Pixels that are not finite are left out")
    func notFinite() {
        let finite: [Float] = [1, -2, 3, 8, 8, -9]
        let spoilt: [Float] = [.nan, 1, -2, .infinity, 3, 8, 8, -9, -.infinity]
        var maps = Tensor(shape: [9, 2], values: (0..<18).map(Float.init))
        for (pixel, value) in spoilt.enumerated() { maps[pixel, 0] = value }
        let found = summarized(maps, channels: 2, channelsLast: true)
        let alone = ChannelSummaries.of(Tensor(shape: [6, 1], values: finite)).values
        #expect((0..<4).map { found.summaries[$0, 0] } == alone)
        #expect(found.smallest == -9 && found.largest == 17)
        let nothing = ChannelSummaries.of(Tensor(shape: [2, 1], values: [.nan, .infinity]))
        #expect(nothing.values == [0, 0, 0, 0])
    }

    @Test("Magnitudes closer together than 256 bins can tell are parted all the same")
    func narrow() {
        let smallest = Float.leastNonzeroMagnitude  // whose variances vanish, so that the first cut wins
        #expect(otsu(of: [0, smallest, 0, 4 * smallest]) == 5 * smallest)
        #expect(otsu(of: [1, 1, 1, Float(1).nextUp]) == Float(1).nextUp)
    }

    private func otsu(of values: [Float]) -> Float {
        ChannelSummaries.of(Tensor(shape: [values.count, 1], values: values)).values[0]
    }

    @Test("The rows stand in the order of the kinds")
    func order() {
        #expect(SummaryKind.allCases.map(\.row) == [0, 1, 2, 3])
    }

    private func layer(channels: Int, pixels: Int) -> Tensor {
        Tensor(
            shape: [pixels, channels],
            values: (0..<pixels * channels).map { index in
                let value = Float((index * 7919) % 1013) / 100 - Float(index % channels)
                return index % channels == 3 ? max(0, value - 3) : value
            })
    }

    private func summarized(
        _ maps: Tensor, channels: Int, channelsLast: Bool,
        from range: (Float, Float) = (.infinity, -.infinity)
    ) -> (summaries: Tensor, smallest: Float, largest: Float) {
        var summaries = Tensor(shape: [4, channels], repeating: .nan)
        var (smallest, largest) = range
        maps.withPointer { address in
            summaries.withMutablePointer {
                ChannelSummaries.write(
                    address, channels: channels, pixels: maps.count / channels, channelsLast: channelsLast,
                    into: $0, smallest: &smallest, largest: &largest)
            }
        }
        return (summaries, smallest, largest)
    }
}
