import Datasets
import Foundation

/// What the network says of every sample.
public struct SampleAnswers: Sendable {
    /// The most probable class of the network of each sample, groups of labels counting as one; -1: it was not run.
    public let predictions: [Int]
    /// Its probability, 0...1.
    public let probabilities: [Float]

    /// Answers, one a sample of the data set.
    public init(predictions: [Int], probabilities: [Float]) {
        (self.predictions, self.probabilities) = (predictions, probabilities)
    }
}
