import Datasets

/// The classes of a data set and who is in them: as the data say, or as a user has said since.
public struct SampleClasses: Sendable, Equatable {
    /// A class.
    public struct Class: Sendable, Equatable {
        /// Its name.
        public var name: String
        /// Whether a user has made it.
        public var isUserMade: Bool
    }

    /// The classes; those of the data first.
    public internal(set) var classes: [Class] = []
    /// The class of every sample of the data set; -1: none.
    public internal(set) var classOf: [Int] = []
    /// The class of every sample as the data say; -1: none.
    public internal(set) var originalClassOf: [Int] = []
    /// The classes that are looked at; nil: all.
    public internal(set) var narrowed: [Int]?
    /// The samples that are looked at; nil: all of the classes.
    public internal(set) var narrowedSamples: [Int]?

    /// No classes.
    init() {}

    /// The classes of a data set.
    init(_ set: SampleSet) {
        classes = set.classNames.map { Class(name: $0, isUserMade: false) }
        classOf = set.samples.map { $0.label ?? -1 }
        originalClassOf = classOf
    }

    /// How many samples each class has.
    public var counts: [Int] {
        var counts = [Int](repeating: 0, count: classes.count)
        for index in classOf where index >= 0 { counts[index] += 1 }
        return counts
    }
}
