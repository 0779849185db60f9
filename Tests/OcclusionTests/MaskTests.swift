import Datasets
import Foundation
import Occlusion
import Testing

@Suite("Masks")
struct MaskTests {
    @Test("Edits in their order hide what naive sets of pixels hold")
    func naiveSets() {
        let width = 37
        let height = 29
        let shapes = Self.shapes
        var expected: Set<[Int]> = []
        for (index, shape) in shapes.enumerated() {
            for y in 0..<height {
                for x in 0..<width where naivelyCovers(shape, x, y) {
                    if shape.isHiding { expected.insert([x, y]) } else { expected.remove([x, y]) }
                }
            }
            let mask = Mask(width: width, height: height, shapes: Array(shapes[...index]))
            #expect(pixels(of: mask) == expected)
            #expect(mask.count == expected.count && mask.isEmpty == expected.isEmpty)
            #expect(mask.bounds == naiveBounds(expected))
        }
    }

    @Test("Union and difference are those of sets")
    func algebra() {
        let left = Mask(width: 37, height: 29, shapes: Array(Self.shapes[..<3]))
        let right = Mask(width: 37, height: 29, shapes: Array(Self.shapes[4...]))
        var union = left
        union.formUnion(right)
        #expect(pixels(of: union) == pixels(of: left).union(pixels(of: right)))
        var difference = left
        difference.subtract(right)
        #expect(pixels(of: difference) == pixels(of: left).subtracting(pixels(of: right)))
    }

    @Test("A rectangle reaches as far as the picture, however absurd it is")
    func clipping() {
        let absurd = PixelRectangle(x: -5, y: 3, width: .max, height: .max)
        let mask = Mask(width: 8, height: 6, rectangles: [absurd])
        #expect(mask.bounds == PixelRectangle(x: 0, y: 3, width: 8, height: 3))
        #expect(mask.share == 0.5)
        let outside = PixelRectangle(x: .max - 1, y: .min, width: 9, height: 9)
        #expect(Mask(width: 8, height: 6, rectangles: [outside]).isEmpty)
        #expect(
            Mask(width: 8, height: 6, rectangles: [PixelRectangle(x: 1, y: 1, width: -3, height: 2)]).isEmpty)
    }

    @Test("A stroke that is no number, or far away, hides nothing")
    func absurdStrokes() {
        for point in [
            BrushStroke.Point(x: .nan, y: 1), .init(x: 1, y: .infinity), .init(x: 1e300, y: -1e300),
        ] {
            let stroke = BrushStroke(points: [point], radius: 2)
            #expect(Mask(width: 8, height: 6, shapes: [.stroke(stroke)]).isEmpty)
        }
        let endless = BrushStroke(points: [.init(x: 1, y: 1)], radius: .infinity)
        #expect(Mask(width: 8, height: 6, shapes: [.stroke(endless)]).isEmpty)
    }

    @Test("The thinnest brush hides the pixel under the hand")
    func thinBrush() {
        let dot = BrushStroke(points: [.init(x: 3.95, y: 2.05)], radius: 0)
        #expect(
            Mask(width: 8, height: 6, shapes: [.stroke(dot)]).bounds
                == PixelRectangle(x: 3, y: 2, width: 1, height: 1))
    }

    @Test("Copies do not change with the original, and equal sets are equal masks")
    func value() {
        var mask = Mask(width: 9, height: 9)
        let before = mask
        mask.apply(.rectangle(PixelRectangle(x: 1, y: 1, width: 2, height: 2)))
        #expect(before.isEmpty && mask.count == 4)
        mask.apply(.erasedRectangle(PixelRectangle(x: 0, y: 0, width: 9, height: 9)))
        #expect(mask == before)
    }

    @Test("Edits survive being written and read")
    func coding() throws {
        let data = try JSONEncoder().encode(Self.shapes)
        #expect(try JSONDecoder().decode([MaskShape].self, from: data) == Self.shapes)
    }

    private static let shapes: [MaskShape] = [
        .rectangle(PixelRectangle(x: 3, y: 4, width: 12, height: 9)),
        .stroke(
            BrushStroke(
                points: [.init(x: 2.3, y: 20.9), .init(x: 30, y: 9), .init(x: 36, y: 28)], radius: 2.6)),
        .erasedRectangle(PixelRectangle(x: 5, y: -3, width: 4, height: 12)),
        .erasedStroke(BrushStroke(points: [.init(x: 12, y: 0), .init(x: 12, y: 40)], radius: 1)),
        .stroke(BrushStroke(points: [.init(x: 20.5, y: 20.5)], radius: 4)),
        .rectangle(PixelRectangle(x: 30, y: 20, width: 50, height: 50)),
        .erasedRectangle(PixelRectangle(x: -9, y: -9, width: 99, height: 99)),
    ]

    private func naivelyCovers(_ shape: MaskShape, _ x: Int, _ y: Int) -> Bool {
        switch shape {
        case .rectangle(let box), .erasedRectangle(let box):
            x >= box.x && x < box.x + box.width && y >= box.y && y < box.y + box.height
        case .stroke(let stroke), .erasedStroke(let stroke):
            naivelyCovers(stroke, Double(x), Double(y))
        }
    }

    /// Walks the line in steps of a thousandth.
    private func naivelyCovers(_ stroke: BrushStroke, _ x: Double, _ y: Double) -> Bool {
        let points = stroke.points
        if points.contains(where: { $0.x.rounded(.down) == x && $0.y.rounded(.down) == y }) { return true }
        let ends = points.count == 1 ? [points[0], points[0]] : points
        return zip(ends, ends.dropFirst()).contains { start, end in
            (0...1000).contains { step in
                let share = Double(step) / 1000
                let offX = x + 0.5 - start.x - share * (end.x - start.x)
                let offY = y + 0.5 - start.y - share * (end.y - start.y)
                return offX * offX + offY * offY <= stroke.radius * stroke.radius + 1e-4
            }
        }
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
