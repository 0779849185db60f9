import Foundation

/// The names of a network's classes, what they mean and which belong together.
public struct Labels: Sendable, Hashable {
    /// One name a class, in the order of the network's outputs.
    public let names: [String]
    /// One sentence a class, where the sidecar has them.
    public let meanings: [String]?
    /// The classes of every group, ascending and each once.
    public let groups: [String: [Int]]
    /// The groups whose classes count as one from the start.
    public private(set) var mergedGroups: [String] = []
    /// Where the names come from; nil: nowhere, they are numbers.
    public internal(set) var origin: Origin?
    /// What a reader should know about the names: that none fitted, or that a background class was recognised.
    public internal(set) var remark: String?

    /// Where labels come from.
    public enum Origin: Sendable, Hashable {
        /// The sidecar has them.
        case sidecar(file: String)
        /// Another file beside the model does.
        case file(String)
        /// The model's file does.
        case model

        /// The source in words.
        public var words: String {
            switch self {
            case .sidecar(let file), .file(let file): file
            case .model: "the model's metadata"
            }
        }
    }

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
        var fitted: (names: ClassNames?, remark: String?)
        if let labels = sidecar.labels {
            let named = ClassNames(labels, meanings: sidecar.meanings)
            fitted = BackgroundClass.fit(named, classCount: classCount, source: sidecar.file)
            guard fitted.names != nil else {
                throw .wrongCount(key: "labels", count: labels.count, outputs: classCount)
            }
        }
        let meanings = fitted.names?.meanings ?? sidecar.meanings
        if let meanings, meanings.count != classCount {
            throw .wrongCount(key: "meanings", count: meanings.count, outputs: classCount)
        }
        try Self.check(sidecar.groups ?? [:], file: sidecar.file, classCount: classCount)
        self.init(
            names: fitted.names?.names ?? (0..<classCount).map(Self.defaultName), meanings: meanings,
            groups: (sidecar.groups ?? [:]).mapValues { Set($0).sorted() })
        mergedGroups = sidecar.mergedGroups ?? []
        origin = fitted.names == nil ? nil : .sidecar(file: sidecar.file)
        remark = fitted.remark
    }

    /// The names of a network of `classCount` outputs: the sidecar's, else those of the model or of a file beside it
    /// that has as many.
    ///
    /// - Parameter properties: the model's own keys and values.
    /// - Throws: `SidecarError` where the sidecar does not fit; what else does not fit is passed over, and said in
    ///   `remark`.
    public static func find(
        beside model: URL, sidecar: Sidecar?, properties: [String: String] = [:], classCount: Int
    ) throws(SidecarError) -> Labels {
        let labels = try Labels(sidecar, classCount: classCount)
        guard labels.origin == nil else { return labels }
        let search = LabelSearch(beside: model, properties: properties, classCount: classCount)
        var found = Labels(
            names: search.found?.names.names ?? labels.names,
            meanings: labels.meanings ?? search.found?.names.meanings, groups: labels.groups)
        found.mergedGroups = labels.mergedGroups
        found.origin = search.found?.origin
        found.remark = search.remark
        return found
    }

    private static func check(
        _ groups: [String: [Int]], file: String, classCount: Int
    ) throws(SidecarError) {
        for (group, classes) in groups.sorted(by: { $0.key < $1.key }) {
            guard let outside = classes.first(where: { $0 >= classCount }) else { continue }
            throw .doesNotFit(
                file: file, key: "groups",
                conflict: "puts class \(outside) into \"\(group)\", but the network's classes are "
                    + "0 to \(classCount - 1)")
        }
    }

    init(names: [String], meanings: [String]?, groups: [String: [Int]]) {
        self.names = names
        self.meanings = meanings
        self.groups = groups
    }

    private static func defaultName(of classIndex: Int) -> String { "class \(classIndex)" }

    /// Where the names come from, in words.
    public var sourceWords: String { origin.map { "from \($0.words)" } ?? "none found: classes have numbers" }

    /// The name of a class; "class 17" where there is none.
    public func name(of classIndex: Int) -> String {
        names.indices.contains(classIndex) ? names[classIndex] : Self.defaultName(of: classIndex)
    }

    /// What to say about a class where there is room: its meaning, else its whole name.
    public func explanation(of classIndex: Int) -> String { meaning(of: classIndex) ?? name(of: classIndex) }

    /// The sentence that says what a class is.
    public func meaning(of classIndex: Int) -> String? {
        guard let meanings, meanings.indices.contains(classIndex) else { return nil }
        return meanings[classIndex]
    }
}
