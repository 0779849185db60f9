import Testing

@testable import Scenes

@Suite struct NumberFormatTests {
    @Test(arguments: [
        (Float(0.831), "83\u{2009}%"), (0.0561, "5.6\u{2009}%"), (0.0996, "10\u{2009}%"),
        (0.0004, "<\u{2009}0.1\u{2009}%"), (0, "0\u{2009}%"), (1, "100\u{2009}%"),
    ])
    func probabilitiesAreWholeFromTenPercent(value: Float, text: String) {
        #expect(NumberFormat.probability(value) == text)
    }

    @Test func negativeNumbersHaveATrueMinus() {
        #expect(NumberFormat.range(-0.4, 1.5) == "\u{2212}0.40 \u{2026} 1.50")
        #expect(NumberFormat.decimal(-0.001, places: 2) == "0.00")
    }

    @Test func sizesHaveATrueMultiplicationSign() {
        #expect(NumberFormat.pixels(32, 16) == "32\u{2009}\u{D7}\u{2009}16 px")
    }

    @Test(arguments: [(7, "7"), (1000, "1,000"), (1_234_567, "1,234,567"), (-4096, "\u{2212}4,096")])
    func thousandsHaveAComma(value: Int, text: String) {
        #expect(NumberFormat.count(value) == text)
    }

    @Test func smallChangesHaveNoArrow() {
        #expect(NumberFormat.change(0.0004) == "0.0")
        #expect(NumberFormat.change(0.056) == "\u{2191} +5.6")
        #expect(NumberFormat.change(-0.31) == "\u{2193} \u{2212}31.0")
    }

    @Test func numbersUpToTwelveAreWords() {
        #expect(NumberFormat.word(8) == "eight")
        #expect(NumberFormat.word(53) == "53")
    }
}
