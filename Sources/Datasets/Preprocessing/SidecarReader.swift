import Foundation

/// Turns the entries of a sidecar file into a `Sidecar`, one rule a key.
struct SidecarReader {
    let file: String
    let folder: URL
    let entries: [String: JSONValue]

    private static let keys: Set = [
        "size", "mean", "deviation", "channelOrder", "layout", "resize", "scaledSize", "interpolation",
        "labels", "meanings", "groups", "mergedGroups", "layerNames", "input", "inputs", "classes",
    ]

    func sidecar() throws(SidecarError) -> Sidecar {
        var sidecar = Sidecar(file: file)
        sidecar.unknownKeys = entries.keys.filter { !Self.keys.contains($0) }.sorted()
        sidecar.size = try size("size")
        sidecar.scaledSize = try size("scaledSize")
        sidecar.channelOrder = try choice("channelOrder")
        sidecar.layout = try choice("layout")
        sidecar.resize = try choice("resize")
        sidecar.interpolation = try choice("interpolation")
        sidecar.mean = try channels("mean", of: sidecar.channelOrder, "numbers") { _ in true }
        sidecar.deviation = try channels("deviation", of: sidecar.channelOrder, "numbers above 0") { $0 > 0 }
        try checkChannelCounts(sidecar)
        let labels = try labels()
        sidecar.labels = labels?.names
        sidecar.meanings =
            try value("meanings", "a list of sentences, one a class") { value in
                value.list { $0.string }
            } ?? labels?.meanings
        sidecar.groups = try value("groups", "an object of lists of class indices") { value in
            value.object { list in list.list { $0.integer }.flatMap { $0.allSatisfy { $0 >= 0 } ? $0 : nil } }
        }
        sidecar.mergedGroups = try value("mergedGroups", "a list of names of groups") { value in
            value.list { $0.string }
        }
        sidecar.layerNames = try value("layerNames", "an object of names") { value in
            value.object { $0.string }
        }
        sidecar.input = try value("input", "the name of the input that takes the picture") { $0.string }
        sidecar.inputs = try value("inputs", "an object of numbers, lists of numbers, or names of .npy files")
        {
            $0.object { InputConstant($0, folder: folder) }
        }
        sidecar.classes = try value("classes", "true or false") { $0.bool }
        return sidecar
    }

    /// The value of `key`, nil where it is missing or null.
    private func value<Value>(
        _ key: String, _ rule: String, _ read: (JSONValue) -> Value?
    ) throws(SidecarError) -> Value? {
        guard let value = entries[key], value != .null else { return nil }
        guard let result = read(value) else { throw .wrongValue(file: file, key: key, rule: rule) }
        return result
    }

    private func size(_ key: String) throws(SidecarError) -> [Int]? {
        try value(key, "a list of 2 whole numbers above 0, height and width") { value in
            value.list { $0.integer }.flatMap { isSize($0) ? $0 : nil }
        }
    }

    private func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ key: String
    ) throws(SidecarError) -> Choice? {
        let names = Choice.allCases.map { "\"\($0.rawValue)\"" }
        let rule = names.dropLast().joined(separator: ", ") + " or " + (names.last ?? "")
        return try value(key, rule) { $0.string.flatMap(Choice.init(rawValue:)) }
    }

    private func channels(
        _ key: String, of order: ChannelOrder?, _ kind: String, _ isAllowed: (Float) -> Bool
    ) throws(SidecarError) -> [Float]? {
        let rule =
            switch order {
            case .gray: "a list of 1 \(kind == "numbers" ? "number" : "number above 0")"
            case .rgb, .bgr: "a list of 3 \(kind), one a channel"
            case nil: "a list of 1 or 3 \(kind), one a channel"
            }
        return try value(key, rule) { value in
            guard let numbers = value.list(of: { $0.number }), numbers.allSatisfy(isAllowed) else {
                return nil
            }
            let allowedCounts = order.map { [$0.count] } ?? [1, 3]
            return allowedCounts.contains(numbers.count) ? numbers : nil
        }
    }

    private func checkChannelCounts(_ sidecar: Sidecar) throws(SidecarError) {
        guard let mean = sidecar.mean, let deviation = sidecar.deviation, mean.count != deviation.count else {
            return
        }
        let rule = "as long as \"mean\", which has \(mean.count) \(mean.count == 1 ? "number" : "numbers")"
        throw .wrongValue(file: file, key: "deviation", rule: rule)
    }

    private func labels() throws(SidecarError) -> ClassNames? {
        if let name = entries["labels"]?.string {
            let url = URL(fileURLWithPath: name, relativeTo: folder)
            guard let names = try LabelFile.read(url, file: name) else {
                throw .unreadable(file: name, reason: "it has no list of names")
            }
            return names
        }
        let rule = "a list of names, or the name of a text file with one name a line"
        return try value("labels", rule) { value in value.list { $0.string }.map { ClassNames($0) } }
    }

    private func isSize(_ numbers: [Int]) -> Bool {
        numbers.count == 2 && numbers.allSatisfy { $0 > 0 && $0 <= PictureFile.longestSide }
    }
}
