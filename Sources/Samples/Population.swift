import Synchronization

/// The samples that are looked at, in classes: those of the data set, or those that a user has made.
///
/// Two populations are equal where they are the same one; whoever changes something makes a new one.
public struct Population: Sendable, Hashable {
    /// Tells it from others.
    public let number: UInt64
    /// The same for populations of the same samples, in whatever classes: what does not ask for classes is worked out
    /// once for all of them.
    public let sampleNumber: UInt64
    /// The samples, by their index in the data set, ascending.
    public let samples: [Int]
    /// The class of each, an index into `classNames`; -1: of none. As long as `samples`.
    public let classOf: [Int]
    /// The classes; some may have no sample here.
    public let classNames: [String]

    private static let counter = Atomic<UInt64>(0)

    /// A population; see the properties for the meaning of the parameters.
    ///
    /// - Parameter previous: the one whose place it takes.
    public init(samples: [Int], classOf: [Int], classNames: [String], after previous: Population? = nil) {
        precondition(samples.count == classOf.count, "\(classOf.count) classes of \(samples.count) samples")
        let number = Self.counter.add(1, ordering: .relaxed).newValue
        self.number = number
        sampleNumber = previous.flatMap { $0.samples == samples ? $0.sampleNumber : nil } ?? number
        (self.samples, self.classOf, self.classNames) = (samples, classOf, classNames)
    }

    /// How many samples there are.
    public var count: Int { samples.count }

    /// The position of a sample, given by its index in the data set; nil: it is not looked at.
    public func position(of sample: Int) -> Int? {
        var (low, high) = (0, samples.count)
        while low < high {
            let middle = (low + high) / 2
            if samples[middle] < sample { low = middle + 1 } else { high = middle }
        }
        return low < samples.count && samples[low] == sample ? low : nil
    }

    /// The positions in `samples` of the members of each class.
    public var membersByClass: [[Int]] {
        var members = [[Int]](repeating: [], count: classNames.count)
        for (position, index) in classOf.enumerated() where index >= 0 { members[index].append(position) }
        return members
    }

    /// Positions in `samples` of at most `limit` members a class, grouped by class, spread evenly over each class;
    /// samples of no class come last, as a group of their own. What a matrix shows.
    public func shown(atMostPerClass limit: Int) -> [Int] {
        let others = classOf.indices.filter { classOf[$0] < 0 }
        return (membersByClass + [others]).flatMap { members in
            guard members.count > limit else { return members }
            return (0..<limit).map { members[$0 * members.count / limit] }
        }
    }

    /// By the number alone.
    public static func == (left: Population, right: Population) -> Bool { left.number == right.number }
    /// By the number alone.
    public func hash(into hasher: inout Hasher) { hasher.combine(number) }
}
