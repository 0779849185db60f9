import Analysis
import Datasets
import Foundation
import Inference
import Samples
import Tensors
import TestSupport
import Testing

@Suite("Requests of a data set")
struct RequestTests {
    private let place = DigitsFeed.Place()
    private let store: ActivationStore
    private let population: Population

    init() throws {
        let set = try DigitsFeed.digits(every: 12)
        store = try ActivationPass.run(set, through: DigitsFeed.make(), at: place.location)
        population = Population(
            samples: store.samples, classOf: store.samples.map { set.samples[$0].label ?? -1 },
            classNames: set.classNames)
    }

    @Test("the confusion matrix counts answers, and what no class of the data is as others")
    func confusion() {
        let small = Population(
            samples: [0, 1, 2, 3, 4], classOf: [0, 0, 1, 1, -1], classNames: ["cat", "dog"])
        let answers = SampleAnswers(predictions: [5, 7, 7, 9, 5], probabilities: [1, 1, 1, 1, 1])
        let found = SampleConfusion(small, answers, networkClassOf: [5, 7])
        #expect(found.counts == [[1, 1, 0], [0, 1, 1]])
        #expect(found.accuracy == 0.5)
        #expect(found.recall == [0.5, 0.5])
        #expect(found.precision == [1, 0.5])
        #expect(found.sampleCount == 4)
        let unknown = SampleConfusion(small, answers, networkClassOf: [nil, 7])
        #expect(unknown.counts == [[0, 0, 0], [0, 1, 1]])
        #expect(unknown.recall == [nil, 0.5])
    }

    @Test(
        "pruning nothing keeps the accuracy, pruning all leaves one answer, and the curve is what silencing gives"
    )
    func pruning() throws {
        var request = PruningRequest(
            population, layer: 2, networkClassOf: (0..<10).map { $0 }, merging: ClassMerging(classCount: 10))
        request.stepCount = 4
        let curve = try request.result(in: store)
        let answers = try #require(try store.answers(ClassMerging(classCount: 10)))
        let confusion = SampleConfusion(population, answers, networkClassOf: (0..<10).map { $0 })
        #expect(Double(curve.accuracy[0]) == confusion.accuracy.map { Double(Float($0)) })
        #expect(curve.removedCounts.last == store.layers[2].channelCount)
        #expect(curve.accuracy.last.map { $0 < 0.2 } == true)
        let scores = try ChannelScores(of: 2, in: store, population: population, summary: SummaryChoice())
        #expect(curve.order == scores.channels(by: .classDistance).reversed())
        // The second step again, picture by picture.
        let silent = Set(curve.order.prefix(curve.removedCounts[1]))
        var right = 0
        for (sample, label) in zip(population.samples, population.classOf) {
            let input = store.feed.preprocessing.tensor(from: try store.fittedPicture(sample))
            let logits = try store.feed.runner.logits(
                batch: input, silencing: [silent], of: store.feed.layers[1])[0].values
            right += logits.firstIndex(of: logits.max() ?? 0) == label ? 1 : 0
        }
        #expect(curve.accuracy[1] == Float(right) / Float(population.count))
    }

    @Test("fewer channels than steps make a step a channel")
    func fewChannels() throws {
        var request = PruningRequest(
            population, layer: 1, networkClassOf: (0..<10).map { $0 }, merging: ClassMerging(classCount: 10))
        request.stepCount = 20
        let curve = try request.result(in: store)
        #expect(curve.removedCounts == Array(0...store.layers[1].channelCount))
    }

    @Test("exemplars belong to their clusters, and the clusters make up the class")
    func representatives() throws {
        var request = RepresentativesRequest(population, classIndex: 3)
        request.count = 3
        let found = try request.result(in: store)
        #expect(found.exemplars.count == 3)
        for (exemplar, cluster) in zip(found.exemplars, found.clusters) {
            #expect(cluster.contains(exemplar))
        }
        #expect(found.clusters.map(\.count) == found.clusters.map(\.count).sorted(by: >))
        #expect(found.clusters.joined().sorted() == population.membersByClass[3])
    }

    @Test("a heatmap's rows are the summaries of the shown pictures")
    func heatmap() throws {
        let shown = population.shown(atMostPerClass: 2)
        let found = try HeatmapRequest(population, layer: 2, perClass: 2).result(in: store)
        let summaries = try store.summaries(
            of: 2, SummaryChoice(), samples: shown.map { population.samples[$0] })
        for channel in [0, 5, 15] {
            for picture in [0, 7, 19] {
                #expect(found.values[channel, picture] == summaries[picture, channel])
            }
        }
    }

    @Test("percentiles are numpy's, off the diagonal")
    func percentiles() throws {
        let shown = population.shown(atMostPerClass: 3)
        let found = try SharedChannelsRequest(population, layer: 3, perClass: 3).result(in: store)
        var values: [Float] = []
        for row in shown.indices {
            for column in shown.indices where row != column { values.append(found.matrix[row, column]) }
        }
        values.sort()
        let place = 0.99 * Double(values.count - 1)
        let low = Double(values[Int(place)])
        let expected = low + (Double(values[Int(place) + 1]) - low) * (place - Double(Int(place)))
        #expect(abs(Double(found.percentiles.upperBound) - expected) < 1e-5)
    }

    @Test("the hierarchy's similarities are the class means, and its merges fall")
    func hierarchy() throws {
        let means = ClassMeansRequest(population, layer: 3)
        let found = try HierarchyRequest(means).result(in: store)
        let all = try means.result(in: store).matrix
        #expect(found.classes == Array(0..<10))
        #expect(found.similarity[2, 7] == all[2, 7])
        let heights = found.linkage.merges.map(\.height)
        #expect(heights == heights.sorted())
    }

    @Test("too many whole activations are refused in a sentence")
    func tooLarge() throws {
        let many = Array(repeating: 0, count: 2_000_000)
        #expect(throws: SampleAnalysisError.self) {
            _ = try store.activations(
                of: store.operation(of: LayerAspect(layer: 1, side: .after)), samples: many)
        }
    }

    @Test("a method without a seed is steady")
    func steadiness() throws {
        var embedding = EmbeddingRequest(population, layer: 4)
        embedding.method = .pca
        let found = try StabilityRequest(embedding).result(in: store)
        #expect(found.mean == 1 && found.seedCount == 1)
    }
}
