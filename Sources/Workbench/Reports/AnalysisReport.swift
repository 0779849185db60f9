import Datasets
import Foundation
import Inference
import Occlusion
import Tensors

/// What `convoscope analyze` finds: everything that the two scenes show, as numbers and pictures.
public struct AnalysisReport: Sendable {
    let request: PictureRequest
    let network: LoadedNetwork
    let unmasked: Picture
    let analysis: NetworkAnalysis
    let pool: Pool?
    let gradCAM: GradCAMResult
    /// The analysis of what the picture is compared with; nil where the two are the same.
    var reference: NetworkAnalysis?
    /// The masks over the picture that was fed.
    let parts: [MaskPart]
    /// The masks over what it is compared with; none where that is the unmasked picture.
    let otherParts: [MaskPart]
    /// What the pool says about one class; nil without a pool.
    public let occlusion: OcclusionReport?
    let superpixels: SuperpixelReport?
    /// Curves in an order that somebody painted.
    public let order: OrderReport?

    /// Does the work of a request.
    ///
    /// - Parameters:
    ///   - withPool: whether the pool of masked variants is run too.
    ///   - curveProgress: called with the finished and the planned pictures of deletion and insertion.
    ///   - progress: called with the finished and the planned variants of the pool.
    public static func make(
        _ request: PictureRequest, withPool: Bool,
        curveProgress: @Sendable (Int, Int) -> Void = { _, _ in },
        progress: @Sendable (Int, Int) -> Void = { _, _ in }
    ) throws -> AnalysisReport {
        var network = try LoadedNetwork.load(
            from: request.model, inputs: request.inputs, values: request.preset?.values)
        if withPool || request.needsClasses { try network.requireClasses() }
        try network.merge(request.merges, usesOffered: request.usesGroups)
        let classIndex = try request.classIndex(in: network)
        let (unmasked, masked, parts) = try request.maskedInputs(for: network)
        let analyzer = NetworkAnalyzer(network: network, clusterCount: request.clusterCount)
        let other = try request.reference(of: unmasked, for: network)
        let reference = other.picture == masked ? nil : try analyzer.analyze(other.picture)
        let analysis = try analyzer.analyze(masked)
        let pool =
            try withPool
            ? network.makePool(of: unmasked, settings: PoolSettings(fill: request.fill), progress: progress)
            : nil
        let occlusion = try pool.map { pool in
            try OcclusionReport(
                of: pool, classIndex: classIndex, network, unmasked, progress: curveProgress)
        }
        let answer = { () throws -> Int in
            let known = [reference, analysis].compactMap(\.self).first { $0.fed == unmasked }
            return try (known ?? analyzer.analyze(unmasked)).top(1).first?.index ?? 0
        }
        return AnalysisReport(
            request: request, network: network, unmasked: unmasked, analysis: analysis, pool: pool,
            gradCAM: GradCAMResult(of: request.classNamed == nil ? nil : classIndex, network, analysis),
            reference: reference, parts: parts, otherParts: other.parts,
            occlusion: occlusion,
            superpixels: request.superpixelCount.map { SuperpixelReport(of: unmasked, count: $0) },
            order: try request.orderPicture.map { url in
                try OrderReport(
                    from: url, classIndex: try classIndex ?? answer(), network, unmasked, fill: request.fill,
                    map: occlusion?.map, progress: curveProgress)
            })
    }

    /// Checks, before the work is done, that its results can be written.
    ///
    /// - Throws: `OutputError`.
    public static func requireWritable(_ folder: URL) throws { try OutputFolder.requireWritable(folder) }

    /// Writes `analysis.json`, the pictures and, if asked for, the tensors. The JSON comes last, so that it never
    /// speaks of a file that is not there.
    ///
    /// - Parameter drawings: PNG files by their names, which were drawn where letters can be.
    public func write(
        to folder: URL, withTensors: Bool, drawings: [String: Data] = [:]
    ) throws {
        let output = try OutputFolder(folder)
        try output.write(unmasked, "input.png")
        if analysis.fed != unmasked { try output.write(analysis.fed, "masked.png") }
        for (index, layer) in shownLayers.enumerated() {
            for (number, cluster) in layer.clusters.enumerated() {
                try output.write(
                    cluster.representative, pictureNamed: representativeName(layerIndex: index, number))
            }
        }
        try writeGradCAM(to: output)
        try writeOutputs(to: output, withTensors: withTensors)
        try comparison?.write(to: output)
        try writeFindings(to: output, drawings: drawings)
        try writeTables(to: output)
        if withTensors { try writeTensors(to: output) }
        try output.write(
            json: makeJSON(withTensors: withTensors, files: output.fileNames), "analysis.json")
    }

    /// What the reader should know besides: how the picture was fed where that is a guess, and what of the files
    /// around the model was passed over; a sentence each.
    public var remarks: [String] {
        let source = network.preprocessing.origin
        let guess =
            "Nothing says how \(request.model.lastPathComponent) is fed; \(source.words). --preset chooses."
        return (source.isAssumed ? [guess] : []) + network.remarks
    }

    /// The layers that have maps: all but the joins.
    var shownLayers: [LayerAnalysis] { analysis.layers.filter { $0.layer.kind != .join } }

    func representativeName(layerIndex: Int, _ cluster: Int) -> String {
        "layers/\(fileName(layerIndex: layerIndex))-\(cluster).png"
    }

    func tensorName(layerIndex: Int) -> String { "tensors/\(fileName(layerIndex: layerIndex)).npy" }

    private func fileName(layerIndex: Int) -> String {
        let number = String(layerIndex + 1)
        let padded = String(repeating: "0", count: max(0, 2 - number.count)) + number
        return padded + "-" + OutputFolder.fileName(for: shownLayers[layerIndex].layer.name)
    }

    /// What the layer shows, laid out as its value in the file, without the batch.
    private func tensor(of layer: Layer) -> Tensor {
        guard layer.hasChannelsLast, let tensor = analysis.activations.tensor(layer.value) else {
            return analysis.activations.maps(of: layer)
        }
        return tensor.reshaped(Array(tensor.shape.dropFirst()))
    }

    private func writeTensors(to output: OutputFolder) throws {
        try output.write(network.preprocessing.tensor(from: analysis.fed), "tensors/input.npy")
        try writeFurtherInputs(to: output)
        if network.whyNoClasses == nil {
            try output.write(analysis.activations.logits, "tensors/logits.npy")
        }
        for (index, layer) in shownLayers.enumerated() {
            try output.write(tensor(of: layer.layer), tensorName(layerIndex: index))
        }
        if let pool { try output.write(pool.ownLogits, "tensors/pool-logits.npy") }
    }
}
