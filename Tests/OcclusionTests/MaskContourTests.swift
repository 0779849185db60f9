import Occlusion
import TestSupport
import Testing

@Suite("Contours of masks")
struct MaskContourTests {
    @Test("A rectangle's contour is its four corners, a ring has two contours")
    func simple() {
        let mask = Mask(width: 20, height: 20, rectangles: [PixelRectangle(x: 3, y: 4, width: 5, height: 6)])
        #expect(mask.contours == [[SIMD2(3, 4), SIMD2(8, 4), SIMD2(8, 10), SIMD2(3, 10)]])
        var ring = mask
        ring.subtract(
            Mask(width: 20, height: 20, rectangles: [PixelRectangle(x: 5, y: 6, width: 1, height: 1)]))
        #expect(ring.contours.count == 2)
        #expect(Mask(width: 5, height: 5).contours.isEmpty)
    }

    @Test("Filled by the rule of even and odd, the contours are the mask; they turn at every corner")
    func roundTrip() {
        var generator = SplitMix(seed: 31)
        for _ in 0..<40 {
            let parts = (0...generator.number(0...3)).map { _ in
                MaskPart(
                    MaskSpecimens.shape(width: 33, height: 21, using: &generator),
                    generator.number(0...2) == 0 ? .shows : .hides(.black))
            }
            let mask = Mask(width: 33, height: 21, parts: parts)
            var filled = [Bool](repeating: false, count: 33 * 21)
            for contour in mask.contours {
                let corners = contour.map { PicturePoint(x: Double($0.x), y: Double($0.y)) }
                Mask(width: 33, height: 21, shape: .polygon(PolygonShape(corners: corners)))
                    .forEachHiddenPixel { x, y in filled[y * 33 + x].toggle() }
                for (index, corner) in contour.enumerated() {
                    let before = contour[(index + contour.count - 1) % contour.count]
                    let after = contour[(index + 1) % contour.count]
                    #expect((before.x == corner.x) != (corner.x == after.x))
                }
            }
            for y in 0..<21 {
                for x in 0..<33 { #expect(filled[y * 33 + x] == mask.contains(x: x, y: y)) }
            }
        }
    }
}
