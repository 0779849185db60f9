import Samples
import Testing

@Suite("Population")
struct PopulationTests {
    @Test("What a matrix shows is grouped by class, spread over each, the classless last")
    func shown() {
        let population = Population(
            samples: [10, 11, 12, 13, 14, 15, 16], classOf: [1, 0, 1, -1, 1, 0, 1], classNames: ["a", "b"])
        #expect(population.shown(atMostPerClass: 2) == [1, 5, 0, 4, 3])
        #expect(population.shown(atMostPerClass: 9) == [1, 5, 0, 2, 4, 6, 3])
    }

    @Test("Populations are equal where they are the same one")
    func identity() {
        let one = Population(samples: [1], classOf: [0], classNames: ["a"])
        let other = Population(samples: [1], classOf: [0], classNames: ["a"])
        #expect(one == one)
        #expect(one != other)
    }

    @Test("the same samples in other classes lie where they lay")
    func otherClasses() {
        let before = Population(samples: [1, 2], classOf: [0, 0], classNames: ["a"])
        let after = Population(samples: [1, 2], classOf: [0, 1], classNames: ["a", "b"], after: before)
        let fewer = Population(samples: [1], classOf: [0], classNames: ["a"], after: before)
        #expect(before != after)
        #expect(EmbeddingRequest(before, layer: 1) == EmbeddingRequest(after, layer: 1))
        #expect(EmbeddingRequest(before, layer: 1) != EmbeddingRequest(after, layer: 2))
        #expect(EmbeddingRequest(before, layer: 1) != EmbeddingRequest(fewer, layer: 1))
        #expect(ClusterRequest(before, layer: 1) != ClusterRequest(after, layer: 1))
    }
}
