import Occlusion
import Testing

@Suite("Sliding window")
struct SlidingWindowTests {
    @Test("The default sizes have 15, 7, 5 and 3 places along a side", arguments: [64, 128, 224, 256])
    func counts(side: Int) {
        let rectangles = SlidingWindow.rectangles(width: side, height: side, settings: PoolSettings())
        #expect(rectangles.count == 225 + 49 + 25 + 9)
        #expect(Set(rectangles).count == rectangles.count)
    }

    @Test(
        "Every size covers every pixel and stays inside, whatever the side and the stride",
        arguments: [(128, 128), (100, 61), (7, 5), (1, 1), (299, 33)])
    func coverage(width: Int, height: Int) {
        for (fraction, stride) in [
            (0.125, 0.5), (0.375, 0.5), (0.3, 1.0), (1.0, 0.5), (0.01, 0.1), (0.5, 0.9),
        ] {
            let settings = PoolSettings(windowFractions: [fraction], strideFraction: stride)
            let rectangles = SlidingWindow.rectangles(width: width, height: height, settings: settings)
            var covered = Mask(width: width, height: height)
            for rectangle in rectangles {
                #expect(rectangle == rectangle.clipped(toWidth: width, height: height))
                covered.insert(.rectangle(rectangle))
            }
            #expect(covered.count == width * height)
            #expect(Set(rectangles).count == rectangles.count)
        }
    }

    @Test("The last window lies flush with the border")
    func flush() {
        let settings = PoolSettings(windowFractions: [0.375])
        let rectangles = SlidingWindow.rectangles(width: 128, height: 128, settings: settings)
        #expect(rectangles.prefix(5).map(\.x) == [0, 24, 48, 72, 80])
        #expect(rectangles.allSatisfy { $0.width == 48 && $0.height == 48 })
    }

    @Test("Sizes that make the same window count once, impossible ones not at all")
    func sizes() {
        let settings = PoolSettings(windowFractions: [0.5, 0.49, 0.5, 0, -1, 1.5, .nan])
        #expect(SlidingWindow.rectangles(width: 8, height: 8, settings: settings).count == 9)
    }

    @Test("An absurd stride still ends", arguments: [0.0, -3, 1e-9, 1e300, .nan, .infinity])
    func strides(stride: Double) {
        let settings = PoolSettings(windowFractions: [0.5], strideFraction: stride)
        let count = SlidingWindow.rectangles(width: 8, height: 8, settings: settings).count
        #expect(count >= 4 && count <= 25)
    }
}
