extension Plan {
    /// What a network gives.
    public struct Output: Sendable, Hashable {
        /// The name in the file.
        public let name: String
        /// The shape for one picture, as ONNX has it.
        public let shape: [Int]

        /// The extents in words, without the batch: "3 x 128 x 128".
        public var words: String {
            let extents = shape.first == 1 ? Array(shape.dropFirst()) : shape
            guard extents.reduce(1, *) > 1 else { return "one number" }
            return extents.map(String.init).joined(separator: " x ")
        }
    }

    /// What the network gives, in the file's order.
    public var outputs: [Output] {
        graph.outputs.map { Output(name: $0, shape: shape(of: $0) ?? []) }
    }

    /// A picture that a network makes.
    public struct PictureOutput: Sendable, Hashable {
        /// Which output it is.
        public let output: Output
        /// How its numbers are read.
        public let form: PictureForm
        /// Between which values the network's last step keeps it; nil where that is no common range.
        public let bounds: ClosedRange<Float>?
    }

    /// The first output that is a picture; nil for classifiers, and where there is none.
    public var pictureOutput: PictureOutput? {
        guard logits == nil else { return nil }
        return outputs.lazy.compactMap { output in
            PictureForm(output.shape).map {
                PictureOutput(output: output, form: $0, bounds: outputBounds[output.name])
            }
        }.first
    }

    /// Why there are no class probabilities, in a sentence; nil where there are.
    public var whyNoClasses: String? {
        guard logits == nil else { return nil }
        return "This network gives no class probabilities: \(outputWords)."
    }

    private var outputWords: String {
        let output = "its output is \(outputs.first?.words ?? "nothing")"
        switch absence {
        case .declared where outputs.count == 1:
            return output + ", and its sidecar says that these are no classes"
        case .features where outputs.count == 1:
            return output
                + ", the means of its last maps (\"classes\": true in the sidecar takes them for classes)"
        case .answersToEachLabel: return "it ends in a sigmoid, which says yes or no to every label by itself"
        case .declared, .features, nil: break
        }
        guard outputs.count > 1 else { return output }
        let named = outputs.prefix(3).map { "\"\($0.name)\" (\($0.words))" }
        let rest = outputs.count > 3 ? " and \(outputs.count - 3) more" : ""
        return "its outputs are \(named.joined(separator: ", "))\(rest)"
    }
}
