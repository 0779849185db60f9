import Foundation

/// WordNet's numbers of a network's classes ("n02123045"), by which ImageNet names its folders.
enum WordNetIDs {
    /// Whether a name is such a number.
    static func isOne(_ name: String) -> Bool {
        name.utf8.count == 9 && name.utf8.first == UInt8(ascii: "n")
            && name.utf8.dropFirst().allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }

    /// The number of every class, by the first file beside the model that has them all; nil where none does.
    static func find(beside model: URL, classCount: Int) -> [String]? {
        let neighbors = NeighborFiles(model: model)
        for name in LabelSearch.fileNames(stem: neighbors.stem) {
            // A file that cannot be read was spoken of when the labels were looked for.
            guard let url = neighbors.file(named: name), let ids = try? read(url, file: name) else {
                continue
            }
            if ids.count == classCount { return ids }
            if ids.count == 1000, classCount == 1001 { return ["background"] + ids }
        }
        return nil
    }

    /// The numbers in a file of labels, in the order of the classes; nil where a class has none.
    static func read(_ url: URL, file: String) throws(SidecarError) -> [String]? {
        let content = try TextFile.content(of: url, file: file)
        let names: ClassNames?
        if let value = JSONValue(content), !value.isScalar {
            names = LabelJSON(value: numbersOnly(value)).classNames()
        } else {
            let lines = try TextFile.lines(of: url, file: file).map { line in
                line.replacing(/^(.*?\bn\d{8})\b.*$/) { $0.1 }.replacing("\"", with: "")
            }
            names = LabelText(lines: lines).classNames()
        }
        guard let names, names.names.allSatisfy(isOne) else { return nil }
        return names.names
    }

    /// Keras' pairs of number and name without the name, timm's numbers without their descriptions.
    private static func numbersOnly(_ value: JSONValue) -> JSONValue {
        switch value {
        case .list(let elements):
            if let number = elements.first?.string, isOne(number), elements.count == 2,
                let name = elements[1].string, !isOne(name)
            {
                return .string(number)
            }
            return .list(elements.map(numbersOnly))
        case .object(let entries):
            return .object(entries.filter { $0.key != "label_descriptions" }.mapValues(numbersOnly))
        default: return value
        }
    }
}
