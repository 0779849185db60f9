import Datasets
import Occlusion
import TestSupport
import Testing

@Suite("Masks over each other")
struct MaskLayersTests {
    private static let (width, height) = (33, 21)
    private static let fills: [Fill] = [
        .black, .white, .mean, .blur, .noise(seed: 3), .color(red: 9, green: 80, blue: 200),
    ]

    private static func parts(_ count: Int, using generator: inout SplitMix) -> [MaskPart] {
        (0..<count).map { _ in
            let shape =
                generator.number(0...9) == 0
                ? MaskShape.everything
                : MaskSpecimens.shape(width: width, height: height, using: &generator)
            let fill = fills[generator.number(0...fills.count - 1)]
            let effects: [MaskPart.Effect] = [.hides(fill), .hides(fill), .shows, .inverts(fill)]
            return MaskPart(shape, effects[generator.number(0...3)])
        }
    }

    /// What a pixel shows: the fill of the mask on top; nil where it is shown.
    private static func fill(_ parts: [MaskPart], _ x: Int, _ y: Int) -> (fill: Fill, part: Int)? {
        var seen: (fill: Fill, part: Int)?
        for (index, part) in parts.enumerated() where MaskSpecimens.covers(part.shape, x, y) {
            switch part.effect {
            case .hides(let fill): seen = (fill, index)
            case .shows: seen = nil
            case .inverts(let fill): seen = seen == nil ? (fill, index) : nil
            }
        }
        return seen
    }

    private static func picture(using generator: inout SplitMix) -> Picture {
        let pixels = (0..<width * height * 3).map { _ in UInt8(generator.number(0...255)) }
        return Picture(width: width, height: height, pixels: pixels)
    }

    @Test("Every pixel shows the topmost mask's fill, or the picture")
    func naivePixels() {
        var generator = SplitMix(seed: 21)
        for _ in 0..<12 {
            let parts = Self.parts(generator.number(0...14), using: &generator)
            let picture = Self.picture(using: &generator)
            var painter = MaskPainter(of: picture)
            let painted = painter.picture(under: parts)
            let layers = MaskLayers(width: Self.width, height: Self.height, parts: parts)
            let mask = Mask(width: Self.width, height: Self.height, parts: parts)
            #expect(mask == layers.hidden)
            for y in 0..<Self.height {
                for x in 0..<Self.width {
                    let seen = Self.fill(parts, x, y)
                    let expected = seen.map { $0.fill.content(of: picture)[x, y] } ?? picture[x, y]
                    #expect(painted[x, y] == expected)
                    #expect(mask.contains(x: x, y: y) == (seen != nil))
                    #expect(parts.indexHiding(x: x, y: y) == seen?.part)
                    let owners = layers.layers.filter { $0.mask.contains(x: x, y: y) }.map(\.fill)
                    #expect(owners == (seen.map { [$0.fill] } ?? []))
                }
            }
        }
    }

    @Test("A painter that has seen other masks paints as a new one does")
    func painterForgetsNothingAndKeepsNothing() {
        var generator = SplitMix(seed: 22)
        let picture = Self.picture(using: &generator)
        var painter = MaskPainter(of: picture)
        var parts: [MaskPart] = []
        for _ in 0..<60 {
            switch generator.number(0...3) {
            case 0 where !parts.isEmpty: parts.remove(at: generator.number(0...parts.count - 1))
            case 1 where !parts.isEmpty:
                let index = generator.number(0...parts.count - 1)
                parts[index].shape = parts[index].shape.moved(byX: 1, y: 2)
            default: parts += Self.parts(1, using: &generator)
            }
            var fresh = MaskPainter(of: picture)
            #expect(painter.picture(under: parts) == fresh.picture(under: parts))
        }
    }

    @Test("Inverting twice hides what was hidden before")
    func invertingTwice() {
        var generator = SplitMix(seed: 23)
        let parts = Self.parts(6, using: &generator)
        let inverting = MaskPart(.everything, .inverts(.mean))
        let before = Mask(width: Self.width, height: Self.height, parts: parts)
        let once = Mask(width: Self.width, height: Self.height, parts: parts + [inverting])
        #expect(once.count == Self.width * Self.height - before.count)
        let twice = Mask(width: Self.width, height: Self.height, parts: parts + [inverting, inverting])
        #expect(twice == before)
    }
}
