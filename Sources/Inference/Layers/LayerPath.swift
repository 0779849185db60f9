/// The path of a layer through the modules or scopes of its network, outermost first: layer2, 0, conv1.
struct LayerPath {
    /// The parts; empty where the file says nothing.
    private(set) var parts: [String]

    /// The path that a file gives to a layer.
    init(_ source: LayerNames.Source) {
        let candidates = [
            Self.module(ofWeights: source.weights), Self.scopes(ofNode: source.node, source.operation),
            source.module, Self.plainName(source.node, source.operation),
        ]
        let path = candidates.compactMap { $0 }.first { !$0.isEmpty } ?? ""
        var scopes = path.split(separator: "/").map { Self.withoutNumberOfConverter(String($0)) }
        if scopes.count > 1, let last = scopes.last, Self.isOperator(last, source.operation) {
            scopes.removeLast()
        }
        scopes = scopes.enumerated().filter { index, part in
            index + 1 >= scopes.count || !scopes[index + 1].hasPrefix(part + ".")
        }.map(\.element)
        let all = scopes.flatMap { $0.split(separator: ".").map(String.init) }
        // "block1", "block1-0" and "block1", "block1_conv1" repeat themselves.
        parts = all.enumerated().filter { index, part in
            guard index + 1 < all.count else { return true }
            return !["-", "_"].contains { all[index + 1].hasPrefix(part + $0) }
        }.map(\.element)
    }

    /// As it is shown; empty where the file says nothing.
    var name: String { parts.joined(separator: ".") }

    /// Whether there is nothing but a number, or not even that.
    var saysNothing: Bool { parts.allSatisfy(\.isNumber) }

    /// Whether a container's numbers are all that it says, as in "features.0".
    var isOnlyNumbered: Bool {
        let words = parts.prefix { !$0.isNumber }
        return words.count <= 1 && words.allSatisfy { !$0.contains(where: \.isNumber) }
            && (parts.isEmpty || words.count < parts.count)
            && parts.dropFirst(words.count).allSatisfy(\.isNumber)
    }

    mutating func removeFirst(_ count: Int) { parts.removeFirst(count) }
    mutating func removeLast() { parts.removeLast() }
    mutating func replaceEnd(from index: Int, with word: String) {
        parts.replaceSubrange(index..., with: [word])
    }
}

// Reading names as exporters write them.
extension LayerPath {
    /// "layer1.0.conv1.weight" -> "layer1.0.conv1"; nil for names that no program gave.
    private static func module(ofWeights name: String) -> String? {
        let name = name.hasSuffix(":0") ? String(name.dropLast(2)) : name
        let endings = [
            ".weight", "_weight", ".kernel", "/kernel", "/ReadVariableOp", "_w_0", ".W", "_W", "_kernel",
        ]
        guard let ending = endings.first(where: { name.hasSuffix($0) && name.count > $0.count }) else {
            return nil
        }
        return String(name.dropLast(ending.count))
    }

    /// A name of several scopes; nil for plain names.
    private static func scopes(ofNode name: String, _ operation: String) -> String? {
        let scopes = name.split(separator: "/")
        return scopes.count > 1 ? name : nil
    }

    /// A name without scopes, unless it was made up by an exporter.
    private static func plainName(_ name: String, _ operation: String) -> String? {
        let name = name.drop { $0 == "/" }
        let isMadeUp =
            name.hasPrefix("node_") || name.hasPrefix("onnx::") || name.hasPrefix("input.")
            || stem(of: String(name)) == operation || stem(of: String(name)) == "Convolution"
            || !name.contains(where: \.isLetter)
            || (name.first == "n" && name.dropFirst().allSatisfy(\.isNumber))
        guard !isMadeUp else { return nil }
        for ending in ["_fwd", "_Y"] where name.hasSuffix(ending) {
            return String(name.dropLast(ending.count))
        }
        return String(name)
    }

    /// "Conv", "Conv_12", "Conv2D", "BiasAdd"...
    private static func isOperator(_ part: String, _ operation: String) -> Bool {
        let stem = stem(of: part)
        let words: Set = [
            "Conv2D", "convolution", "DepthwiseConv2dNative", "depthwise", "separable_conv2d", "BiasAdd",
            "MatMul",
            "add", "AddV2", "mul", "concat", "ConcatV2",
        ]
        return stem == operation || words.contains(stem)
    }

    /// The name without a number at its end: "Conv_12" and "Conv12" -> "Conv".
    private static func stem(of name: String) -> String {
        var stem = name[...]
        while stem.last?.isNumber == true { stem.removeLast() }
        if stem.last == "_" { stem.removeLast() }
        return String(stem)
    }

    /// tf2onnx tells nodes apart by "__12" at the end.
    private static func withoutNumberOfConverter(_ part: String) -> String {
        guard let mark = part.ranges(of: "__").last, mark.lowerBound > part.startIndex,
            part[mark.upperBound...].allSatisfy(\.isNumber)
        else { return part }
        return String(part[..<mark.lowerBound])
    }
}

extension String {
    /// Whether it is digits only.
    var isNumber: Bool { !isEmpty && allSatisfy(\.isNumber) }
}
