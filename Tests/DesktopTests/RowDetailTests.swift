import Testing

@testable import Desktop

/// A measure of one a character, and an ellipsis where a text is cut.
private func fitted(_ detail: RowDetail, to width: Float) -> String {
    detail.fitting(width, measure: { Float($0.count) }) { text, width in
        guard Float(text.count) > width else { return text }
        return width < 2 ? "" : text.prefix(Int(width) - 1) + "…"
    }
}

@Suite("A row's detail")
struct RowDetailTests {
    @Test("is whole where there is room")
    func isWhole() {
        #expect(fitted(RowDetail("soccer ball", value: "29 %"), to: 16) == "soccer ball 29 %")
    }

    @Test("keeps its value and shortens its words")
    func keepsValue() {
        #expect(fitted(RowDetail("soccer ball", value: "29 %"), to: 12) == "soccer… 29 %")
    }

    @Test("is the value alone where no words fit")
    func isValueAlone() {
        #expect(fitted(RowDetail("soccer ball", value: "29 %"), to: 5) == "29 %")
    }

    @Test("without a value is shortened at its end")
    func hasNoValue() {
        #expect(fitted("the first", to: 6) == "the f…")
    }
}
