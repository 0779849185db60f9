/// The names of a network's classes, what they mean and which belong together.
public struct Labels: Sendable, Hashable {
    /// One name a class, in the order of the network's outputs.
    public let names: [String]
    /// One sentence a class, where the sidecar has them.
    public let meanings: [String]?
    /// The classes of every group, ascending and each once.
    public let groups: [String: [Int]]

    /// Names without a sidecar: "class 0", "class 1" and so on.
    public init(classCount: Int) {
        self.init(names: (0..<classCount).map(Self.defaultName), meanings: nil, groups: [:])
    }

    /// The names that a sidecar gives to a network of `classCount` outputs.
    ///
    /// - Throws: `SidecarError` where a count does not fit or a group names a class that does not exist.
    public init(_ sidecar: Sidecar?, classCount: Int) throws(SidecarError) {
        guard let sidecar else {
            self.init(classCount: classCount)
            return
        }
        for (key, list) in [("labels", sidecar.labels), ("meanings", sidecar.meanings)] {
            guard let list, list.count != classCount else { continue }
            throw .wrongCount(key: key, count: list.count, outputs: classCount)
        }
        for (group, classes) in (sidecar.groups ?? [:]).sorted(by: { $0.key < $1.key }) {
            guard let outside = classes.first(where: { $0 >= classCount }) else { continue }
            throw .doesNotFit(
                file: sidecar.file, key: "groups",
                conflict: "puts class \(outside) into \"\(group)\", but the network's classes are "
                    + "0 to \(classCount - 1)")
        }
        self.init(
            names: sidecar.labels ?? (0..<classCount).map(Self.defaultName), meanings: sidecar.meanings,
            groups: (sidecar.groups ?? [:]).mapValues { Set($0).sorted() })
    }

    private init(names: [String], meanings: [String]?, groups: [String: [Int]]) {
        self.names = names
        self.meanings = meanings
        self.groups = groups
    }

    private static func defaultName(of classIndex: Int) -> String { "class \(classIndex)" }

    /// The name of a class; "class 17" where there is none.
    public func name(of classIndex: Int) -> String {
        names.indices.contains(classIndex) ? names[classIndex] : Self.defaultName(of: classIndex)
    }

    /// The sentence that says what a class is.
    public func meaning(of classIndex: Int) -> String? {
        guard let meanings, meanings.indices.contains(classIndex) else { return nil }
        return meanings[classIndex]
    }
}
