import Datasets
import Foundation
import Inference
import ONNX

extension LoadedNetwork {
    /// Reads a model with what lies beside it, and prepares it to run.
    ///
    /// - Parameter workers: what runs of the network are shared among.
    /// - Throws: with one sentence that says what is wrong, and where.
    public static func load(
        from url: URL, workers: Workers = .standard
    ) throws -> LoadedNetwork {
        let graph = try ONNXFile.readGraph(at: url, workers: workers)
        let sidecar = try Sidecar.read(beside: url)
        guard graph.inputs.count == 1, let input = graph.inputs.first else {
            throw LoadingError.inputCount(url.lastPathComponent, graph.inputs.count)
        }
        let plan = try Plan(
            graph, inputShape: try concreteShape(of: input, sidecar: sidecar), workers: workers)
        let preprocessing = try Preprocessing(inputShape: plan.inputShape, sidecar: sidecar)
        guard plan.classCount >= 2 else { throw LoadingError.notAClassifier(url.lastPathComponent) }
        return LoadedNetwork(
            url: url, displayName: displayName(of: url), plan: plan, runner: Runner(plan, workers: workers),
            layers: try named(plan.layers, by: sidecar), preprocessing: preprocessing,
            labels: try Labels(sidecar, classCount: plan.classCount))
    }

    /// Feeds a grey picture, so that a network whose weights are damaged is found out before it takes another's
    /// place.
    ///
    /// - Throws: `AnalysisError.notFinite`, and whatever a run throws.
    func requireNumbers() throws {
        let grey = Picture(
            width: preprocessing.width, height: preprocessing.height, red: 128, green: 128, blue: 128)
        let logits = try runner.logits(batch: preprocessing.tensor(from: grey))
        guard logits.values.allSatisfy(\.isFinite) else { throw AnalysisError.notFinite }
    }

    /// The input's extents for one picture: where the file leaves them open, the sidecar's, else 224 pixels.
    private static func concreteShape(of input: Graph.Input, sidecar: Sidecar?) throws -> [Int] {
        guard input.shape.count == 4 else { throw LoadingError.inputRank(input.name, input.shape) }
        var shape = input.shape
        shape[0] = 1
        let isLast =
            sidecar?.layout == .channelsLast || (shape[1] ?? 0) > 4 && [1, 3].contains(shape[3] ?? 0)
        let axes = isLast ? (channels: 3, height: 1, width: 2) : (channels: 1, height: 2, width: 3)
        shape[axes.channels] = shape[axes.channels] ?? sidecar?.channelOrder?.count ?? 3
        shape[axes.height] = shape[axes.height] ?? sidecar?.size?[0] ?? 224
        shape[axes.width] = shape[axes.width] ?? sidecar?.size?[1] ?? 224
        return shape.compactMap { $0 }
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

/// What keeps a network from being shown, though its file can be read.
public enum LoadingError: Error, Equatable, CustomStringConvertible {
    /// It reads several inputs, or none.
    case inputCount(String, Int)
    /// Its input is no picture.
    case inputRank(String, [Int?])
    /// Its output is not a list of classes.
    case notAClassifier(String)

    /// The error in one sentence.
    public var description: String {
        switch self {
        case .inputCount(let file, let count):
            "\(file) reads \(count) inputs; Convoscope shows networks that read one picture."
        case .inputRank(let name, let shape):
            "The input \"\(name)\" has \(shape.count) dimensions; Convoscope feeds pictures, which need 4 "
                + "(batch, channels, height, width)."
        case .notAClassifier(let file):
            "\(file) is not a classifier: its output is not a list of at least two classes."
        }
    }
}
