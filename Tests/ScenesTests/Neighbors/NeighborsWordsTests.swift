import Samples
import Testing
import Workbench

@testable import Scenes

@MainActor struct NeighborsWordsTests {
    @Test func `a k that is too large is said to be`() {
        let many = NeighborsWords.title(count: 100, population: 2_000)
        #expect(
            many.remark
                == "Of its 100 nearest pictures in the input, how many are still among the 100 nearest?")
        let few = NeighborsWords.title(count: 100, population: 48)
        #expect(
            few.remark.hasPrefix("Of its 47 nearest")
                && few.remark.hasSuffix("There are no more than 47 others."))
    }

    @Test func `the ten in the brush are said by where they are`() {
        #expect(NeighborsWords.brushed(first: 0, count: 10, of: 172) == "The ten that came closest")
        #expect(NeighborsWords.brushed(first: 162, count: 10, of: 172) == "The ten that went farthest")
        #expect(NeighborsWords.brushed(first: 30, count: 10, of: 172) == "31st to 40th of 172 by change")
        #expect(NeighborsWords.brushed(first: 0, count: 4, of: 4) == "All four")
        #expect(NeighborsWords.brushed(first: 0, count: 0, of: 0).isEmpty)
    }

    @Test func `filtered neighbors are counted against all`() {
        #expect(
            NeighborsWords.transformation(from: "input", to: "logits", shown: 172, of: 172)
                == "input to logits, 172 neighbors in either")
        #expect(
            NeighborsWords.transformation(from: "input", to: "conv1", shown: 12, of: 172)
                == "input to conv1, 12 of 172 neighbors in either")
    }

    @Test func `the bandwidth is stated`() throws {
        let curves = try #require(try NeighborsSample().content().curves.to)
        let words = NeighborsWords.bandwidth(curves)
        #expect(words.contains("Gaussian kernel, Scott's rule, bandwidth "))
        let own = try NeighborsSample().distances(5, from: 16).bandwidths[1]
        #expect(words.contains(NumberFormat.value(Float(own))))
    }

    @Test func `answers are the softmax of the logits, the most probable first`() {
        let top = PictureAnswer.top(2, logits: [1, 3, 2])
        #expect(top.map(\.index) == [1, 2])
        #expect(abs(top[0].probability - 0.66524) < 1e-5 && abs(top[1].probability - 0.24473) < 1e-5)
    }

    @Test func `a filter goes by class and by answer`() {
        let facts = MapSample().content().facts
        var filter = SampleFilter()
        #expect(facts?.passes(104, filter) == true)
        filter.label = 0
        #expect(facts?.passes(104, filter) == true && facts?.passes(120, filter) == false)
        filter.prediction = 1
        #expect(facts?.passes(104, filter) == true, "a dog that is taken for a cat")
        #expect(facts?.passes(105, filter) == false)
    }
}
