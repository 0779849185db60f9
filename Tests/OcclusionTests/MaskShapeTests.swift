import Foundation
import Occlusion
import TestSupport
import Testing

@Suite("Shapes of masks")
struct MaskShapeTests {
    @Test("A moved shape covers the same pixels elsewhere, and back again it is the same")
    func moving() {
        var generator = SplitMix(seed: 8)
        for _ in 0..<60 {
            let shape = MaskSpecimens.shape(width: 23, height: 17, using: &generator)
            let (dx, dy) = (generator.number(-30...30), generator.number(-30...30))
            let moved = shape.moved(byX: dx, y: dy)
            for y in -20..<40 {
                for x in -20..<45 {
                    #expect(moved.contains(x: x, y: y) == shape.contains(x: x - dx, y: y - dy))
                }
            }
            #expect(moved.moved(byX: -dx, y: -dy) == shape)
        }
    }

    @Test("The bounds hold every pixel")
    func bounds() throws {
        var generator = SplitMix(seed: 9)
        for _ in 0..<60 {
            let shape = MaskSpecimens.shape(width: 23, height: 17, using: &generator)
            let covered = Mask(width: 60, height: 60, shape: shape.moved(byX: 20, y: 20)).bounds
            guard let covered else { continue }
            let bounds = try #require(shape.bounds).moved(byX: 20, y: 20)
            #expect(bounds.x <= covered.x && bounds.columns.upperBound >= covered.columns.upperBound)
            #expect(bounds.y <= covered.y && bounds.rows.upperBound >= covered.rows.upperBound)
        }
    }

    @Test("A region that is made twice as large shows every pixel as a square of four")
    func enlargingARegion() {
        let mask = [true, true, false, false, false, true]
        let region = PixelRegion(width: 3, height: 2, mask: mask)
        let large = MaskShape.region(region).resized(to: PixelRectangle(x: 10, y: 20, width: 6, height: 4))
        for y in 0..<30 {
            for x in 0..<30 {
                let isInside = x >= 10 && x < 16 && y >= 20 && y < 24
                let expected = isInside && mask[(y - 20) / 2 * 3 + (x - 10) / 2]
                #expect(large.contains(x: x, y: y) == expected)
            }
        }
        let small = large.resized(to: PixelRectangle(x: 0, y: 0, width: 3, height: 2))
        #expect(small == .region(region))
    }

    @Test("A polygon is stretched corner by corner")
    func stretchingAPolygon() {
        let triangle = PolygonShape(corners: [.init(x: 2, y: 2), .init(x: 6, y: 2), .init(x: 2, y: 10)])
        let stretched = MaskShape.polygon(triangle).resized(
            to: PixelRectangle(x: 0, y: 4, width: 8, height: 4))
        #expect(
            stretched
                == .polygon(PolygonShape(corners: [.init(x: 0, y: 4), .init(x: 8, y: 4), .init(x: 0, y: 8)])))
    }

    @Test("A line that crosses itself leaves out what it encloses twice")
    func evenAndOdd() {
        let inner = [PicturePoint(x: 2, y: 2), .init(x: 6, y: 2), .init(x: 6, y: 6), .init(x: 2, y: 6)]
        let outer = [PicturePoint(x: 0, y: 0), .init(x: 8, y: 0), .init(x: 8, y: 8), .init(x: 0, y: 8)]
        let corners = outer + [outer[0], inner[0]] + inner.dropFirst() + [inner[0]]
        let mask = Mask(width: 8, height: 8, shape: .polygon(PolygonShape(corners: corners)))
        #expect(mask.count == 64 - 16)
        #expect(!mask.contains(x: 3, y: 3) && mask.contains(x: 1, y: 1))
    }

    @Test("Polygons side by side share no pixel and leave none out")
    func seamless() {
        let middle = PicturePoint(x: 8.5, y: 7.5)
        let corners = [PicturePoint(x: 0, y: 0), .init(x: 16, y: 0), .init(x: 16, y: 16), .init(x: 0, y: 16)]
        var counts = [Int](repeating: 0, count: 256)
        for index in 0..<4 {
            let triangle = PolygonShape(corners: [corners[index], corners[(index + 1) % 4], middle])
            Mask(width: 16, height: 16, shape: .polygon(triangle))
                .forEachHiddenPixel { x, y in counts[y * 16 + x] += 1 }
        }
        #expect(counts.allSatisfy { $0 == 1 })
    }

    @Test("Parts survive being written and read")
    func coding() throws {
        var generator = SplitMix(seed: 10)
        let effects: [MaskPart.Effect] = [
            .hides(.color(red: 1, green: 2, blue: 3)), .shows, .inverts(.noise(seed: 4)),
        ]
        let parts =
            (0..<30).map { index in
                MaskPart(
                    MaskSpecimens.shape(width: 23, height: 17, using: &generator), effects[index % 3])
            } + [MaskPart(.everything, .inverts(.white))]
        let data = try JSONEncoder().encode(parts)
        #expect(try JSONDecoder().decode([MaskPart].self, from: data) == parts)
    }
}
