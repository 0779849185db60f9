import Samples

/// What becomes of the accuracy while a layer's channels are taken away.
struct PruningContent: Sendable {
    /// A line.
    struct Curve: Sendable, Equatable {
        /// The class; nil: all samples.
        var classIndex: Int?
        /// Its name.
        var name: String
        /// The share of its samples that are right at every step, 0...1.
        var accuracy: [Float]
    }

    /// All samples first, then the classes that have samples.
    var curves: [Curve]
    /// How many channels are gone at every step: from none to all.
    var removedCounts: [Int]
    /// The channels in the order in which they go.
    var order: [Int]
    /// What they are ordered by.
    var ordering: ChannelOrdering
    /// How many samples were counted.
    var sampleCount: Int

    /// How many channels there are.
    var channelCount: Int { order.count }

    /// The share of the channels that are gone at a step.
    func share(_ step: Int) -> Float { Float(removedCounts[step]) / Float(max(channelCount, 1)) }

    /// The last step at which all samples together are at most `loss` less often right than at the start.
    func lastStep(losingAtMost loss: Float) -> Int {
        guard let all = curves.first?.accuracy, let start = all.first else { return 0 }
        return all.firstIndex { $0 < start - loss - 1e-6 }.map { max($0 - 1, 0) } ?? all.count - 1
    }
}
