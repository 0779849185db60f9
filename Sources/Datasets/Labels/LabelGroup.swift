/// Classes of a network that may count as one: cars, convertibles and sports cars.
public struct LabelGroup: Sendable, Hashable {
    /// What they are called together.
    public var name: String
    /// The network's own classes, ascending and each once.
    public var members: [Int]
    /// Whether they count as one now.
    public var isOn: Bool

    /// A group; see the properties for the meaning of the parameters.
    public init(name: String, members: some Sequence<Int>, isOn: Bool = true) {
        self.name = name
        self.members = Set(members).sorted()
        self.isOn = isOn
    }
}

/// What keeps labels from becoming a group; `description` is the sentence for the user.
public enum LabelGroupError: Error, Equatable, CustomStringConvertible {
    /// It has no name.
    case noName
    /// It has fewer than two labels.
    case tooFew
    /// It has all labels, so that nothing is left to be told apart.
    case all
    /// There is a group of that name.
    case groupExists(String)
    /// There is a label of that name, which is not in the group.
    case labelExists(String)
    /// A label is in another group that is on.
    case taken(label: String, group: String)
    /// There is no such group.
    case unknown(String)

    /// The error in one sentence.
    public var description: String {
        switch self {
        case .noName: "A group needs a name."
        case .tooFew: "A group needs at least two labels."
        case .all: "A group of all labels leaves nothing to tell apart: leave one out."
        case .groupExists(let name): "There is a group \"\(name)\" already: choose another name."
        case .labelExists(let name):
            "There is a label \"\(name)\" outside of the group: choose another name."
        case .taken(let label, let group):
            "\"\(label)\" is in the group \"\(group)\" already: a label counts in one group only. Switch "
                + "\"\(group)\" off first."
        case .unknown(let name): "There is no group \"\(name)\"."
        }
    }
}
