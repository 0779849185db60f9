import Foundation

extension Sidecar {
    /// The keys that say how pictures are fed, as `writeValues` writes them.
    public static let valueKeys = ["mean", "deviation", "channelOrder"]
    /// The keys that say which classes belong together, as `writeGroups` writes them.
    public static let groupKeys = ["groups", "mergedGroups"]

    /// Writes mean, deviation and order of the channels into the sidecar at `url`; what else it says stays.
    ///
    /// - Throws: `SidecarError.notJSON`, `.notAnObject` where there is a file that is no sidecar, `.unwritable`.
    public static func writeValues(of preprocessing: Preprocessing, to url: URL) throws(SidecarError) {
        // The shortest decimal that is the same 32-bit float.
        let list = { (numbers: [Float]) in
            JSONValue.list(numbers.map { .number(Double("\($0)") ?? Double($0)) })
        }
        try change(url) { entries in
            entries["mean"] = list(preprocessing.mean)
            entries["deviation"] = list(preprocessing.deviation)
            entries["channelOrder"] = .string(preprocessing.channelOrder.rawValue)
        }
    }

    /// Writes groups of labels, and which of them are on, into the sidecar at `url`; what else it says stays.
    ///
    /// - Throws: as `writeValues`.
    public static func writeGroups(_ groups: [LabelGroup], to url: URL) throws(SidecarError) {
        let members = groups.map { ($0.name, JSONValue.list($0.members.map { .number(Double($0)) })) }
        try change(url) { entries in
            entries["groups"] = .object(Dictionary(members) { first, _ in first })
            entries["mergedGroups"] = .list(groups.filter(\.isOn).map { .string($0.name) })
        }
    }

    /// Takes keys out of the sidecar at `url`; one that says nothing any more is removed.
    ///
    /// - Throws: as `writeValues`.
    public static func remove(_ keys: [String], from url: URL) throws(SidecarError) {
        guard FileManager.default.fileExists(atPath: url.path) else { return }
        var isEmpty = false
        try change(url) { entries in
            for key in keys { entries[key] = nil }
            isEmpty = entries.isEmpty
        }
        if isEmpty { try? FileManager.default.removeItem(at: url) }
    }

    private static func change(
        _ url: URL, _ body: (inout [String: JSONValue]) -> Void
    ) throws(SidecarError) {
        let file = url.lastPathComponent
        var entries: [String: JSONValue] = [:]
        if FileManager.default.fileExists(atPath: url.path) {
            let content = try JSONValue.read(url, file: file)
            guard case .object(let known) = content, !LabelJSON(value: content).isMereList else {
                throw .notAnObject(file: file)
            }
            entries = known
        }
        body(&entries)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        do {
            try encoder.encode(JSONValue.object(entries)).write(to: url, options: .atomic)
        } catch {
            throw .unwritable(file: file)
        }
    }

    /// The same sidecar with what the user has chosen and is kept in another one: the mean, deviation and order of the
    /// channels, and the groups of labels.
    public func takingValues(of other: Sidecar) -> Sidecar {
        var sidecar = self
        if other.mean != nil || other.deviation != nil {
            (sidecar.mean, sidecar.deviation) = (other.mean, other.deviation)
            sidecar.channelOrder = other.channelOrder ?? channelOrder
        }
        if other.groups != nil {
            (sidecar.groups, sidecar.mergedGroups) = (other.groups, other.mergedGroups)
        }
        return sidecar
    }
}
