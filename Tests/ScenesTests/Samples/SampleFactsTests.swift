import Datasets
import Testing

@testable import Samples
@testable import Scenes

@Suite struct SampleFactsTests {
    private let facts = SampleFacts(
        classNames: ["seven", "nine", "mine"], classOf: [0, 0, 1, 2, -1], networkClassOf: [7, 9, nil],
        answers: SampleAnswers(predictions: [7, 9, 3, 9, -1], probabilities: [0.9, 0.6, 0.8, 0.7, 0]),
        labels: (0..<10).map { "digit \($0)" },
        samples: ["0", "1", "b.png", "3", "4"].map { Sample(name: $0, label: nil) })

    @Test func `a sample is right where the network says its class, and undecided where it has none`() {
        #expect(facts.isRight(0) == true)
        #expect(facts.isRight(1) == false)
        #expect(facts.isRight(2) == false)
        #expect(facts.isRight(3) == nil, "a class that the network does not have")
        #expect(facts.isRight(4) == nil, "no class")
    }

    @Test func `what the network says is a class of the data, or none of these`() {
        #expect(facts.predictedClass(of: 1) == 1)
        #expect(facts.predictedClass(of: 2) == -1)
        #expect(facts.predictedClass(of: 4) == nil, "it was not run")
        #expect(facts.answer(of: 2)?.label == SampleCard.Label(name: "digit 3", classIndex: -1))
        #expect(facts.answer(of: 1)?.label == SampleCard.Label(name: "nine", classIndex: 1))
    }

    @Test
    func `the wrong ones come first, the surest in front, then the right ones, the least sure in front`() {
        #expect(facts.leastTypicalFirst([0, 1, 2, 3]) == [2, 1, 3, 0])
    }

    @Test func `sentences say what is taken for what`() {
        #expect(SampleWords.sentence(on: 0, facts) == "seven, no. 0: recognized, 90\u{2009}%")
        #expect(SampleWords.sentence(on: 2, facts) == "nine, b.png: taken for digit 3, 80\u{2009}%")
        #expect(SampleWords.sentence(on: 3, facts) == "mine, no. 3: the network says nine, 70\u{2009}%")
        #expect(SampleWords.sentence(on: 4, facts) == "no. 4")
        #expect(SampleWords.selection([0, 2], facts) == "2 pictures selected, of 2 classes")
    }
}
