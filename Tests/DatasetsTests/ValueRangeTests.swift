import Datasets
import Testing

@Suite("Presets for pixel values")
struct ValueRangeTests {
    @Test(
        "Black and white become the ends of the range",
        arguments: [
            (ValueRange.unit, 0, 1), (.signed, -1, 1), (.bytes, 0, 255), (.unitGray, 0, 1),
            (.signedGray, -1, 1),
            (.bytesGray, 0, 255),
        ] as [(ValueRange, Float, Float)])
    func ends(range: ValueRange, black: Float, white: Float) {
        let preprocessing = Preprocessing(width: 2, height: 1, values: range)
        let picture = Picture(width: 2, height: 1, pixels: [0, 0, 0, 255, 255, 255])
        let fed = preprocessing.tensor(from: picture)
        #expect(fed.shape[1] == range.channelOrder.count)
        #expect(fed[0, 0, 0, 0] == black && abs(fed[0, 0, 0, 1] - white) < 1e-4)
    }

    @Test("A preset has its counterpart for grey pictures, where there is one")
    func counterparts() {
        #expect(ValueRange.bytes.feeding(channelCount: 1) == .bytesGray)
        #expect(ValueRange.signedGray.feeding(channelCount: 3) == .signed)
        #expect(ValueRange.caffe.feeding(channelCount: 1) == nil)
        #expect(ValueRange.choices(channelCount: 3).first == .torchvision)
        #expect(ValueRange.choices(channelCount: 1) == [.unitGray, .signedGray, .bytesGray])
    }

    @Test("What is fed is known for a preset, whoever says it", arguments: ValueRange.allCases)
    func recognised(range: ValueRange) {
        var preprocessing = Preprocessing(width: 4, height: 4, values: range)
        #expect(preprocessing.valueRange == range && preprocessing.origin.isAssumed)
        preprocessing.choose(range)
        #expect(
            preprocessing.origin == .chosen(range) && preprocessing.origin.words == "chosen: \(range.words)")
        preprocessing.mean[0] += 0.01
        #expect(preprocessing.valueRange == nil)
    }
}
