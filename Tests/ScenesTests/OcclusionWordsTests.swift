import Testing

@testable import Scenes

@Suite struct OcclusionWordsTests {
    @Test func `the summary counts windows, changes and tiles`() throws {
        var content = try OcclusionSample().content
        content.changedCount = 36
        content.poolCount = 1299
        #expect(
            OcclusionWords.summary(of: content) == [
                "1,299 windows hide one part each. 36 of them change the label.",
                "48 are shown here: 12 for each corner.",
            ])
        content.changedCount = 1
        content.tiles.removeLast()
        #expect(
            OcclusionWords.summary(of: content) == [
                "1,299 windows hide one part each. One of them changes the label.",
                "47 are shown here: at most 12 for each corner.",
            ])
    }

    @Test func `fewer than four labels are said`() throws {
        let lines = OcclusionWords.summary(of: try OcclusionSample(classCount: 2).content)
        #expect(lines.count == 3)
        #expect(lines[2].contains("2 labels"))
    }

    @Test func `where every mask keeps the label there is no boundary, and that is said`() throws {
        let content = try OcclusionSample(gain: 0).content
        #expect(content.boundary == .none("No boundary: every mask keeps the label."))
        let tile = try #require(content.tiles.first)
        #expect(
            OcclusionWords.decision(of: tile, content.boundary) == "No boundary: every mask keeps the label.")
        #expect(OcclusionWords.summary(of: content)[0].hasSuffix("All of them keep the label."))
    }

    @Test func `a corner that no variant is recognised as is never the answer`() {
        let corner = OcclusionContent.Corner(label: "pig", meanProbability: 0.016, carriesLabel: false)
        #expect(OcclusionWords.remark(on: corner) == "mean 1.6\u{2009}%, never the answer")
    }

    @Test func `decision values show their sign, a true minus`() {
        #expect(OcclusionWords.signed(1) == "+1.00")
        #expect(OcclusionWords.signed(-0.314) == "\u{2212}0.31")
        #expect(OcclusionWords.signed(0.001) == "0.00")
    }

    @Test func `every state without tiles is a sentence`() {
        var content = OcclusionContent()
        let phases: [OcclusionContent.Phase] = [.noNetwork, .noPicture, .waiting, .failed("Why."), .ready]
        for phase in phases {
            content.phase = phase
            #expect(OcclusionWords.notice(for: content)?.text.hasSuffix(".") == true)
        }
        content.phase = .failed("The network's output is not a number.")
        #expect(OcclusionWords.notice(for: content)?.text == "The network's output is not a number.")
    }

    @Test func `a network of one label has nothing to tell apart`() throws {
        let content = try OcclusionSample(classCount: 1).content
        #expect(OcclusionWords.notice(for: content)?.heading == "One label only.")
    }
}
