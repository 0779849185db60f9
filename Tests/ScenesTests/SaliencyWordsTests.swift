import Testing

@testable import Scenes

@Suite struct SaliencyWordsTests {
    private static let drops: [(Float, String)] = [
        (0.231, "\(NumberFormat.minus)23.1 points"), (-0.07, "+7.0 points"), (0.0004, "0.0 points"),
        (0, "0.0 points"),
    ]

    @Test(arguments: drops) func `a drop is a change in points with its sign`(drop: Float, words: String) {
        #expect(SaliencyWords.points(ofDrop: drop) == words)
    }

    private static let amounts: [(Float, String)] = [
        (0, "0.00"), (12.34, "12.3"), (0.25, "0.25"), (0.0421, "0.042"), (0.00318, "0.0032"),
        (0.00000001, "<\(NumberFormat.thinSpace)0.000001"),
    ]

    @Test(arguments: amounts) func `a small value of Grad-CAM keeps two digits that count`(
        value: Float, words: String
    ) {
        #expect(SaliencyWords.amount(value) == words)
    }

    @Test func `a prediction is judged by its overlap`() {
        let words = [0, 0.05, 0.2, 0.3, 0.6].map {
            SaliencyWords.judgement(.init(overlap: $0, ranks: []))
        }
        #expect(Set(words).count == 5)
        #expect(words[0].contains("none") && words[4].contains("as the network does"))
    }
}
