import Samples
import Workbench

/// The classes that cells are coloured by: those that the samples are in, or those that the network takes them for.
struct CurveLabels: Sendable, Equatable {
    /// Where the classes come from.
    enum Source: Sendable, Equatable {
        /// From the data, or the user.
        case given
        /// From the network.
        case predicted
        /// There are none.
        case none
    }

    /// Where the classes come from.
    var source = Source.none
    /// Whether the network's answers stand in for classes that the data do not have.
    var isStandIn = false
    /// The names of the classes; some may have no sample.
    var names: [String] = []
    /// The class of each sample of the population, an index into `names`; -1: of none of these.
    var classOf: [Int] = []

    /// The samples of each class, by their position in the population.
    var memberCounts: [Int] {
        classOf.reduce(into: [Int](repeating: 0, count: names.count)) { counts, index in
            if index >= 0 { counts[index] += 1 }
        }
    }

    /// Above so many classes cells say whether neighbours are alike, unless the user wants classes.
    static let mostColored = 12
    /// So many classes have a mark and a colour of their own.
    static let mostMarked = 8

    /// How cells are coloured unless the user says otherwise.
    var usualColoring: CurveColoring {
        source != .none && memberCounts.count(where: { $0 > 0 }) > Self.mostColored ? .agreement : .classes
    }

    /// No classes.
    init() {}

    /// See the properties for the meaning of the parameters.
    init(_ source: Source, names: [String], classOf: [Int], isStandIn: Bool = false) {
        (self.source, self.names, self.classOf, self.isStandIn) = (source, names, classOf, isStandIn)
    }
}

/// How cells are coloured (Halnaut et al. 2021, section 3.3).
enum CurveColoring: Sendable, Hashable {
    /// By class: the paper's absolute coloring.
    case classes
    /// By how many of the two neighbours in the order are of the same class: the paper's relative coloring.
    case agreement
}

extension CurveLabels {
    /// The classes of a population.
    ///
    /// - Parameters:
    ///   - usesPredictions: whether the network's answers are wanted.
    ///   - predictions: the network's class of every sample of the data set; -1: none. Nil: it is no classifier.
    ///   - networkNames: the network's classes.
    init(
        _ population: Population, facts: SampleFacts, usesPredictions: Bool, predictions: [Int]?,
        networkNames: [String]
    ) {
        let hasClasses = population.classOf.contains { $0 >= 0 }
        if hasClasses, !usesPredictions || predictions == nil {
            self.init(.given, names: population.classNames, classOf: population.classOf)
        } else if hasClasses {
            let classOf = population.samples.map { facts.predictedClass(of: $0) ?? -1 }
            self.init(.predicted, names: population.classNames, classOf: classOf)
        } else if let predictions {
            self.init(standingIn: population, predictions, networkNames)
        } else {
            self.init(.none, names: [], classOf: population.classOf)
        }
    }

    /// The network's answers as classes, those that occur, in its order.
    private init(standingIn population: Population, _ predictions: [Int], _ names: [String]) {
        let answers = population.samples.map { predictions.indices.contains($0) ? predictions[$0] : -1 }
        let occurring = Set(answers).filter { names.indices.contains($0) }.sorted()
        let indexOf = Dictionary(uniqueKeysWithValues: occurring.enumerated().map { ($1, $0) })
        self.init(
            .predicted, names: occurring.map { names[$0] }, classOf: answers.map { indexOf[$0] ?? -1 },
            isStandIn: true)
    }
}
