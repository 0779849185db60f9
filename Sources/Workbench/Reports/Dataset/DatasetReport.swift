import Analysis
import Datasets
import Foundation
import Inference
import Samples
import Tensors

/// What `convoscope dataset` writes: a data set's way through a network, every view as numbers and pictures.
///
/// Layers are worked on and written one after the other, so that the memory does not depend on how many there are.
public struct DatasetReport {
    /// Makes a picture; nil where it cannot be drawn.
    public typealias Draw = (SampleFigure) -> Data?

    let request: DatasetRequest
    let network: LoadedNetwork
    let store: ActivationStore
    let answers: SampleAnswers?
    let networkClassOf: [Int?]
    let population: Population
    let layers: [SampleLayer]
    let pruned: Set<Int>
    /// The sample in focus, by its position in the population.
    let focus: Int
    /// What is absent, and why; a sentence each.
    public let remarks: [String]

    /// Opens the data and runs them through the network.
    ///
    /// - Parameter progress: told how many of all samples are done.
    /// - Throws: with one sentence that says what is wrong.
    public static func make(
        _ request: DatasetRequest, location: StoreLocation = .standard,
        progress: @Sendable (Int, Int) -> Void = { _, _ in }
    ) throws -> DatasetReport {
        var network = try LoadedNetwork.load(
            from: request.model, inputs: request.inputs, values: request.preset?.values)
        if !request.merges.isEmpty { try network.requireClasses() }
        try network.merge(request.merges, usesOffered: request.usesGroups)
        let feed = network.sampleFeed
        let layers = try chosen(request.layerNames, of: feed.stages)
        let pruned = try prunedLayers(request, of: feed)
        try requireKnown([request.followedFrom, request.followedTo], of: feed.operations)
        var set = try SampleSet.open(request.data, labels: request.labels)
        if let limit = request.limit { set = set.limited(perClass: limit) }
        let store = try ActivationPass.run(set, through: feed, at: location, progress: progress)
        guard store.samples.count > 0 else {
            let reason = store.broken.min { $0.key < $1.key }?.value ?? "it has no pictures."
            throw SampleAnalysisError("No picture of \(set.name) can be used: \(reason)")
        }
        let samples = store.samples
        let population = Population(
            samples: samples, classOf: samples.map { set.samples[$0].label ?? -1 }, classNames: set.classNames
        )
        return DatasetReport(
            request: request, network: network, store: store, answers: try store.answers(network.merging),
            networkClassOf: ClassMatch(set.classNames, labels: network.labels, model: network.url)
                .networkClasses,
            population: population,
            layers: layers, pruned: pruned, focus: try focus(request, in: population),
            remarks: remarks(request, network, store, population))
    }

    /// The layers of the given names; all where none are given.
    private static func chosen(_ names: [String]?, of layers: [SampleLayer]) throws -> [SampleLayer] {
        guard let names else { return layers }
        return try names.map { name in
            guard let layer = layers.first(where: { $0.name == name }) else {
                throw RequestError.unknownLayer(name, known: layers.map(\.name))
            }
            return layer
        }
    }

    private static func prunedLayers(_ request: DatasetRequest, of feed: SampleFeed) throws -> Set<Int> {
        let withFilters = feed.stages.filter { stage in
            guard case .layer(let id) = stage.source else { return false }
            return feed.layers[id].kind == .convolution
        }
        guard let names = request.prunedNames else { return Set(withFilters.suffix(3).map(\.id)) }
        return Set(try chosen(names, of: feed.stages).map(\.id))
    }

    private static func requireKnown(_ names: [String?], of operations: [SampleOperation]) throws {
        for case let name? in names where !operations.contains(where: { $0.name == name }) {
            throw RequestError.unknownOperation(name, known: operations.map(\.name))
        }
    }

    private static func focus(_ request: DatasetRequest, in population: Population) throws -> Int {
        guard let sample = request.focus else { return 0 }
        guard let position = population.position(of: sample) else {
            let (first, last) = (population.samples.first ?? 0, population.samples.last ?? 0)
            throw RequestError.outOfRange(
                "There is no sample \(sample); those that can be used have numbers from \(first) to \(last).")
        }
        return position
    }

    private static func remarks(
        _ request: DatasetRequest, _ network: LoadedNetwork, _ store: ActivationStore,
        _ population: Population
    ) -> [String] {
        var remarks = network.remarks
        if let reason = network.plan.whyNoClasses {
            remarks.append(reason + " There is no confusion and no pruning.")
        }
        if population.classNames.isEmpty {
            remarks.append("The data have no labels: there are no class means, no hierarchy and no pruning.")
        }
        if network.plan.classCount > 0, !population.classNames.isEmpty {
            let match = ClassMatch(population.classNames, labels: network.labels, model: network.url)
            if let remark = match.remark { remarks.append(remark) }
        }
        let count = store.set.skipped.count + store.broken.count
        if count > 0 {
            remarks.append("\(count) of the files could not be used; dataset.json says which and why.")
        }
        return remarks
    }

    /// Checks, before the work is done, that its results can be written.
    ///
    /// - Throws: `OutputError`.
    public static func requireWritable(_ folder: URL) throws { try OutputFolder.requireWritable(folder) }

    /// Works out every view and writes it; `dataset.json` comes last, so that it never speaks of a file that is not
    /// there.
    ///
    /// - Parameters:
    ///   - draw: makes pictures.
    ///   - progress: told what is being worked on.
    public func write(to folder: URL, draw: Draw, progress: (String) -> Void) throws {
        let output = try OutputFolder(folder)
        try output.removeManifest("dataset.json")
        try output.write(samplesTable)
        var written: [DatasetJSON.Layer] = []
        for layer in layers {
            progress(layer.name)
            var json = json(of: layer)
            try write(layer, to: output, draw, &json)
            written.append(json)
        }
        var operations = OperationReport(self, to: output)
        try operations.run(draw, progress)
        let confusion = try writeConfusion(to: output, draw)
        progress("representatives")
        let representatives = try writeRepresentatives(to: output, draw)
        var tensors: [String: String]?
        if request.withTensors {
            progress("tensors")
            tensors = try writeTensors(to: output, &written, &operations.entries)
        }
        progress("what the operations have together")
        let (stability, densities) = (try operations.stability(draw), try operations.densities())
        try output.write(
            json: DatasetJSON(
                version: ProgramVersion.number, model: request.model.path, data: dataJSON,
                settings: settingsJSON,
                layers: written, confusion: confusion, representatives: representatives,
                operations: operations.entries, vat: try operations.orders(draw),
                quality: try operations.quality(),
                stability: stability, neighbours: operations.neighbours, densities: densities,
                transformation: try operations.transformation(draw), remarks: remarks,
                tensors: tensors, files: output.fileNames),
            "dataset.json")
    }

    /// The beginning of the names of a layer's files: "03-conv2_1".
    func fileName(_ layer: SampleLayer) -> String {
        let number = String(layer.id)
        return String(repeating: "0", count: max(0, 2 - number.count)) + number + "-"
            + OutputFolder.fileName(for: layer.name)
    }

    private var samplesTable: DataTable {
        .samples(
            population, names: { store.set.samples[$0].name }, answers: answers,
            networkClassOf: networkClassOf,
            labels: network.labels)
    }

    private var dataJSON: DatasetJSON.Data {
        let counts = population.membersByClass.map(\.count)
        return DatasetJSON.Data(
            path: request.data.path, name: store.set.name, sampleCount: store.set.samples.count,
            usedCount: population.count,
            classes: population.classNames.enumerated().map { index, name in
                DatasetJSON.Class(
                    name: name, count: counts[index],
                    networkLabel: networkClassOf[index].map { network.labels.names[$0] },
                    networkClass: networkClassOf[index])
            },
            skipped: store.set.skipped.map { .init(name: $0.name, reason: $0.reason) }
                + store.broken.sorted { $0.key < $1.key }.map {
                    .init(name: store.set.samples[$0.key].name, reason: $0.value)
                },
            samples: "samples.csv")
    }

    private var settingsJSON: DatasetJSON.Settings {
        let settings = request.settings
        var count: Int?
        if case .kmeans(let wanted) = settings.clusters { count = wanted }
        return DatasetJSON.Settings(
            summary: settings.summary.kind.rawValue, side: settings.summary.side.rawValue,
            usesWholeActivations: settings.usesWholeActivations, strongShare: settings.strongShare,
            perplexity: settings.perplexity, neighbors: settings.neighborCount, seed: settings.seed,
            clusters: count,
            matrixPicturesPerClass: settings.matrixCount, heatmapPicturesPerClass: settings.heatmapCount,
            channelOrder: settings.channelOrder.rawValue, leftOutShare: settings.leftOutShare,
            overlayShare: settings.overlayShare, limit: request.limit,
            k: settings.neighborhoodCount, transformK: settings.transformationCount,
            points: settings.unitPointCount, unitSide: settings.unitSide.rawValue)
    }

    private func json(of layer: SampleLayer) -> DatasetJSON.Layer {
        var (node, kind) = (String?.none, "input")
        switch layer.source {
        case .input: break
        case .logits: kind = "logits"
        case .layer(let id):
            node = store.feed.layers[id].node
            kind = store.feed.layers[id].kind.rawValue
        }
        let (before, after) = (
            store.range(of: layer.id, side: .before), store.range(of: layer.id, side: .after)
        )
        return DatasetJSON.Layer(
            name: layer.name, node: node, kind: kind, shape: layer.shape, hasActivation: layer.hasActivation,
            rangeBefore: [before.lowerBound, before.upperBound],
            rangeAfter: [after.lowerBound, after.upperBound])
    }
}
