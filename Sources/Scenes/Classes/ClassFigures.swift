import Analysis
import Samples

/// Who is in which class, and what the network takes them for, counted.
struct ClassFigures: Sendable {
    /// The samples that are looked at, by class; those of no class last.
    let members: [[Int]]
    /// Counts by true and predicted class, "none of these" last; nil where the network is no classifier.
    let confusion: ConfusionMatrix?
    /// Samples that are right, and those of which somebody can say.
    let rightCount, judgedCount: Int
    /// The wrong samples, the surest first.
    let wrong: [Int]

    private let networkClassOf: [Int?]

    /// Counts the samples of a population.
    init(_ population: Population, _ facts: SampleFacts) {
        let classCount = population.classNames.count
        var members = [[Int]](repeating: [], count: classCount + 1)
        for (sample, own) in zip(population.samples, population.classOf) {
            members[own < 0 ? classCount : own].append(sample)
        }
        self.members = members
        networkClassOf = facts.networkClassOf
        guard facts.hasAnswers else {
            (confusion, rightCount, judgedCount, wrong) = (nil, 0, 0, [])
            return
        }
        confusion = ConfusionMatrix(
            trueClasses: population.classOf,
            predictedClasses: population.samples.map { sample in
                facts.predictedClass(of: sample).map { $0 < 0 ? classCount : $0 } ?? -1
            }, classCount: classCount + 1)
        let verdicts = population.samples.map { (sample: $0, isRight: facts.isRight($0)) }
        rightCount = verdicts.count { $0.isRight == true }
        wrong = facts.leastTypicalFirst(verdicts.filter { $0.isRight == false }.map(\.sample))
        judgedCount = rightCount + wrong.count
    }

    /// The number of classes.
    var classCount: Int { members.count - 1 }

    /// The share of all judged samples that are right.
    var accuracy: Float? { judgedCount > 0 ? Float(rightCount) / Float(judgedCount) : nil }

    /// The share of a class that is right; nil where nobody can say.
    func recall(of index: Int) -> Float? { isJudged(index) ? confusion?.recall(of: index).map { Float($0) } : nil }

    /// The share of what is taken for a class that is of it.
    func precision(of index: Int) -> Float? {
        isJudged(index) ? confusion?.precision(of: index).map { Float($0) } : nil
    }

    /// The harmonic mean of both.
    func f1(of index: Int) -> Float? { isJudged(index) ? confusion?.f1(of: index).map { Float($0) } : nil }

    private func isJudged(_ index: Int) -> Bool {
        networkClassOf.indices.contains(index) && networkClassOf[index] != nil
    }

    /// The samples of a class that are taken for a class; `predicted` -1: for none of these.
    func samples(of own: Int, takenFor predicted: Int, _ facts: SampleFacts) -> [Int] {
        members[own].filter { facts.predictedClass(of: $0) == predicted }
    }
}
