import Foundation
import Workbench

/// One of the answers of a network to a picture.
public struct PictureAnswer: Sendable, Equatable {
    /// The class's name.
    public var name: String
    /// Its index in the data set, for the mark; -1: the data set does not have it.
    public var classIndex: Int
    /// How probable it is, 0...1.
    public var probability: Float

    /// The most probable answers to a sample of the open data set, the first one first, groups of labels counting as
    /// one; empty where the network is no classifier.
    @MainActor public static func top(_ count: Int, for sample: Int, in state: AppState) -> [PictureAnswer] {
        guard let store = state.samples.store, let network = state.network, state.samples.answers != nil,
            let own = try? store.ownLogits(samples: [sample]).values, !own.isEmpty
        else { return [] }
        let facts = SampleFacts(state)
        return top(count, logits: network.merging.logits(own)).map { index, probability in
            let label = facts.label(ofNetworkClass: index)
            return PictureAnswer(name: label.name, classIndex: label.classIndex, probability: probability)
        }
    }

    /// The most probable classes by their logits, with their probabilities (softmax).
    static func top(_ count: Int, logits: [Float]) -> [(index: Int, probability: Float)] {
        guard let largest = logits.max() else { return [] }
        let powers = logits.map { exp(Double($0 - largest)) }
        let sum = powers.reduce(0, +)
        return logits.indices.sorted { (logits[$0], $1) > (logits[$1], $0) }.prefix(count).map {
            ($0, Float(powers[$0] / sum))
        }
    }
}
