import Analysis
import Samples

/// Who is in which class, and what the network takes them for, counted once.
final class ClassFigures: Sendable {
    /// Precision, recall and their harmonic mean of a class, 0...1; nil where they cannot be said.
    struct Quality: Sendable, Equatable {
        var recall, precision, f1: Float?
    }

    /// The samples that are looked at, by class; those of no class last.
    let members: [[Int]]
    /// Counts by true and predicted class, "none of these" last; nil where the network is no classifier.
    let confusion: ConfusionMatrix?
    /// How well each class is told; nil for those that the network does not have.
    let qualities: [Quality?]
    /// Samples that are right, and those of which somebody can say.
    let rightCount, judgedCount: Int
    /// The wrong samples, the surest first.
    let wrong: [Int]

    /// Counts the samples of a population.
    init(_ population: Population, _ facts: SampleFacts) {
        let classCount = population.classNames.count
        var members = [[Int]](repeating: [], count: classCount + 1)
        for (sample, own) in zip(population.samples, population.classOf) {
            members[own < 0 ? classCount : own].append(sample)
        }
        self.members = members
        guard facts.hasAnswers else {
            (confusion, rightCount, judgedCount, wrong) = (nil, 0, 0, [])
            qualities = Array(repeating: nil, count: classCount)
            return
        }
        let confusion = ConfusionMatrix(
            trueClasses: population.classOf,
            predictedClasses: population.samples.map { sample in
                facts.predictedClass(of: sample).map { $0 < 0 ? classCount : $0 } ?? -1
            }, classCount: classCount + 1)
        qualities = (0..<classCount).map { index in
            let network = facts.networkClassOf.indices.contains(index) ? facts.networkClassOf[index] : nil
            return network.map { _ in Quality(confusion, index) }
        }
        self.confusion = confusion
        let verdicts = population.samples.map { (sample: $0, isRight: facts.isRight($0)) }
        rightCount = verdicts.count { $0.isRight == true }
        wrong = facts.leastTypicalFirst(verdicts.filter { $0.isRight == false }.map(\.sample))
        judgedCount = rightCount + wrong.count
    }

    /// The number of classes.
    var classCount: Int { members.count - 1 }

    /// The share of all judged samples that are right.
    var accuracy: Float? { judgedCount > 0 ? Float(rightCount) / Float(judgedCount) : nil }
}

extension ClassFigures.Quality {
    fileprivate init(_ confusion: ConfusionMatrix, _ index: Int) {
        recall = confusion.recall(of: index).map { Float($0) }
        precision = confusion.precision(of: index).map { Float($0) }
        f1 = confusion.f1(of: index).map { Float($0) }
    }
}
