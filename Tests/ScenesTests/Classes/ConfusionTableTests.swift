import Testing

@testable import Samples
@testable import Scenes

@Suite struct ConfusionTableTests {
    private let figures = ClassFigures(ClassesSample().population, ClassesSample().facts)

    @Test func `it counts by true class and by what the network says, all others in a last column`() throws {
        let table = try #require(ConfusionTable(figures, limit: 50))
        #expect(table.rows == Array(0..<6))
        #expect(table.columns == Array(0..<6))
        #expect(table.hasOthers)
        // Of 20: positions 6 and 13 go to the next class, 10 to one that the data lack.
        for row in 0..<6 {
            #expect(table.counts[row][row] == 17)
            #expect(table.counts[row][(row + 1) % 6] == 2)
            #expect(table.counts[row][6] == 1)
            #expect(table.totals[row] == 20)
        }
        #expect(table.isRight(row: 2, column: 2))
        #expect(!table.isRight(row: 2, column: 6))
        #expect(table.columnClass(6) == -1)
        #expect(table.share(row: 0, column: 1) == 0.1)
    }

    @Test func `of too many classes those with the most errors are shown, in their order`() throws {
        let names = (0..<5).map { "c\($0)" }
        let classOf = [0, 0, 1, 1, 2, 2, 3, 3, 4, 4]
        let answers = SampleAnswers(
            predictions: [0, 0, 3, 3, 2, 2, 3, 1, 4, 4], probabilities: [Float](repeating: 0.9, count: 10))
        let facts = SampleFacts(
            classNames: names, classOf: classOf, networkClassOf: [0, 1, 2, 3, 4], answers: answers,
            labels: names,
            samples: [])
        let population = Population(samples: Array(0..<10), classOf: classOf, classNames: names)
        let table = try #require(ConfusionTable(ClassFigures(population, facts), limit: 2))
        #expect(table.rows == [1, 3])
        #expect(table.columns == [1, 3])
        #expect(!table.hasOthers)
        #expect(table.counts == [[0, 2], [1, 1]])
        #expect(table.classCount == 5)
    }

    @Test func `a class that the network does not have is a row and no column`() throws {
        let names = ["dog", "mine"]
        let answers = SampleAnswers(predictions: [0, 0, 1], probabilities: [0.9, 0.8, 0.7])
        let facts = SampleFacts(
            classNames: names, classOf: [0, 1, 1], networkClassOf: [0, nil], answers: answers,
            labels: ["dog", "cat"], samples: [])
        let population = Population(samples: [0, 1, 2], classOf: [0, 1, 1], classNames: names)
        let figures = ClassFigures(population, facts)
        let table = try #require(ConfusionTable(figures, limit: 50))
        #expect(table.rows == [0, 1])
        #expect(table.columns == [0])
        #expect(table.counts == [[1, 0], [1, 1]])
        #expect(figures.qualities[1] == nil)
        #expect(figures.accuracy == 1, "of those that can be judged")
    }

    @Test func `there is none without answers`() {
        let sample = ClassesSample(hasAnswers: false)
        #expect(ConfusionTable(ClassFigures(sample.population, sample.facts), limit: 50) == nil)
    }
}
