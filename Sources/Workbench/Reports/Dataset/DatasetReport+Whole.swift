import Foundation
import Inference
import Samples
import Tensors

extension DatasetReport {
    /// What is taken for what; nil where it cannot be said or is not asked for.
    func writeConfusion(to output: OutputFolder, _ draw: Draw) throws -> DatasetJSON.Confusion? {
        guard request.views.contains(.confusion), let answers, !population.classNames.isEmpty else {
            return nil
        }
        let found = SampleConfusion(population, answers, networkClassOf: networkClassOf)
        try output.write(.confusion(found, of: population))
        return DatasetJSON.Confusion(
            counts: found.counts, accuracy: found.accuracy, precision: found.precision, recall: found.recall,
            f1: found.f1, sampleCount: found.sampleCount, file: "confusion.csv",
            picture: try write(draw(.confusion(found, population)), "pictures/confusion.png", to: output))
    }

    /// The exemplars of every class; nil where there are no classes or they are not asked for.
    func writeRepresentatives(to output: OutputFolder, _ draw: Draw) throws -> [DatasetJSON.Representative]? {
        guard request.views.contains(.representatives), !population.classNames.isEmpty else { return nil }
        let found = try population.classNames.indices.map { index in
            var wanted = RepresentativesRequest(population, classIndex: index)
            (wanted.summary, wanted.seed) = (request.settings.summary, request.settings.seed)
            wanted.count = request.settings.representativeCount
            return try wanted.result(in: store)
        }
        _ = try write(
            draw(.representatives(found, population, store)), "pictures/representatives.png", to: output)
        let json = found.enumerated().map { index, found in
            DatasetJSON.Representative(
                className: population.classNames[index], classIndex: index,
                exemplars: found.exemplars.map { population.samples[$0] },
                clusterSizes: found.clusters.map(\.count))
        }
        try output.write(json: json, "representatives.json")
        return json
    }

    /// Labels, logits and whole activations, the input's too; streamed, so that they need not fit into the memory.
    func writeTensors(
        to output: OutputFolder, _ layers: inout [DatasetJSON.Layer], _ entries: inout [DatasetJSON.Operation]
    ) throws -> [String: String] {
        let samples = population.samples
        var files = ["labels": "tensors/labels.npy", "indices": "tensors/indices.npy"]
        try output.write(
            IntegerTensor(shape: [samples.count], values: population.classOf), "tensors/labels.npy")
        try output.write(IntegerTensor(shape: [samples.count], values: samples), "tensors/indices.npy")
        if answers != nil {
            files["logits"] = "tensors/logits.npy"
            try output.write(try store.ownLogits(samples: samples), "tensors/logits.npy")
        }
        var streams: [SampleOperation: NPYStream] = [:]
        func begin(_ operation: SampleOperation, _ name: String) throws {
            streams[operation] = try NPYStream(
                try output.placeToStream(name), shape: [samples.count] + operation.shape)
            for index in entries.indices where entries[index].id == operation.id {
                entries[index].tensor = name
            }
        }
        for (position, layer) in self.layers.enumerated() {
            for side in layer.hasActivation ? LayerSide.allCases : [.after] {
                let isOnly = !layer.hasActivation
                let name = "tensors/\(fileName(layer))" + (isOnly ? "" : "-\(side.rawValue)") + ".npy"
                try begin(store.operation(of: LayerAspect(layer: layer.id, side: side)), name)
                layers[position].files[isOnly ? "tensor" : "tensor-\(side.rawValue)"] = name
            }
        }
        for operation in store.operations where entries.contains(where: { $0.id == operation.id }) {
            guard streams[operation] == nil else { continue }
            let name = OperationReport.fileName(operation, in: "tensors/operation-")
            try begin(operation, name)
        }
        try store.visitActivations(of: Array(streams.keys), samples: samples) { operation, values, _ in
            try streams[operation]?.append(values)
        }
        for stream in streams.values { try stream.close() }
        return files
    }
}
