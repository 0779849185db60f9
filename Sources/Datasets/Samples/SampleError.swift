/// What can go wrong when a data set is opened; `description` is the sentence for the user.
public enum SampleError: Error, Equatable, CustomStringConvertible {
    /// There is no such file or folder, or it may not be read.
    case unreadable(name: String, reason: String)
    /// A file of a known format contradicts itself or breaks off.
    case broken(name: String, reason: String)
    /// It is read, but no pictures are found in it.
    case notSamples(name: String, reason: String)
    /// The labels do not belong to the pictures, or cannot be told apart from them.
    case labels(name: String, reason: String)

    /// What can be opened, as the end of a sentence.
    static let understood =
        "a folder with a folder a class, a folder of pictures with a CSV of their labels, IDX files (MNIST) or "
        + ".npy stacks"

    /// One sentence or two that say what is wrong and what would do.
    public var description: String {
        switch self {
        case .unreadable(let name, let reason): "\(name) cannot be read: \(reason)."
        case .broken(let name, let reason): "\(name) is broken: \(reason)."
        case .notSamples(let name, let reason):
            "\(name) is no data set: \(reason). Convoscope opens \(Self.understood)."
        case .labels(let name, let reason): "\(name) cannot be used as labels: \(reason)."
        }
    }
}
