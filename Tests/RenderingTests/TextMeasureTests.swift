import Rendering
import Resources
import TestSupport
import Testing

struct TextMeasureTests {
    private let measure = TextMeasure.standard

    @Test(arguments: FontWeight.allCases)
    func figuresAreTabular(weight: FontWeight) {
        let widths = (0...9).map { measure.width(of: "\($0)", size: 100, weight: weight) }
        #expect(widths.allSatisfy { $0 == widths[0] } && widths[0] > 55)
        #expect(
            measure.width(of: "0.11", size: 14, weight: weight)
                == measure.width(of: "0.77", size: 14, weight: weight))
    }

    @Test func widthGrowsWithSizeAndIsZeroForNothing() {
        #expect(measure.width(of: "", size: 14) == 0)
        let once = measure.width(of: "conv 3_2", size: 14)
        #expect(abs(measure.width(of: "conv 3_2", size: 28) - 2 * once) < 1e-3)
    }

    @Test(arguments: ["AV", "To", "Ty", "LT"])
    func lettersAreKerned(pair: String) {
        let apart = pair.reduce(0) { $0 + measure.width(of: String($1), size: 100) }
        #expect(measure.width(of: pair, size: 100) < apart - 3)
    }

    /// The oracle: advances and pairs read from the font files by fontTools, in units of 2816 an em:
    /// "Tag 3_2: 61 %" with its kerning of -208 and the figures of words, then "61 %" with those of columns.
    @Test(
        arguments: [
            (FontWeight.regular, 18176, 6728), (.semibold, 18402, 6851), (.bold, 18518, 6913),
        ] as [(FontWeight, Float, Float)])
    func widthsAreThoseOfTheFontFiles(weight: FontWeight, words: Float, number: Float) {
        #expect(abs(measure.width(of: "Tag 3_2: 61 %", size: 100, weight: weight) - words / 28.16) < 0.01)
        #expect(abs(measure.width(of: "61 %", size: 100, weight: weight) - number / 28.16) < 0.01)
        #expect(abs(measure.capHeight(size: 100, weight: weight) - 2048 / 28.16) < 0.01)
    }

    @Test(arguments: Array("×−…–—“”’·°→←↑↓▲▼≥≤éüßÅñø\u{2009}\u{202F}\u{A0}%#"))
    func everyCharacterThatTheProgramWritesIsInTheFonts(character: Character) {
        // A missing character is as wide as its box in all weights; one that is there differs.
        let missing = measure.width(of: "\u{4E2D}", size: 100)
        let isThere = FontWeight.allCases.contains {
            abs(measure.width(of: String(character), size: 100, weight: $0) - missing) > 0.01
        }
        #expect(isThere)
    }

    @Test func truncatedTextFitsAndEndsInAnEllipsis() {
        let name = "golden retriever puppy"
        let short = measure.truncated(name, to: 80, size: 14)
        #expect(short.hasSuffix("…") && name.hasPrefix(short.dropLast()))
        #expect(measure.width(of: short, size: 14) <= 80)
        #expect(measure.truncated(name, to: 400, size: 14) == name)
        #expect(measure.truncated(name, to: 2, size: 14).isEmpty)
    }

    @Test func missingFontsAreAnErrorThatNamesThem() {
        #expect(throws: ResourceError.missing("Assets/Fonts/Inter-Regular.ttf")) {
            try TextMeasure(ResourceLocator(roots: []))
        }
    }
}

/// What is measured is what is drawn.
@Suite(.serialized)
@MainActor
struct DrawnTextTests {
    @Test(arguments: [12, 14.3, 22] as [Float], [1, 1.5, 2] as [Float])
    func drawnTextEndsWhereItIsMeasuredToEnd(size: Float, scale: Float) throws {
        // Between the middles of the two bars lies everything but one bar's advance.
        let text = "| Wave 0.73 To |"
        let stage = Point(300, 60)
        var drawing = Drawing(background: Color(0xFFFFFF), camera: .flat(stageSize: stage))
        drawing.overlay = [.text(TextRun(text, at: Point(20, 40), size: size, color: Color(0x000000)))]
        let image = try snapshot(drawing, size: stage, scale: scale)
        let ink = (0..<image.width).map { x in
            (0..<image.height).reduce(Float(0)) { $0 + 255 - Float(image.pixels[($1 * image.width + x) * 4]) }
        }
        let drawn = middleOfInk(ink, Array(ink.indices.reversed())) - middleOfInk(ink, Array(ink.indices))
        let measure = TextMeasure.standard
        let measured = (measure.width(of: text, size: size) - measure.width(of: "|", size: size)) * scale
        #expect(abs(drawn - measured) < 0.35)
    }

    /// The centre of mass of the first run of inked columns in the given order.
    private func middleOfInk(_ ink: [Float], _ order: [Int]) -> Float {
        let bar = order.drop { ink[$0] == 0 }.prefix { ink[$0] > 0 }
        let mass = bar.reduce(Float(0)) { $0 + ink[$1] }
        return bar.reduce(Float(0)) { $0 + ink[$1] * (Float($1) + 0.5) } / mass
    }

    @Test func aCharacterWithoutAGlyphIsDrawnAsABox() throws {
        let stage = Point(40, 30)
        var drawing = Drawing(background: Color(0xFFFFFF), camera: .flat(stageSize: stage))
        drawing.overlay = [.text(TextRun("\u{4E2D}", at: Point(10, 24), size: 20, color: Color(0x000000)))]
        let image = try snapshot(drawing, size: stage)
        func isInk(_ x: Int, _ y: Int) -> Bool { image.pixels[(y * image.width + x) * 4] < 40 }
        let ink = (0..<image.width * image.height).filter { isInk($0 % image.width, $0 / image.width) }
        let (left, right) = (ink.map { $0 % image.width }.min() ?? 0, ink.map { $0 % image.width }.max() ?? 0)
        #expect(right - left >= 7)
        #expect(!isInk((left + right) / 2, 17))
    }
}
