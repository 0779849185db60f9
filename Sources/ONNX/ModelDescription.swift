/// What a model file says about itself, beyond its graph.
public struct ModelDescription: Sendable, Equatable {
    /// The program that wrote the file, as in "pytorch"; may be empty.
    public var producer: String
    /// That program's version; may be empty.
    public var producerVersion: String
    /// The version of ONNX's operator set.
    public var opset: Int
    /// The version of the file format.
    public var formatVersion: Int
    /// Free text of the author; often empty.
    public var documentation: String
    /// The author's own keys and values.
    public var properties: [String: String]
    /// What the file calls the dimensions of its first input, as in `DATA_CHANNEL`; empty where it does not.
    public var inputDenotations: [String]
    /// What a reader should know about how the file was understood, one sentence each.
    public var notes: [String]

    init(_ model: Onnx_ModelProto, opset: Int) {
        producer = model.producerName
        producerVersion = model.producerVersion
        self.opset = opset
        formatVersion = Int(model.irVersion)
        documentation = model.docString
        properties = Dictionary(model.metadataProps.map { ($0.key, $0.value) }) { first, _ in first }
        let weights = Set(model.graph.initializer.map(\.name))
        let input = model.graph.input.first { !weights.contains($0.name) }
        let denotations = input?.type.tensorType.shape.dim.map(\.denotation) ?? []
        inputDenotations = denotations.allSatisfy(\.isEmpty) ? [] : denotations
        notes = []
        if opset > ONNXFile.newestOpset {
            notes.append(
                "Operator set \(opset) is newer than \(ONNXFile.newestOpset), the newest one tested: "
                    + "it is read by the same rules.")
        }
    }
}
