import Foundation

extension Sidecar {
    /// Writes mean, deviation and order of the channels into the sidecar at `url`; what else it says stays.
    ///
    /// - Throws: `SidecarError.notJSON`, `.notAnObject` where there is a file that is no sidecar, `.unwritable`.
    public static func writeValues(of preprocessing: Preprocessing, to url: URL) throws(SidecarError) {
        let file = url.lastPathComponent
        var entries: [String: JSONValue] = [:]
        if FileManager.default.fileExists(atPath: url.path) {
            let content = try JSONValue.read(url, file: file)
            guard case .object(let known) = content, !LabelJSON(value: content).isMereList else {
                throw .notAnObject(file: file)
            }
            entries = known
        }
        // The shortest decimal that is the same 32-bit float.
        let list = { (numbers: [Float]) in
            JSONValue.list(numbers.map { .number(Double("\($0)") ?? Double($0)) })
        }
        entries["mean"] = list(preprocessing.mean)
        entries["deviation"] = list(preprocessing.deviation)
        entries["channelOrder"] = .string(preprocessing.channelOrder.rawValue)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        do {
            try encoder.encode(JSONValue.object(entries)).write(to: url, options: .atomic)
        } catch {
            throw .unwritable(file: file)
        }
    }

    /// The same sidecar with the mean, deviation and order of the channels of another.
    public func takingValues(of other: Sidecar) -> Sidecar {
        guard other.mean != nil || other.deviation != nil else { return self }
        var sidecar = self
        (sidecar.mean, sidecar.deviation) = (other.mean, other.deviation)
        sidecar.channelOrder = other.channelOrder ?? channelOrder
        return sidecar
    }
}
