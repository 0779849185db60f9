/// What the network takes the samples of each class for.
public struct SampleConfusion: Sendable, Equatable {
    /// `[class][class]` of the population; the last column counts answers that are none of its classes.
    public let counts: [[Int]]
    /// Right ones among all samples whose class the network knows; nil: there is none.
    public let accuracy: Double?
    /// For each class of the population: of those taken for it, the share that is; nil: none is taken for it.
    public let precision: [Double?]
    /// For each class of the population: the share that is taken for it; nil: it has no samples.
    public let recall: [Double?]
    /// The harmonic mean of both.
    public let f1: [Double?]
    /// How many samples were counted: those whose class the network knows.
    public let sampleCount: Int

    /// Counts.
    ///
    /// - Parameters:
    ///   - networkClassOf: the class of the network that each class of the population is; nil: none.
    public init(_ population: Population, _ answers: SampleAnswers, networkClassOf: [Int?]) {
        let count = population.classNames.count
        var ownOf: [Int: Int] = [:]
        for (own, network) in networkClassOf.enumerated().reversed() {
            if let network { ownOf[network] = own }
        }
        var counts = [[Int]](repeating: [Int](repeating: 0, count: count + 1), count: count)
        for (sample, index) in zip(population.samples, population.classOf)
        where index >= 0 && networkClassOf[index] != nil {
            // Two classes of the data may be one of the network: then either is right.
            let predicted = answers.predictions[sample]
            let isRight = networkClassOf[index] == predicted
            counts[index][isRight ? index : ownOf[predicted] ?? count] += 1
        }
        self.counts = counts
        let all = counts.joined().reduce(0, +)
        let right = (0..<count).reduce(0) { $0 + counts[$1][$1] }
        sampleCount = all
        accuracy = all > 0 ? Double(right) / Double(all) : nil
        var (precision, recall, f1): ([Double?], [Double?], [Double?]) = ([], [], [])
        for index in 0..<count {
            let taken = counts.reduce(0) { $0 + $1[index] }
            let members = counts[index].reduce(0, +)
            let hits = counts[index][index]
            precision.append(taken > 0 ? Double(hits) / Double(taken) : nil)
            recall.append(members > 0 ? Double(hits) / Double(members) : nil)
            f1.append(taken + members > 0 ? 2 * Double(hits) / Double(taken + members) : nil)
        }
        (self.precision, self.recall, self.f1) = (precision, recall, f1)
    }
}
