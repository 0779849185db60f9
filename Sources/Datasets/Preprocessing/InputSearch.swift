import Foundation

/// Looks for what is known about a model's input, beside the sidecar: transformers' and timm's files beside the
/// model, then the model's own image metadata.
public struct InputSearch: Sendable {
    /// What each source says, the weightiest first.
    public private(set) var found: [InputFacts] = []
    /// A sentence for each file that cannot be understood, and for each thing that cannot be done.
    public private(set) var remarks: [String] = []

    /// Looks around.
    ///
    /// - Parameters:
    ///   - model: the ONNX file.
    ///   - properties: the file's own keys and values.
    ///   - denotations: what the file calls the dimensions of its input; empty where it does not.
    public init(beside model: URL, properties: [String: String] = [:], denotations: [String] = []) {
        let neighbors = NeighborFiles(model: model)
        for (name, url) in Self.files(neighbors, named: "preprocessor_config.json") {
            note(read(url, name).flatMap(HuggingFaceProcessor.init)?.facts(file: name))
        }
        for (name, url) in Self.files(neighbors, named: "config.json") {
            note(read(url, name).flatMap(TimmConfiguration.init)?.facts(file: name))
        }
        note(ImageMetadata(properties: properties, denotations: denotations).facts())
    }

    /// The file of that name that belongs to the model alone, and the one of the whole folder.
    private static func files(_ neighbors: NeighborFiles, named name: String) -> [(name: String, url: URL)] {
        ["\(neighbors.stem).\(name)", name].compactMap { name in
            neighbors.file(named: name).map { (name, $0) }
        }
    }

    private mutating func read(_ url: URL, _ name: String) -> JSONValue? {
        do {
            return try JSONValue.read(url, file: name)
        } catch {
            remarks.append("\(error) It was passed over.")
            return nil
        }
    }

    private mutating func note(_ facts: InputFacts?) {
        guard let facts else { return }
        found.append(facts)
        remarks += facts.remarks
    }
}
