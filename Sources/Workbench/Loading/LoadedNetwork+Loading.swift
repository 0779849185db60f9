import Datasets
import Foundation
import Inference
import ONNX
import Tensors

extension LoadedNetwork {
    /// Reads a model with what lies beside it, and prepares it to run.
    ///
    /// - Parameters:
    ///   - inputs: what further inputs are fed; they win over the sidecar.
    ///   - values: how pictures are fed, whatever the files say; nil: as they say, or else as is likely.
    ///   - describedBy: the model whose sidecar counts where this one has none.
    ///   - store: where the user's own sidecars are.
    ///   - workers: what runs of the network are shared among.
    /// - Throws: with one sentence that says what is wrong, and where.
    public static func load(
        from url: URL, inputs: InputConstants = [:], values: ValueRange? = nil, describedBy: URL? = nil,
        store: SidecarStore = .standard, workers: Workers = .standard
    ) throws -> LoadedNetwork {
        let model = try ONNXFile.readModel(at: url, workers: workers)
        let sidecar = try store.read(for: url) ?? describedBy.flatMap { try store.read(for: $0) }
        let further = try furtherInputs(of: model.graph, in: url, inputs, sidecar)
        let input = further.picture
        let properties = model.description.properties
        let search = InputSearch(
            beside: url, properties: properties,
            denotations: input.name == model.graph.inputs.first?.name
                ? model.description.inputDenotations : [])
        let evidence = InputEvidence(of: input, in: model.graph)
        let extents = InputExtents(input, sidecar: sidecar, found: search.found, evidence: evidence)
        let plan = try extents.plan(
            fedFloats(model.graph), values: further.values,
            reading: sidecar?.classes.map { $0 ? .classes : .noClasses } ?? .asItLooks, workers: workers)

        var remarks = extents.remarks(for: plan) + search.remarks
        var preprocessing = try Preprocessing(
            inputShape: plan.inputShape, sidecar: sidecar, found: search.found + [evidence.facts],
            guess: evidence.guess ?? Self.guess(from: plan), remarks: &remarks)
        if let values { try preprocessing.choose(values, for: url) }
        let labels =
            plan.classCount == 0
            ? Labels(classCount: 0)
            : try Labels.find(
                beside: url, sidecar: sidecar, properties: properties, classCount: plan.classCount)
        if let remark = labels.remark, !remarks.contains(remark) { remarks.append(remark) }
        return LoadedNetwork(
            url: url, displayName: displayName(of: url), plan: plan, runner: Runner(plan, workers: workers),
            layers: try named(plan.layers, by: sidecar), preprocessing: preprocessing, labels: labels,
            remarks: remarks)
    }

    private static func furtherInputs(
        of graph: Graph, in url: URL, _ given: InputConstants, _ sidecar: Sidecar?
    ) throws -> FurtherInputs {
        guard !graph.inputs.isEmpty else { throw LoadingError.noInput(url.lastPathComponent) }
        return try FurtherInputs(graph, file: url.lastPathComponent, given: given, sidecar: sidecar)
    }

    /// A network that makes pictures is likely to be fed the numbers that it gives back.
    private static func guess(from plan: Plan) -> ValueRange? {
        plan.pictureOutput.map { $0.bounds == -1...1 ? .signed : .unit }
    }

    /// The graph of a network of bytes reads them as floats: its own conversion takes both.
    private static func fedFloats(_ graph: Graph) -> Graph {
        var graph = graph
        for index in graph.inputs.indices { graph.inputs[index].holdsIntegers = false }
        return graph
    }

    /// Feeds a grey picture, so that a network whose weights are damaged is found out before it takes another's
    /// place.
    ///
    /// - Throws: `AnalysisError.notFinite`, and whatever a run throws.
    func requireNumbers() throws {
        let grey = Picture(
            width: preprocessing.width, height: preprocessing.height, red: 128, green: 128, blue: 128)
        let input = preprocessing.tensor(from: grey)
        let areFinite =
            plan.classCount == 0
            ? try runner.run(input).areResultsFinite
            : try runner.logits(batch: input).values.allSatisfy(\.isFinite)
        guard areFinite else { throw AnalysisError.notFinite }
    }

    private static func named(_ layers: [Layer], by sidecar: Sidecar?) throws -> [Layer] {
        guard let names = sidecar?.layerNames else { return layers }
        return layers.map { layer in
            var layer = layer
            layer.name = names[layer.node] ?? layer.name
            return layer
        }
    }

    private static func displayName(of url: URL) -> String {
        let name = url.deletingPathExtension().lastPathComponent
        return name.prefix(1).uppercased() + name.dropFirst()
    }
}

extension OpenPicture {
    init(url: URL, picture: Picture) {
        self.url = url
        self.picture = picture
        displayName = url.deletingPathExtension().lastPathComponent
            .replacing("-", with: " ").replacing("_", with: " ")
    }
}

extension Preprocessing {
    /// Feeds what the user has chosen.
    ///
    /// - Throws: `LoadingError.values` where the preset is for another number of channels.
    mutating func choose(_ values: ValueRange, for model: URL) throws {
        let count = channelOrder.count
        guard let fitting = values.feeding(channelCount: count) else {
            throw LoadingError.values(values, model.lastPathComponent, channelCount: count)
        }
        choose(fitting)
    }
}

/// What keeps a network from being shown, though its file can be read.
public enum LoadingError: Error, Equatable, CustomStringConvertible {
    /// It reads no input.
    case noInput(String)
    /// Its input is no picture.
    case inputRank(String, [Int?])
    /// The chosen values are for another number of channels.
    case values(ValueRange, String, channelCount: Int)

    /// The error in one sentence.
    public var description: String {
        switch self {
        case .noInput(let file): "\(file) reads no input; Convoscope shows networks that read a picture."
        case .inputRank(let name, let shape):
            "The input \"\(name)\" has \(shape.count) dimensions; Convoscope feeds pictures, which need 4 "
                + "(batch, channels, height, width)."
        case .values(let values, let file, let count):
            "\(file) reads \(count == 1 ? "1 channel" : "\(count) channels"), but \"\(values.title)\" feeds "
                + "\(values.channelOrder.count)."
        }
    }
}
