/// Which classes are taken for which.
public struct ConfusionMatrix: Sendable, Equatable {
    /// How many samples of a class were given a class: `counts[true][predicted]`.
    public let counts: [[Int]]

    /// Counts samples.
    ///
    /// - Parameters:
    ///   - trueClasses: the class of every sample; -1: in none, and then it is not counted.
    ///   - predictedClasses: the class that every sample was given; -1 likewise.
    public init(trueClasses: [Int], predictedClasses: [Int], classCount: Int) {
        precondition(
            trueClasses.count == predictedClasses.count,
            "\(predictedClasses.count) predictions for \(trueClasses.count) samples")
        var counts = [[Int]](repeating: [Int](repeating: 0, count: classCount), count: classCount)
        for (own, predicted) in zip(trueClasses, predictedClasses) where own != -1 && predicted != -1 {
            counts[own][predicted] += 1
        }
        self.counts = counts
    }

    /// How many samples were counted.
    public var sampleCount: Int { counts.joined().reduce(0, +) }

    /// The share of the samples that were given their own class; nil where there are none.
    public var accuracy: Double? { share(counts.indices.reduce(0) { $0 + counts[$1][$1] }, of: sampleCount) }

    /// The share of the samples given this class that are of it; nil where none was given it.
    public func precision(of itsClass: Int) -> Double? {
        share(counts[itsClass][itsClass], of: counts.reduce(0) { $0 + $1[itsClass] })
    }

    /// The share of the samples of this class that were given it; nil where there are none.
    public func recall(of itsClass: Int) -> Double? {
        share(counts[itsClass][itsClass], of: counts[itsClass].reduce(0, +))
    }

    /// The harmonic mean of precision and recall; nil where no sample is of this class or was given it.
    public func f1(of itsClass: Int) -> Double? {
        let total = counts[itsClass].reduce(0, +) + counts.reduce(0) { $0 + $1[itsClass] }
        return share(2 * counts[itsClass][itsClass], of: total)
    }

    private func share(_ part: Int, of whole: Int) -> Double? {
        whole > 0 ? Double(part) / Double(whole) : nil
    }
}
