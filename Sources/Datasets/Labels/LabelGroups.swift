/// The groups of a network's labels, on and off. A class counts in one group at most that is on.
public struct LabelGroups: Sendable, Hashable {
    /// In the order in which they were made; those of a sidecar by name.
    public private(set) var all: [LabelGroup]
    /// The names of the network's own classes.
    public let labels: [String]

    /// No group.
    public init(labels: [String]) { (all, self.labels) = ([], labels) }

    /// The groups that a sidecar offers; off but for those that it says are on. Of two that share a class the second
    /// one stays off.
    public init(_ labels: Labels) {
        self.labels = labels.names
        all = labels.groups.sorted { $0.key < $1.key }.map {
            LabelGroup(name: $0.key, members: $0.value, isOn: false)
        }
        for name in labels.mergedGroups { try? setOn(name, true) }
    }

    /// Those that count as one now.
    public var on: [LabelGroup] { all.filter(\.isOn) }

    /// The group of that name.
    public func group(_ name: String) -> LabelGroup? { all.first { $0.name == name } }

    /// Makes a group that is on.
    ///
    /// Groups that are on and wholly among the members are taken up by it, and go.
    ///
    /// - Parameter members: the network's own classes.
    public mutating func add(name: String, members: some Collection<Int>) throws(LabelGroupError) {
        let new = LabelGroup(name: name.trimmed, members: members)
        let rest = all.filter { !($0.isOn && Set($0.members).isSubset(of: new.members)) }
        try check(new, beside: rest)
        all = rest + [new]
    }

    /// Gives a group another name.
    public mutating func rename(_ name: String, to newName: String) throws(LabelGroupError) {
        let index = try index(of: name)
        guard newName.trimmed != name else { return }
        var group = all[index]
        group.name = newName.trimmed
        try check(group, beside: all.filter { $0.name != name })
        all[index] = group
    }

    /// Forgets a group: its classes count by themselves again.
    public mutating func remove(_ name: String) throws(LabelGroupError) {
        all.remove(at: try index(of: name))
    }

    /// Has a group's classes count as one, or by themselves.
    public mutating func setOn(_ name: String, _ isOn: Bool) throws(LabelGroupError) {
        let index = try index(of: name)
        var group = all[index]
        group.isOn = isOn
        if isOn { try check(group, beside: all.filter { $0.name != name }) }
        all[index] = group
    }

    private func index(of name: String) throws(LabelGroupError) -> Int {
        guard let index = all.firstIndex(where: { $0.name == name }) else { throw .unknown(name) }
        return index
    }

    private func check(_ group: LabelGroup, beside others: [LabelGroup]) throws(LabelGroupError) {
        guard !group.name.isEmpty else { throw .noName }
        guard group.members.count > 1 else { throw .tooFew }
        guard group.members.count < labels.count else { throw .all }
        let name = group.name.lowercased()
        guard !others.contains(where: { $0.name.lowercased() == name }) else {
            throw .groupExists(group.name)
        }
        if let class_ = labels.indices.first(where: { labels[$0].lowercased() == name }),
            !group.members.contains(class_)
        {
            throw .labelExists(labels[class_])
        }
        guard group.isOn else { return }
        for other in others where other.isOn {
            guard let shared = group.members.first(where: other.members.contains) else { continue }
            throw .taken(label: labels[shared], group: other.name)
        }
    }
}

extension String {
    fileprivate var trimmed: String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}
