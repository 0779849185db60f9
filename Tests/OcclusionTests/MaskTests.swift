import Foundation
import Occlusion
import TestSupport
import Testing

@Suite("Masks")
struct MaskTests {
    @Test("Shapes hide what naive sets of pixels hold, and every pixel by itself says so")
    func naiveSets() {
        let (width, height) = (37, 29)
        var generator = SplitMix(seed: 5)
        for _ in 0..<120 {
            let shape = MaskSpecimens.shape(width: width, height: height, using: &generator)
            var expected: Set<[Int]> = []
            for y in 0..<height {
                for x in 0..<width {
                    let isCovered = MaskSpecimens.covers(shape, x, y)
                    if isCovered { expected.insert([x, y]) }
                    #expect(shape.contains(x: x, y: y) == isCovered, "\(shape) at \(x), \(y)")
                }
            }
            let mask = Mask(width: width, height: height, shape: shape)
            #expect(pixels(of: mask) == expected, "\(shape)")
            #expect(mask.count == expected.count && mask.isEmpty == expected.isEmpty)
            #expect(mask.bounds == naiveBounds(expected))
        }
    }

    @Test("Union, difference and intersection are those of sets")
    func algebra() {
        var generator = SplitMix(seed: 6)
        for _ in 0..<20 {
            let masks = (0..<2).map { _ in
                Mask(
                    width: 37, height: 29,
                    shape: MaskSpecimens.shape(width: 37, height: 29, using: &generator))
            }
            let (left, right) = (pixels(of: masks[0]), pixels(of: masks[1]))
            var union = masks[0]
            union.formUnion(masks[1])
            #expect(pixels(of: union) == left.union(right))
            var difference = masks[0]
            difference.subtract(masks[1])
            #expect(pixels(of: difference) == left.subtracting(right))
            var intersection = masks[0]
            intersection.formIntersection(masks[1])
            #expect(pixels(of: intersection) == left.intersection(right))
        }
    }

    @Test("A rectangle reaches as far as the picture, however absurd it is")
    func clipping() {
        let absurd = PixelRectangle(x: -5, y: 3, width: .max, height: .max)
        let mask = Mask(width: 8, height: 6, rectangles: [absurd])
        #expect(mask.bounds == PixelRectangle(x: 0, y: 3, width: 8, height: 3))
        #expect(mask.share == 0.5)
        // The upper left corner of something endless.
        #expect(Mask(width: 8, height: 6, shape: .ellipse(absurd)).isEmpty)
        let outside = PixelRectangle(x: .max - 1, y: .min, width: 9, height: 9)
        #expect(Mask(width: 8, height: 6, rectangles: [outside]).isEmpty)
        #expect(
            Mask(width: 8, height: 6, rectangles: [PixelRectangle(x: 1, y: 1, width: -3, height: 2)]).isEmpty)
    }

    @Test("A stroke or polygon that is no number, or far away, hides nothing")
    func absurdStrokes() {
        for point in [
            PicturePoint(x: .nan, y: 1), .init(x: 1, y: .infinity), .init(x: 1e300, y: -1e300),
        ] {
            let stroke = BrushStroke(points: [point], radius: 2)
            #expect(Mask(width: 8, height: 6, shape: .stroke(stroke)).isEmpty)
            let polygon = PolygonShape(corners: [point, .init(x: 0, y: 0), .init(x: 8, y: 6)])
            #expect(Mask(width: 8, height: 6, shape: .polygon(polygon)).isEmpty)
        }
        let endless = BrushStroke(points: [.init(x: 1, y: 1)], radius: .infinity)
        #expect(Mask(width: 8, height: 6, shape: .stroke(endless)).isEmpty)
    }

    @Test("The thinnest brush hides the pixel under the hand")
    func thinBrush() {
        let dot = BrushStroke(points: [.init(x: 3.95, y: 2.05)], radius: 0)
        #expect(
            Mask(width: 8, height: 6, shape: .stroke(dot)).bounds
                == PixelRectangle(x: 3, y: 2, width: 1, height: 1))
    }

    @Test("Copies do not change with the original, and equal sets are equal masks")
    func value() {
        var mask = Mask(width: 9, height: 9)
        let before = mask
        mask.insert(.rectangle(PixelRectangle(x: 1, y: 1, width: 2, height: 2)))
        #expect(before.isEmpty && mask.count == 4)
        mask.subtract(Mask(width: 9, height: 9, shape: .everything))
        #expect(mask == before)
    }

    private func pixels(of mask: Mask) -> Set<[Int]> {
        var pixels: Set<[Int]> = []
        for y in -1...mask.height {
            for x in -1...mask.width where mask.contains(x: x, y: y) { pixels.insert([x, y]) }
        }
        return pixels
    }

    private func naiveBounds(_ pixels: Set<[Int]>) -> PixelRectangle? {
        let columns = pixels.map { $0[0] }
        let rows = pixels.map { $0[1] }
        guard let left = columns.min(), let right = columns.max(), let top = rows.min(),
            let bottom = rows.max()
        else { return nil }
        return PixelRectangle(x: left, y: top, width: right - left + 1, height: bottom - top + 1)
    }
}
