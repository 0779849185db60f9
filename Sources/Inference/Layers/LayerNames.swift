/// Names that a person can read, from what exporters write into a file.
///
/// The rules, in this order:
/// 1. A layer's path is the module of its weights ("layer2.0.conv1.weight"), else of its node
///    ("/layer2/layer2.0/conv1/Conv", "model/block1_conv1/Conv2D"), else what the exporter noted as its module.
/// 2. What all paths start with is left out, and so is a scope that merely holds most of the network.
/// 3. A last part that tells it from nothing ("conv1.conv", "downsample.0") is left out.
/// 4. A number within a block becomes the layer's role: "features.2.conv.0" is "features.2.expand".
/// 5. A plain chain whose layers are only numbered ("features.0") is named by its stages: "conv1_1", "fc6".
/// 6. What has no path at all is counted: "conv3", "add1". No two names are equal.
enum LayerNames {
    /// What a name is made from.
    struct Source {
        /// The node's name in the file.
        var node: String
        /// The operator's ONNX name.
        var operation: String = ""
        /// The name of the constant that holds the weights; empty where there is none.
        var weights: String = ""
        /// The module that the exporter noted.
        var module: String = ""
        /// What the layer does in its block.
        var role = LayerRole.other
    }

    /// One name a source, no two of them equal.
    ///
    /// - Parameter stages: the names that the layers have where the file only numbers them; nil for networks that
    ///   are no plain chain.
    static func readable(_ sources: [Source], stages: [String]? = nil) -> [String] {
        var paths = sources.map(LayerPath.init)
        paths.leaveOutCommonScopes()
        if let stages, stages.count == paths.count, paths.allSatisfy(\.isOnlyNumbered) { return stages }
        paths.leaveOutLoneEnds()
        paths.nameRoles(sources.map(\.role))
        return unique(counted(paths, sources.map(\.operation)))
    }

    /// The names of the paths; those without one are counted by what they compute.
    private static func counted(_ paths: [LayerPath], _ operations: [String]) -> [String] {
        let words = ["Conv": "conv", "Gemm": "fc", "MatMul": "fc", "Concat": "concat", "Mul": "product"]
        var counts: [String: Int] = [:]
        let taken = Set(paths.map(\.name))
        return zip(paths, operations).map { path, operation in
            guard !path.saysNothing else {
                let word = words[operation] ?? operation.lowercased()
                var name = ""
                repeat {
                    counts[word, default: 0] += 1
                    name = "\(word)\(counts[word, default: 1])"
                } while taken.contains(name)
                return name
            }
            return path.name
        }
    }

    /// Equal names get numbers.
    private static func unique(_ names: [String]) -> [String] {
        var names = names
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
}
