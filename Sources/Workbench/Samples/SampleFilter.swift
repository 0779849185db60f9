/// Which samples the Neighbors scene draws and lists: those that are of one class, or taken for one.
public struct SampleFilter: Sendable, Hashable {
    /// The class, an index into the data set's; nil: any.
    public var label: Int?
    /// The class that the network takes them for, an index into the data set's; -1: none of these; nil: any.
    public var prediction: Int?

    /// All samples.
    public init() {}

    /// Whether all samples are let through.
    public var isOpen: Bool { self == SampleFilter() }
}
