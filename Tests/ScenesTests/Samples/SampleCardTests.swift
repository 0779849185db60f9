import Rendering
import Testing

@testable import Scenes

@Suite struct SampleCardTests {
    private let bounds = Rectangle(x: 0, y: 0, width: 800, height: 600)

    @Test(arguments: [Point(400, 300), Point(2, 2), Point(796, 596), Point(796, 2)])
    func `a card stays on the stage and beside what it speaks of`(middle: Point) {
        let anchor = Rectangle(origin: middle - 5, size: Point(10, 10))
        let card = SampleCard(.init(name: "no. 1"), beside: anchor, in: bounds)
        #expect(card.place.minX >= 0 && card.place.minY >= 0)
        #expect(card.place.maxX <= bounds.maxX && card.place.maxY <= bounds.maxY)
        #expect(!card.place.intersects(anchor))
    }

    @Test func `it stands on the right, unless that covers something`() {
        let anchor = Rectangle(x: 395, y: 295, width: 10, height: 10)
        let free = SampleCard(.init(), beside: anchor, in: bounds)
        #expect(free.place.minX > anchor.maxX)
        let kept = Rectangle(x: 420, y: 200, width: 300, height: 200)
        let moved = SampleCard(.init(), beside: anchor, in: bounds, keeping: [kept])
        #expect(!moved.place.intersects(kept))
    }

    @Test func `it grows with what the view has to add`() {
        let anchor = Rectangle(x: 395, y: 295, width: 10, height: 10)
        let long = SampleCard.Content(remarks: ["one", "two", "three", "four"])
        let heights = [SampleCard.Content(), long].map {
            SampleCard($0, beside: anchor, in: bounds).place.height
        }
        #expect(heights[1] > heights[0])
    }

    @Test func `a wrong answer says so, with both marks and all of the probability`() {
        let content = SampleCard.Content(
            name: "no. 320", label: .init(name: "tiger", classIndex: 2),
            answer: .init(
                label: .init(name: "a class with a very long name, longer than the card", classIndex: 3),
                probability: 0.62, isRight: false))
        let anchor = Rectangle(x: 395, y: 295, width: 10, height: 10)
        let items = SampleCard(content, beside: anchor, in: bounds).items(theme: .light, fonts: .standard)
        let texts = items.compactMap { if case .text(let run) = $0 { run.string } else { nil } }
        #expect(texts.contains("tiger"))
        #expect(texts.contains { $0.hasPrefix("taken for a ") && $0.hasSuffix("… 62\u{2009}%") })
        let marks = items.count { if case .polygon = $0 { true } else { false } }
        #expect(marks == 2)
    }
}
