import Datasets
import Samples
import Testing
import Workbench

@testable import Scenes

@MainActor struct CurveLabelsTests {
    private func facts(_ population: Population, networkClassOf: [Int?], _ predictions: [Int]?) -> SampleFacts {
        SampleFacts(
            classNames: population.classNames, classOf: population.classOf, networkClassOf: networkClassOf,
            answers: predictions.map { SampleAnswers(predictions: $0, probabilities: $0.map { _ in 0.5 }) },
            labels: ["ant", "bee", "cow"], samples: population.samples.map { Sample(name: "\($0)", label: nil) })
    }

    private func labels(_ population: Population, predicted: Bool, _ predictions: [Int]?) -> CurveLabels {
        CurveLabels(
            population, facts: facts(population, networkClassOf: [2, 0], predictions), usesPredictions: predicted,
            predictions: predictions, networkNames: ["ant", "bee", "cow"])
    }

    private let known = Population(samples: [0, 1, 2, 3], classOf: [0, 1, 1, -1], classNames: ["cow", "ant"])
    private let unknown = Population(samples: [0, 1, 2, 3], classOf: [-1, -1, -1, -1], classNames: [])

    @Test func `ground truth unless answers are wanted and there are any`() {
        let given = CurveLabels(.given, names: ["cow", "ant"], classOf: [0, 1, 1, -1])
        #expect(labels(known, predicted: false, [2, 2, 0, 1]) == given)
        #expect(labels(known, predicted: true, nil) == given)
        // The network's bee is none of the data's classes.
        let answers = CurveLabels(.predicted, names: ["cow", "ant"], classOf: [0, 0, 1, -1])
        #expect(labels(known, predicted: true, [2, 2, 0, 1]) == answers)
    }

    @Test func `data without classes take the network's, those that occur`() {
        let expected = CurveLabels(.predicted, names: ["ant", "cow"], classOf: [1, 1, 0, -1], isStandIn: true)
        #expect(labels(unknown, predicted: false, [2, 2, 0, -1]) == expected)
        let none = labels(unknown, predicted: true, nil)
        #expect(none.source == .none && none.usualColoring == .classes)
    }

    @Test(arguments: [(12, CurveColoring.classes), (13, .agreement)])
    func `more than twelve classes are colored by agreement`(count: Int, expected: CurveColoring) {
        let labels = CurveLabels(
            .given, names: (0..<20).map { "\($0)" }, classOf: (0..<100).map { $0 % count })
        #expect(labels.usualColoring == expected && labels.memberCounts.count == 20)
    }

    @Test func `words`() {
        let all = Population(samples: Array(0..<20_000), classOf: Array(repeating: 0, count: 20_000), classNames: ["a"])
        let words = CurvesWords.remark(on: nil, all, isNarrowed: true)
        #expect(words == "16,384 of 20,000 pictures are drawn, evenly chosen. Some of the data only.")
        #expect(CurvesWords.cells(CurveGrid(holding: 1000, usesWholeOrders: true)).hasSuffix("cells, 24 unused"))
        #expect(!CurvesWords.cells(CurveGrid(holding: 16, usesWholeOrders: false)).contains("unused"))
        #expect(CurvesWords.marks(CurveLabels(.given, names: ["a"], classOf: [0])) == nil)
        let nine = CurveLabels(.given, names: (0..<9).map { "\($0)" }, classOf: Array(0..<9))
        #expect(CurvesWords.marks(nine) == "From the ninth class on all share grey.")
        #expect(CurvesWords.highlight(.init(count: 0)) == nil)
        #expect(CurvesWords.highlight(.init(count: 40, wholeClass: "cow")) == "cow highlighted")
        #expect(CurvesWords.highlight(.init(count: 1)) == "1 picture highlighted")
    }
}
