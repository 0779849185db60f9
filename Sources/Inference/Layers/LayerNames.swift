/// Names that a person can read, from the names that exporters give to nodes.
///
/// "/layer2/layer2.0/conv1/Conv" becomes "layer2.0.conv1", "conv1_1" stays, and what all names have in common at
/// the start is left out.
enum LayerNames {
    /// What a name is made from.
    struct Source {
        /// The node's name in the file.
        var node: String
        /// The operator's ONNX name.
        var operation: String = ""
        /// The name of the value that holds the weights; empty where there are none.
        var weights: String = ""
    }

    /// One name a source, no two of them equal.
    static func readable(_ sources: [Source]) -> [String] {
        var names = withoutCommonScope(sources.map(components)).map { $0.joined(separator: ".") }
        var counts: [String: Int] = [:]
        var taken = Set(names)
        for index in names.indices {
            let name = names[index]
            counts[name, default: 0] += 1
            guard counts[name, default: 1] > 1 else { continue }
            var unique = "\(name)_\(counts[name, default: 1])"
            while taken.contains(unique) {
                counts[name, default: 1] += 1
                unique = "\(name)_\(counts[name, default: 1])"
            }
            taken.insert(unique)
            names[index] = unique
        }
        return names
    }

    /// The scopes of a name, outermost first, without the operator's name and repeated prefixes.
    private static func components(_ source: Source) -> [String] {
        var parts = source.node.split(separator: "/").map(String.init)
        if parts.count > 1, let last = parts.last, isOperatorName(last, source.operation) {
            parts.removeLast()
        }
        if parts.count <= 1, isGeneric(parts.first ?? "", source.operation),
            let module = moduleName(ofWeights: source.weights)
        {
            return [module]
        }
        if let first = parts.first, parts.count == 1, first.hasPrefix("node_") {
            parts = [String(first.dropFirst("node_".count))]
        }
        return parts.enumerated().filter { index, part in
            index + 1 >= parts.count || !parts[index + 1].hasPrefix(part + ".")
        }.map(\.element)
    }

    /// "Conv", "Conv_12", "Conv2D", "BiasAdd"...
    private static func isOperatorName(_ part: String, _ operation: String) -> Bool {
        let stem = stem(of: part)
        return stem == operation
            || ["Conv2D", "DepthwiseConv2dNative", "depthwise", "BiasAdd"].contains(stem)
    }

    /// A name that says nothing beyond the operator.
    private static func isGeneric(_ part: String, _ operation: String) -> Bool {
        part.isEmpty || part.hasPrefix("node_") || stem(of: part).lowercased() == operation.lowercased()
    }

    /// "fc1.weight" -> "fc1"
    private static func moduleName(ofWeights name: String) -> String? {
        for suffix in [".weight", ".kernel"] where name.hasSuffix(suffix) && name.count > suffix.count {
            return String(name.dropLast(suffix.count))
        }
        return nil
    }

    /// The name without a number at its end: "Conv_12" -> "Conv".
    private static func stem(of name: String) -> String {
        guard let underscore = name.lastIndex(of: "_") else { return name }
        let number = name[name.index(after: underscore)...]
        return !number.isEmpty && number.allSatisfy(\.isNumber) ? String(name[..<underscore]) : name
    }

    /// Leaves out the scopes that all names start with, but never the whole of a name.
    private static func withoutCommonScope(_ names: [[String]]) -> [[String]] {
        guard names.count > 1, let first = names.first else { return names }
        var common = 0
        while names.allSatisfy({ $0.count > common + 1 && $0[common] == first[common] }) { common += 1 }
        return names.map { Array($0.dropFirst(common)) }
    }
}
