import Datasets
import Inference
import Occlusion

/// The shape of `analysis.json`; its keys are a contract.
struct AnalysisJSON: Encodable {
    struct File: Encodable {
        let model: String
        let picture: String
    }
    struct Input: Encodable {
        let width: Int
        let height: Int
        let preprocessing: Preprocessing
        /// The file that says mean and deviation, or the preset in words.
        let preprocessingSource: String
        let fill: String
        /// What the noise is made from, where that is the fill.
        let fillSeed: UInt64?
        let masks: [MaskJSON]
        /// The masks over what the picture is compared with; absent where that is the unmasked picture.
        let against: [MaskJSON]?
        /// What the masks' numbers are.
        let maskUnit: String
        /// The share of the input's pixels that is hidden, 0...1.
        let hiddenShare: Double
        /// The hidden pixels in white; itself a mask picture. Absent where nothing is hidden.
        let maskPicture: String?
        let tensor: String?
        /// What other inputs of the network were fed; absent where there are none.
        let furtherInputs: [FurtherInputJSON]?
    }
    struct Layer: Encodable {
        let name: String
        let node: String
        let value: String
        let kind: String
        /// Of the maps: channels, height, width.
        let shape: [Int]
        /// How the tensor's file and the value lie: `NHWC` for dense layers at every pixel, else absent.
        let layout: String?
        let entropies: [Float]
        let clusters: [Cluster]
        let tensor: String?
    }
    struct Cluster: Encodable {
        let maps: [Int]
        let meanEntropy: Float
        let explainedVariance: Float?
        let representative: String
        /// Why there is no explained variance, in words.
        let remark: String?

        /// Every key is there, `null` where there is no value.
        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(maps, forKey: .maps)
            try container.encode(meanEntropy, forKey: .meanEntropy)
            try container.encode(explainedVariance, forKey: .explainedVariance)
            try container.encode(representative, forKey: .representative)
            try container.encode(remark, forKey: .remark)
        }

        private enum CodingKeys: CodingKey {
            case maps, meanEntropy, explainedVariance, representative, remark
        }
    }
    struct Class: Encodable {
        let index: Int
        let label: String
        let probability: Float
    }

    /// Classes that count as one; all other indices speak of what remains, the tensors of logits do not.
    struct Merged: Encodable {
        let index: Int
        let label: String
        /// The network's own classes.
        let members: [Int]
        let memberLabels: [String]
    }

    let convoscope = ProgramVersion.number
    let file: File
    let input: Input
    let clusterCount: Int
    let layers: [Layer]
    let top: [Class]
    /// The file that has the labels; absent where classes have numbers.
    let labelsSource: String?
    /// What a reader should know about how the files were understood.
    let remarks: [String]
    /// The network's own, of every class by itself.
    let logitsTensor: String?
    /// Why there are no class probabilities; absent where there are.
    let noClasses: String?
    /// What the network gives instead; absent for a classifier.
    let outputs: [OutputJSON]?
    let merged: [Merged]?
    let gradCAM: GradCAMJSON
    let pool: PoolJSON?
    /// The file that compares the masked picture with the original; absent without a mask.
    let comparison: String?
    /// What the pool says about one class.
    let occlusion: String?
    let superpixels: SuperpixelJSON?
    /// Curves in an order that somebody painted.
    let order: OrderJSON?
    /// Every other file that was written.
    let files: [String]
}

extension AnalysisReport {
    func makeJSON(withTensors: Bool, files: [String]) -> AnalysisJSON {
        AnalysisJSON(
            file: AnalysisJSON.File(model: request.model.path, picture: request.picture.path),
            input: AnalysisJSON.Input(
                width: network.inputWidth, height: network.inputHeight,
                preprocessing: network.preprocessing,
                preprocessingSource: network.preprocessing.origin.words, fill: request.fill.name,
                fillSeed: request.fill.seed, masks: maskJSON(request.masks, parts),
                against: request.against.map { maskJSON($0, otherParts) },
                maskUnit: request.masks.units.words,
                hiddenShare: mask.share, maskPicture: mask.isEmpty ? nil : "mask.png",
                tensor: withTensors ? "tensors/input.npy" : nil,
                furtherInputs: furtherInputsJSON(withTensors: withTensors)),
            clusterCount: request.clusterCount,
            layers: shownLayers.enumerated().map { layerJSON($1, index: $0, withTensors: withTensors) },
            top: analysis.top(10).map {
                AnalysisJSON.Class(
                    index: $0.index, label: network.labels.name(of: $0.index), probability: $0.probability)
            },
            labelsSource: network.labels.origin?.words, remarks: network.remarks,
            logitsTensor: withTensors && network.whyNoClasses == nil ? "tensors/logits.npy" : nil,
            noClasses: network.whyNoClasses, outputs: outputsJSON(withTensors: withTensors),
            merged: mergedJSON, gradCAM: gradCAMJSON,
            pool: pool.map { PoolJSON($0, labels: network.labels, withTensors: withTensors) },
            comparison: comparison == nil ? nil : "comparison.json",
            occlusion: occlusion == nil ? nil : "occlusion.json", superpixels: superpixels?.json,
            order: order?.json(drawings: files), files: files)
    }

    private func maskJSON(_ masks: MaskRequest, _ parts: [MaskPart]) -> [MaskJSON] {
        zip(masks.shapes, parts).map { shape, part in
            MaskJSON(shape, part, units: masks.units, on: (unmasked.width, unmasked.height))
        }
    }

    private var mergedJSON: [AnalysisJSON.Merged]? {
        guard !network.merging.isEmpty else { return nil }
        return network.merging.members.enumerated().filter { $0.element.count > 1 }.map { index, members in
            AnalysisJSON.Merged(
                index: index, label: network.labels.name(of: index), members: members,
                memberLabels: members.map(network.ownLabels.name))
        }
    }

    private func layerJSON(_ layer: LayerAnalysis, index: Int, withTensors: Bool) -> AnalysisJSON.Layer {
        AnalysisJSON.Layer(
            name: layer.layer.name, node: layer.layer.node, value: layer.layer.value,
            kind: layer.layer.kindWord, shape: layer.layer.shape,
            layout: layer.layer.hasChannelsLast ? "NHWC" : nil, entropies: layer.entropies,
            clusters: layer.clusters.enumerated().map { number, cluster in
                AnalysisJSON.Cluster(
                    maps: cluster.maps, meanEntropy: cluster.meanEntropy,
                    explainedVariance: cluster.explainedVariance,
                    representative: representativeName(layerIndex: index, number),
                    remark: cluster.explainedVariance == nil
                        ? "One value everywhere: no component." : nil)
            },
            tensor: withTensors ? tensorName(layerIndex: index) : nil)
    }
}
