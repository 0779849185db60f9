import Datasets
import Rendering
import Samples
import Workbench

/// What is known of single samples: which class they are in, and what the network takes them for.
public struct SampleFacts: Sendable {
    /// The names of the classes.
    public let classNames: [String]
    /// The class of every sample of the data set, an index into `classNames`; -1: none.
    public let classOf: [Int]
    /// The class of the network that each class is; nil: none.
    public let networkClassOf: [Int?]
    /// Whether the network is a classifier.
    public let hasAnswers: Bool

    private let samples: [Sample]
    private let answers: SampleAnswers?
    private let labels: [String]
    private let classOfNetworkClass: [Int: Int]

    /// What a state knows.
    @MainActor public init(_ state: AppState) {
        let samples = state.samples
        self.init(
            classNames: samples.classes.classes.map(\.name), classOf: samples.classes.classOf,
            networkClassOf: samples.networkClassOf, answers: samples.answers,
            labels: state.network?.labels.names ?? [], samples: samples.set?.samples ?? [])
    }

    /// See the properties for the meaning of the parameters; `labels` are the network's.
    init(
        classNames: [String], classOf: [Int], networkClassOf: [Int?], answers: SampleAnswers?,
        labels: [String],
        samples: [Sample]
    ) {
        (self.classNames, self.classOf, self.networkClassOf) = (classNames, classOf, networkClassOf)
        (self.answers, self.labels, self.samples) = (answers, labels, samples)
        hasAnswers = answers != nil
        classOfNetworkClass = Dictionary(
            networkClassOf.enumerated().compactMap { index, network in network.map { ($0, index) } },
            uniquingKeysWith: { first, _ in first })
    }

    /// The class of a sample, an index into `classNames`; nil: none.
    public func ownClass(of sample: Int) -> Int? {
        classOf.indices.contains(sample) && classOf[sample] >= 0 ? classOf[sample] : nil
    }

    /// What the network takes a sample for, an index into `classNames`; -1: for none of these; nil: it was not asked.
    public func predictedClass(of sample: Int) -> Int? {
        prediction(of: sample).map { classOfNetworkClass[$0] ?? -1 }
    }

    /// Whether the network takes a sample for what it is; nil: nobody can say.
    public func isRight(_ sample: Int) -> Bool? {
        guard let own = ownClass(of: sample), networkClassOf.indices.contains(own),
            let wanted = networkClassOf[own], let predicted = prediction(of: sample)
        else { return nil }
        return predicted == wanted
    }

    /// How sure the network is of its answer, 0...1; 0 where it was not asked.
    public func probability(of sample: Int) -> Float {
        answers.map { $0.probabilities.indices.contains(sample) ? $0.probabilities[sample] : 0 } ?? 0
    }

    /// What a sample is called.
    public func name(of sample: Int) -> String {
        let name = samples.indices.contains(sample) ? samples[sample].name : "\(sample)"
        return name.allSatisfy(\.isNumber) ? "no. \(name)" : name
    }

    /// The samples in an order for looking through them: the wrong ones first, of those the surest, then the right
    /// ones that the network is least sure of.
    public func leastTypicalFirst(_ samples: some Sequence<Int>) -> [Int] {
        let keyed = samples.map { sample in
            let isWrong = isRight(sample) == false
            let surety = probability(of: sample)
            return (group: isWrong ? 0 : 1, surety: isWrong ? -surety : surety, sample: sample)
        }
        return keyed.sorted { ($0.group, $0.surety, $0.sample) < ($1.group, $1.surety, $1.sample) }.map(
            \.sample)
    }

    /// A class by name and mark; nil: no class.
    func label(ofClass index: Int) -> SampleCard.Label? {
        classNames.indices.contains(index) ? .init(name: classNames[index], classIndex: index) : nil
    }

    /// A class of the network by name and mark.
    func label(ofNetworkClass predicted: Int) -> SampleCard.Label {
        let index = classOfNetworkClass[predicted] ?? -1
        let name =
            label(ofClass: index)?.name ?? (labels.indices.contains(predicted) ? labels[predicted] : "?")
        return .init(name: name, classIndex: index)
    }

    /// What the network says of a sample.
    func answer(of sample: Int) -> SampleCard.Answer? {
        guard let predicted = prediction(of: sample) else { return nil }
        return SampleCard.Answer(
            label: label(ofNetworkClass: predicted), probability: probability(of: sample),
            isRight: isRight(sample))
    }

    /// What the card of a sample tells.
    func card(of sample: Int, image: DisplayImage?, remarks: [String] = []) -> SampleCard.Content {
        SampleCard.Content(
            image: image, name: name(of: sample), label: ownClass(of: sample).flatMap { label(ofClass: $0) },
            answer: answer(of: sample), remarks: remarks)
    }

    private func prediction(of sample: Int) -> Int? {
        guard let answers, answers.predictions.indices.contains(sample), answers.predictions[sample] >= 0
        else {
            return nil
        }
        return answers.predictions[sample]
    }
}
