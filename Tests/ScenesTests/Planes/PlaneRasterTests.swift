import Rendering
import Testing

@testable import Scenes

struct PlaneRasterTests {
    private let places = SamplePlaces(
        samples: [3, 4, 9], classOf: [0, 1, 20],
        points: [Point(0.25, 0.25), Point(0.75, 0.25), Point(0.5, 0.75)])
    private let raster = PlaneRaster(side: 100, radius: 6, theme: .light)

    private func pixel(_ image: DisplayImage, _ x: Int, _ y: Int) -> [UInt8] {
        Array(image.pixels[(4 * (y * image.width + x))..<(4 * (y * image.width + x) + 4)])
    }

    @Test func `every sample has its mark in its color where it lies`() {
        let image = raster.image(of: places, paper: Color(0xFFFFFF, alpha: 0.5))
        #expect(image.width == 100 && image.height == 100)
        #expect(pixel(image, 25, 25) == [0x00, 0x72, 0xB2, 255])
        #expect(pixel(image, 75, 25) == [0xE6, 0x9F, 0x00, 255])
        // A square reaches into its corners, a circle does not.
        #expect(pixel(image, 79, 29) == [0xE6, 0x9F, 0x00, 255] && pixel(image, 30, 30)[3] < 200)
        #expect(pixel(image, 2, 2) == [255, 255, 255, 128])
    }

    @Test func `the ring of all other classes is hollow`() {
        let image = raster.image(of: places, paper: Color(0xFFFFFF))
        #expect(pixel(image, 50, 75) == [255, 255, 255, 255])
        #expect(pixel(image, 55, 75) == [0x6B, 0x72, 0x80, 255])
    }

    @Test func `some samples alone have an outline and nothing behind them`() {
        let image = raster.image(of: places, only: [4, 77])
        #expect(pixel(image, 75, 25) == [0xE6, 0x9F, 0x00, 255])
        #expect(pixel(image, 25, 25)[3] == 0 && pixel(image, 2, 2)[3] == 0)
        let row = (60..<90).map { pixel(image, $0, 25) }
        #expect(row.contains([0x1B, 0x24, 0x30, 255]))
    }
}
