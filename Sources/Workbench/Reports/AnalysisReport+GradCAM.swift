import Datasets
import Inference
import Tensors

/// Grad-CAM of what was fed, or why there is none.
enum GradCAMResult: Sendable {
    /// It is there.
    case found(GradCAM)
    /// A sentence.
    case missing(String)

    /// Grad-CAM of a class in an analysis; that of the answer where no class is given.
    init(of classIndex: Int?, _ network: LoadedNetwork, _ analysis: NetworkAnalysis) {
        do {
            try network.requireClasses()
            let index = classIndex ?? analysis.answer?.classIndex ?? 0
            self = .found(try network.gradCAM(of: index, in: analysis.activations))
        } catch {
            self = .missing(Sentence.for(error))
        }
    }
}

extension AnalysisReport {
    /// Writes `gradcam.npy`, `gradcam-weights.npy` and `gradcam.png`.
    func writeGradCAM(to output: OutputFolder) throws {
        guard case .found(let cam) = gradCAM else { return }
        try output.write(cam.map, "gradcam.npy")
        try output.write(Tensor(shape: [cam.weights.count], values: cam.weights), "gradcam-weights.npy")
        try output.write(HeatPicture.make(of: cam.map, over: analysis.fed), "gradcam.png")
    }

    var gradCAMJSON: GradCAMJSON {
        switch gradCAM {
        case .found(let cam): GradCAMJSON(cam, labels: network.labels)
        case .missing(let reason): GradCAMJSON(reason: reason)
        }
    }
}

/// Grad-CAM's part of `analysis.json`; its keys are a contract.
struct GradCAMJSON: Encodable {
    struct Class: Encodable {
        let index: Int
        let label: String
    }
    let `class`: Class?
    /// The layer whose maps are weighted.
    let layer: String?
    /// What the file calls what the layer shows.
    let value: String?
    /// Of the layer's maps: channels, height, width.
    let shape: [Int]?
    /// The largest number of the map; the smallest that the picture's colours stand for is 0.
    let highest: Float?
    /// The map at the layer's resolution.
    let map: String?
    /// One number a map of the layer.
    let weights: String?
    /// The map, enlarged bilinearly, over what was fed.
    let picture: String?
    /// Why there is none.
    let reason: String?

    init(_ cam: GradCAM, labels: Labels) {
        `class` = Class(index: cam.classIndex, label: labels.name(of: cam.classIndex))
        (layer, value, shape) = (cam.layer.name, cam.layer.value, cam.layer.shape)
        highest = cam.map.values.max()
        (map, weights, picture) = ("gradcam.npy", "gradcam-weights.npy", "gradcam.png")
        reason = nil
    }

    init(reason: String) {
        (`class`, layer, value, shape, highest) = (nil, nil, nil, nil, nil)
        (map, weights, picture) = (nil, nil, nil)
        self.reason = reason
    }
}
