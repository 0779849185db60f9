import Datasets
import Testing

@Suite("What a network is fed, channel by channel")
struct FedPlaneTests {
    private let picture = Picture(width: 2, height: 1, pixels: [255, 0, 51, 0, 102, 255])

    @Test("The planes are the tensor's, in the network's order, with their ranges")
    func planes() {
        let planes = Preprocessing(width: 2, height: 1, values: .caffe).planes(of: picture)
        #expect(planes.map(\.name) == ["Blue", "Green", "Red"])
        let expected: [[Float]] = [
            [51 - 103.939, 255 - 103.939], [-116.779, 102 - 116.779], [255 - 123.68, -123.68],
        ]
        for (plane, numbers) in zip(planes, expected) {
            #expect(plane.values.shape == [1, 2])
            #expect(zip(plane.values.values, numbers).allSatisfy { abs($0 - $1) < 1e-3 })
            #expect(plane.range.lowerBound == plane.values.values.min())
            #expect(plane.range.upperBound == plane.values.values.max())
            #expect(abs(plane.mean - numbers.reduce(0, +) / 2) < 1e-3)
        }
    }

    @Test("Channels last give the same planes, and grey gives one")
    func layouts() {
        let first = Preprocessing(width: 2, height: 1, values: .signed).planes(of: picture)
        #expect(
            Preprocessing(width: 2, height: 1, values: .signed, layout: .channelsLast).planes(of: picture)
                == first)
        #expect(
            Preprocessing(width: 2, height: 1, values: .unitGray).planes(of: picture).map(\.name) == [
                "Brightness"
            ])
    }
}
