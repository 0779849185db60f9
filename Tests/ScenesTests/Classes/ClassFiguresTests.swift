import Testing

@testable import Samples
@testable import Scenes

@Suite struct ClassFiguresTests {
    private let sample = ClassesSample(strayCount: 3)
    private var figures: ClassFigures { ClassFigures(sample.population, sample.facts) }

    @Test func `members are by class, those of none last`() {
        #expect(figures.members.map(\.count) == [20, 20, 20, 20, 20, 20, 3])
        #expect(figures.members[2].first == 40)
    }

    @Test func `the share of a class that is right, and of what is taken for it`() {
        #expect(figures.qualities[1]?.recall == Float(17) / 20)
        // 17 of its own and 2 of the class before it.
        #expect(figures.qualities[1]?.precision == Float(17) / 19)
        // The strays are taken for the first class, but nobody says what they are.
        #expect(figures.qualities[0]?.precision == Float(17) / 19)
        #expect(figures.judgedCount == 120)
        #expect(figures.accuracy == Float(102) / 120)
    }

    @Test func `the wrong samples come with the surest first`() {
        let wrong = figures.wrong
        #expect(wrong.count == 18)
        let surety = wrong.map { sample.facts.probability(of: $0) }
        #expect(surety == surety.sorted(by: >))
        #expect(wrong.allSatisfy { sample.facts.isRight($0) == false })
    }
}
