import Analysis
import Datasets
import Foundation
import Inference
import Samples
import Synchronization
import Tensors
import TestSupport
import Testing

@Suite("A data set's pass through a network")
struct ActivationPassTests {
    @Test("summaries are those of each picture's maps, before and after the activation")
    func summaries() throws {
        let place = DigitsFeed.Place()
        let (set, feed) = (try DigitsFeed.digits(every: 180), try DigitsFeed.make())
        let store = try ActivationPass.run(set, through: feed, at: place.location)
        #expect(store.doneCount == set.samples.count)
        let samples = Array(set.samples.indices)
        for stage in store.layers {
            guard case .layer(let id) = stage.source else { continue }
            for kind in SummaryKind.allCases {
                let after = try store.summaries(of: stage.id, SummaryChoice(kind, .after), samples: samples)
                for sample in [0, samples.count - 1] {
                    let run = try feed.runner.run(
                        feed.preprocessing.tensor(from: store.fittedPicture(sample)))
                    let expected = ChannelSummaries.of(run.mapsWithChannelsLast(of: feed.layers[id]))
                    let channels = stage.channelCount
                    let row = expected.values[kind.row * channels..<(kind.row + 1) * channels]
                    let found = after.values[sample * channels..<(sample + 1) * channels]
                    #expect(
                        Tolerance.close.mismatch(Array(found), Array(row)) == nil, "\(stage.name) \(kind)")
                }
            }
            let before = try store.activations(
                of: store.operation(of: LayerAspect(layer: stage.id, side: .before)), samples: samples)
            let after = try store.activations(
                of: store.operation(of: LayerAspect(layer: stage.id, side: .after)), samples: samples)
            #expect(Tolerance.close.mismatch(before.values.map { max($0, 0) }, after.values) == nil)
            let largest = try #require(before.values.map(abs).max())
            let summarized = try store.summaries(of: stage.id, SummaryChoice(.max, .before), samples: samples)
            #expect(summarized.values.max() == largest)
            let range = store.range(of: stage.id, side: .before)
            #expect(range.lowerBound == before.values.min() && range.upperBound == before.values.max())
        }
    }

    @Test("answers are those of runs one by one")
    func answers() throws {
        let place = DigitsFeed.Place()
        let (set, feed) = (try DigitsFeed.digits(every: 100), try DigitsFeed.make())
        let store = try ActivationPass.run(set, through: feed, at: place.location)
        let answers = try #require(try store.answers(ClassMerging(classCount: 10)))
        for sample in set.samples.indices {
            let probabilities = try feed.runner.run(
                feed.preprocessing.tensor(from: store.fittedPicture(sample))
            ).probabilities
            let best = try #require(probabilities.indices.max { probabilities[$0] < probabilities[$1] })
            #expect(answers.predictions[sample] == best)
            #expect(abs(answers.probabilities[sample] - probabilities[best]) < 1e-5)
        }
        let odd = ClassMerging([LabelGroup(name: "odd", members: [1, 3, 5, 7, 9])], classCount: 10)
        let merged = try #require(try store.answers(odd))
        #expect(merged.predictions.allSatisfy { $0 < odd.shownCount })
        #expect(zip(merged.predictions, answers.predictions).allSatisfy { odd.shownIndices[$1] == $0 })
    }

    @Test("a pass that was ended is taken up where it stopped, and gives what one pass gives")
    func resuming() throws {
        let (place, other) = (DigitsFeed.Place(), DigitsFeed.Place())
        let (set, feed) = (try DigitsFeed.digits(every: 10), try DigitsFeed.make())
        let questions = Mutex(0)
        let part = try ActivationPass.run(
            set, through: feed, at: place.location,
            isStopped: {
                questions.withLock { count in
                    count += 1
                    return count > 20
                }
            })
        #expect(part.doneCount > 0 && part.doneCount < set.samples.count)
        let first = Mutex<Int?>(nil)
        let rest = try ActivationPass.run(
            set, through: feed, at: place.location,
            progress: { done, _ in first.withLock { $0 = $0 ?? done } })
        #expect(first.withLock { $0 } == part.doneCount)
        let whole = try ActivationPass.run(set, through: feed, at: other.location)
        let samples = Array(set.samples.indices)
        for stage in whole.layers {
            let (found, expected) = (
                try rest.summaries(of: stage.id, SummaryChoice(), samples: samples),
                try whole.summaries(of: stage.id, SummaryChoice(), samples: samples)
            )
            #expect(Tolerance.close.mismatch(found, expected) == nil)
        }
        #expect(try rest.ownLogits(samples: samples).count == samples.count * 10)
    }

    @Test("a store is found again by model, data and feeding, and by nothing else")
    func keys() throws {
        let place = DigitsFeed.Place()
        let set = try DigitsFeed.digits(every: 300)
        _ = try ActivationPass.run(set, through: DigitsFeed.make(), at: place.location)
        #expect(try runCount(set, DigitsFeed.make(), place) == 0)
        #expect(try runCount(set, DigitsFeed.make(fingerprint: "other"), place) == set.samples.count)
        #expect(try runCount(DigitsFeed.digits(every: 250), DigitsFeed.make(), place) > 0)
    }

    /// How many samples are run anew.
    private func runCount(_ set: SampleSet, _ feed: SampleFeed, _ place: DigitsFeed.Place) throws -> Int {
        let first = Mutex<Int?>(nil)
        _ = try ActivationPass.run(
            set, through: feed, at: place.location,
            progress: { done, _ in first.withLock { $0 = $0 ?? done } })
        return set.samples.count - (first.withLock { $0 } ?? 0)
    }

    @Test("pictures that cannot be read are left out, with their reasons")
    func broken() throws {
        let place = DigitsFeed.Place()
        let folder = FileManager.default.temporaryDirectory.appending(path: "convoscope-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        for name in ["a", "b"] {
            try FileManager.default.createDirectory(
                at: folder.appending(path: name), withIntermediateDirectories: true)
        }
        let picture = Picture(width: 8, height: 8, red: 200, green: 100, blue: 0)
        try PictureFile.writePNG(picture, to: folder.appending(path: "a/good.png"))
        try PictureFile.writePNG(picture, to: folder.appending(path: "b/good.png"))
        let whole = try Data(contentsOf: folder.appending(path: "b/good.png"))
        try whole.prefix(whole.count / 2).write(to: folder.appending(path: "b/cut.png"))
        let set = try SampleSet.open(folder)
        let store = try ActivationPass.run(set, through: DigitsFeed.make(), at: place.location)
        #expect(store.doneCount == set.samples.count)
        let names = store.broken.keys.map { set.samples[$0].name }
        #expect(names.count + set.skipped.count == 1)
        #expect(store.samples.count == 2)
        #expect(store.broken.values.allSatisfy { $0.hasSuffix(".") })
    }
}
