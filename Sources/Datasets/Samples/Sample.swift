/// One picture of a data set; its pixels are read when they are needed.
public struct Sample: Sendable, Hashable {
    /// Its path below the data set's folder, or its number in a stack.
    public let name: String
    /// Its class, an index into `SampleSet.classNames`; nil where nothing says it.
    public let label: Int?

    /// A sample of a name and a class.
    public init(name: String, label: Int?) {
        self.name = name
        self.label = label
    }
}

/// A file of a data set that could not be taken.
public struct SkippedFile: Sendable, Hashable {
    /// Its path below the data set's folder.
    public let name: String
    /// Why, as a sentence.
    public let reason: String

    /// A file and the reason.
    public init(name: String, reason: String) {
        self.name = name
        self.reason = reason
    }
}
