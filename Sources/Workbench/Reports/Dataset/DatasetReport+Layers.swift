import Analysis
import Foundation
import Inference
import Samples
import Tensors

extension DatasetReport {
    /// Works out the views of a layer and writes them.
    func write(
        _ layer: SampleLayer, to output: OutputFolder, _ draw: Draw, _ json: inout DatasetJSON.Layer
    ) throws {
        if request.views.contains(.summaries) { try writeSummaries(layer, to: output, &json) }
        var clusters: SampleClusters?
        if request.views.contains(.map) {
            clusters = try writeClusters(layer, to: output, &json)
            json.embeddings = try request.methods.map {
                try writeEmbedding(layer, $0, clusters, to: output, draw)
            }
        }
        let hasClasses = !population.classNames.isEmpty
        if request.views.contains(.jaccard) { json.jaccard = try writeJaccard(layer, to: output, draw) }
        if request.views.contains(.heatmap) { json.heatmap = try writeHeatmap(layer, to: output, draw) }
        if request.views.contains(.hierarchy), hasClasses {
            json.hierarchy = try writeHierarchy(layer, clusters, to: output, draw)
        }
        if request.views.contains(.pruning), hasClasses, answers != nil, pruned.contains(layer.id) {
            json.pruning = try writePruning(layer, to: output, draw)
        }
    }

    /// The chosen summary, and all of them where tensors are asked for, so that others can check.
    private func writeSummaries(
        _ layer: SampleLayer, to output: OutputFolder, _ json: inout DatasetJSON.Layer
    ) throws {
        let name = "summaries/\(fileName(layer)).npy"
        try output.write(
            try store.summaries(of: layer.id, request.settings.summary, samples: population.samples), name)
        json.files["summaries"] = name
        guard request.withTensors else { return }
        for kind in SummaryKind.allCases {
            for side in layer.hasActivation ? LayerSide.allCases : [.after] {
                let name = "summaries/\(fileName(layer))-\(kind.rawValue)-\(side.rawValue).npy"
                try output.write(
                    try store.summaries(of: layer.id, SummaryChoice(kind, side), samples: population.samples),
                    name)
                json.files["summaries-\(kind.rawValue)-\(side.rawValue)"] = name
            }
        }
    }

    private func writeClusters(
        _ layer: SampleLayer, to output: OutputFolder, _ json: inout DatasetJSON.Layer
    ) throws -> SampleClusters? {
        var wanted = ClusterRequest(population, layer: layer.id)
        wanted.vector = request.settings.vector
        (wanted.method, wanted.seed) = (request.settings.clusters, request.settings.seed)
        let found: SampleClusters
        do {
            found = try wanted.result(in: store)
        } catch let error as SampleAnalysisError {
            json.files["remark"] = error.description
            return nil
        }
        let (name, centers) = ("clusters/\(fileName(layer)).npy", "clusters/\(fileName(layer))-centers.npy")
        try output.write(IntegerTensor(shape: [found.labels.count], values: found.labels.map(Int.init)), name)
        try output.write(found.centers, centers)
        var method = "xmeans"
        if case .kmeans = wanted.method { method = "kmeans" }
        json.clusters = DatasetJSON.Clusters(
            method: method, seed: wanted.seed, count: found.mix.count,
            sizes: found.mix.map { $0.reduce(0, +) },
            inertia: found.inertia, criterion: found.criterion, classMix: found.mix, file: name,
            centers: centers)
        return found
    }

    private func writeEmbedding(
        _ layer: SampleLayer, _ method: EmbeddingMethod, _ clusters: SampleClusters?, to output: OutputFolder,
        _ draw: Draw
    ) throws -> DatasetJSON.Embedding {
        let settings = request.settings
        var wanted = EmbeddingRequest(population, layer: layer.id)
        (wanted.method, wanted.vector, wanted.seed) = (method, settings.vector, settings.seed)
        (wanted.perplexity, wanted.neighborCount) = (settings.perplexity, settings.neighborCount)
        let name = "embeddings/\(fileName(layer))-\(method.rawValue).npy"
        var (found, remark): (SampleEmbedding?, String?) = (nil, nil)
        do {
            found = try wanted.result(in: store)
        } catch let error as SampleAnalysisError {
            remark = error.description
        }
        var picture: String?
        if let found {
            try output.write(found.points, name)
            picture = try write(
                draw(.map(found, wanted, clusters, layer: layer)),
                "pictures/\(fileName(layer))-\(method.rawValue).png",
                to: output)
        }
        let steadiness =
            request.withSteadiness && found != nil ? try StabilityRequest(wanted).result(in: store) : nil
        return DatasetJSON.Embedding(
            method: method.rawValue, vector: settings.usesWholeActivations ? "activations" : "summaries",
            seed: method.hasSeed ? wanted.seed : nil, perplexity: found?.perplexity,
            neighbors: method == .umap ? wanted.neighborCount : nil,
            minimumDistance: method == .umap ? UMAP().minimumDistance : nil, objective: found?.objective,
            objectiveName: found?.objective.flatMap { _ in Self.objectiveName(of: method) },
            explainedShares: method == .pca ? found?.explainedShares : nil, steadiness: steadiness?.mean,
            seedCount: steadiness?.seedCount, file: name, picture: picture, remark: remark)
    }

    /// What a method makes small, in words that say how it is computed.
    private static func objectiveName(of method: EmbeddingMethod) -> String? {
        switch method {
        case .tsne: "Kullback-Leibler divergence"
        case .mds: "Kruskal's stress-1: the square root of sum (d - D)^2 / sum d^2, d in the plane"
        case .umap, .pca: nil
        }
    }

    private func writeJaccard(
        _ layer: SampleLayer, to output: OutputFolder, _ draw: Draw
    ) throws -> DatasetJSON.Jaccard {
        let settings = request.settings
        var wanted = SharedChannelsRequest(
            population, layer: layer.id, perClass: settings.matrixCount)
        (wanted.summary, wanted.share) = (settings.summary, settings.strongShare)
        let found = try wanted.result(in: store)
        let (name, means) = ("jaccard/\(fileName(layer)).npy", "jaccard/\(fileName(layer))-classes.npy")
        try output.write(found.matrix, name)
        try output.write(try meansRequest(layer).result(in: store).matrix, means)
        return DatasetJSON.Jaccard(
            share: wanted.share, keptChannels: found.keptCount,
            samples: found.shown.map { population.samples[$0] },
            percentiles: [found.percentiles.lowerBound, found.percentiles.upperBound], matrix: name,
            classMeans: means,
            picture: try write(
                draw(.jaccard(found, wanted, layer: layer)), "pictures/\(fileName(layer))-jaccard.png",
                to: output))
    }

    private func meansRequest(_ layer: SampleLayer) -> ClassMeansRequest {
        var wanted = ClassMeansRequest(population, layer: layer.id)
        (wanted.summary, wanted.share) = (request.settings.summary, request.settings.strongShare)
        return wanted
    }

    private func writeHeatmap(
        _ layer: SampleLayer, to output: OutputFolder, _ draw: Draw
    ) throws -> DatasetJSON.Heatmap {
        let settings = request.settings
        var wanted = HeatmapRequest(
            population, layer: layer.id, perClass: settings.heatmapCount)
        wanted.summary = settings.summary
        let found = try wanted.result(in: store)
        let (name, ranks) = ("heatmaps/\(fileName(layer)).npy", "ranks/\(fileName(layer)).csv")
        try output.write(found.values, name)
        try output.write(DataTable.ranks(found.ranks).csv, ranks)
        return DatasetJSON.Heatmap(
            samples: found.shown.map { population.samples[$0] }, values: name, ranks: ranks,
            channels: found.ranks.channels(by: settings.channelOrder), order: settings.channelOrder.rawValue,
            picture: try write(
                draw(.heatmap(found, wanted, settings, layer: layer)),
                "pictures/\(fileName(layer))-heatmap.png",
                to: output))
    }

    private func writeHierarchy(
        _ layer: SampleLayer, _ clusters: SampleClusters?, to output: OutputFolder, _ draw: Draw
    ) throws -> DatasetJSON.Hierarchy? {
        var wanted = HierarchyRequest(meansRequest(layer))
        wanted.seed = request.settings.seed
        let found = try wanted.result(in: store)
        guard found.classes.count > 0 else { return nil }
        let name = "hierarchy/\(fileName(layer)).json"
        let picture = try write(
            draw(.hierarchy(found, population, store, clusters, layer: layer)),
            "pictures/\(fileName(layer))-hierarchy.png", to: output)
        let json = DatasetJSON.Hierarchy(
            classes: found.classes,
            merges: found.linkage.merges.map {
                [Double($0.left), Double($0.right), $0.height, Double($0.size)]
            },
            subclasses: zip(found.classes, found.subclasses).compactMap { index, groups in
                groups.isEmpty
                    ? nil
                    : DatasetJSON.Subclass(
                        classIndex: index, groups: groups.map { $0.map { population.samples[$0] } })
            },
            file: name, picture: picture)
        try output.write(json: json, name)
        return json
    }

    private func writePruning(
        _ layer: SampleLayer, to output: OutputFolder, _ draw: Draw
    ) throws -> DatasetJSON.Pruning? {
        var wanted = PruningRequest(
            population, layer: layer.id, networkClassOf: networkClassOf, merging: network.merging)
        (wanted.summary, wanted.order) = (request.settings.summary, request.settings.channelOrder)
        let found: PruningCurve
        do {
            found = try wanted.result(in: store)
        } catch let error as SampleAnalysisError {
            return DatasetJSON.Pruning(
                order: wanted.order.rawValue, channels: [], removedCounts: [], removedShares: [],
                accuracy: [],
                classAccuracy: [], sampleCount: 0, file: "", picture: nil, remark: error.description)
        }
        let name = "pruning/\(fileName(layer)).csv"
        let shares = found.removedCounts.map { Float($0) / Float(max(found.order.count, 1)) }
        var lines = ["removed,share,accuracy," + population.classNames.map(CSV.cell).joined(separator: ",")]
        for (step, count) in found.removedCounts.enumerated() {
            let classes = found.classAccuracy.map { $0[step].isNaN ? "" : "\($0[step])" }
            lines.append(
                "\(count),\(shares[step]),\(found.accuracy[step])," + classes.joined(separator: ","))
        }
        try output.write(Data((lines.joined(separator: "\n") + "\n").utf8), name)
        return DatasetJSON.Pruning(
            order: wanted.order.rawValue, channels: found.order, removedCounts: found.removedCounts,
            removedShares: shares, accuracy: found.accuracy,
            classAccuracy: found.classAccuracy.map { $0.map { $0.isNaN ? nil : $0 } },
            sampleCount: found.sampleCount,
            file: name,
            picture: try write(
                draw(.pruning(found, wanted, layer: layer)), "pictures/\(fileName(layer))-pruning.png",
                to: output),
            remark: nil)
    }

    func write(_ picture: Data?, _ name: String, to output: OutputFolder) throws -> String? {
        guard let picture else { return nil }
        try output.write(picture, name)
        return name
    }
}
