import Rendering
import Testing

struct DisplayImageTests {
    @Test func largeImagesShrinkToAveragesOfTheirPixels() {
        let values: [UInt8] = [0, 100, 40, 60, 200, 0, 80, 20]
        let image = DisplayImage(width: 4, height: 2, pixels: values.flatMap { [$0, $0, $0, 255] })
        let small = image.scaledDown(longestSide: 2)
        #expect(small.width == 2 && small.height == 1)
        #expect(small.pixels == [75, 75, 75, 255, 50, 50, 50, 255])
    }

    @Test func smallImagesStayAsTheyAre() {
        let image = DisplayImage(width: 2, height: 1, pixels: [1, 2, 3, 4, 5, 6, 7, 8])
        #expect(image.scaledDown(longestSide: 2).id == image.id)
    }
}
