import Datasets
import Foundation
import Inference
import ONNX
import Samples
import Synchronization
import Tensors

extension LoadedNetwork {
    /// What samples are run through.
    public var sampleFeed: SampleFeed {
        let (url, layers, plan, network) = (url, layers, plan, self)
        let norms = FilterNorms(of: layers, in: url)
        return SampleFeed(
            plan: plan, runner: runner, preprocessing: preprocessing, layers: layers,
            fingerprint: {
                let bytes = try Data(contentsOf: url, options: .alwaysMapped)
                var hash = ContentHash()
                bytes.withUnsafeBytes { hash.add($0) }
                hash.add("\(plan.classCount) classes")
                // The same file fed other constants is another network.
                for (name, value) in plan.furtherInputs.sorted(by: { $0.key < $1.key }) {
                    hash.add(name)
                    value.file.withUnsafeBytes { hash.add($0) }
                }
                // Weights may lie beside the file.
                for number in try network.response() { hash.add(String(format: "%.3e", number)) }
                return hash.text
            },
            filterNorms: { try norms.read() })
    }
}

extension LoadedNetwork {
    /// A few numbers that the network makes of a noise: they tell it from the same file with other weights beside it,
    /// or with other constants for its further inputs.
    fileprivate func response() throws -> [Float] {
        var noise = SplitMix64(seed: 1)
        let pixels = (0..<inputWidth * inputHeight * 3).map { _ in
            UInt8(truncatingIfNeeded: noise.next() >> 32)
        }
        let picture = Picture(width: inputWidth, height: inputHeight, pixels: pixels)
        let run = try runner.run(preprocessing.tensor(from: picture))
        return layers.flatMap { Self.sums(ofChannels: run.maps(of: $0)) }
            + (plan.classCount > 0 ? run.logits.values : [])
    }
}

extension LoadedNetwork {
    /// The sum of every channel of `[channels, height, width]`.
    fileprivate static func sums(ofChannels maps: Tensor) -> [Float] {
        let pixels = maps.count / max(maps.shape[0], 1)
        return maps.withValues { values in
            (0..<maps.shape[0]).map { channel in
                Float(values[channel * pixels..<(channel + 1) * pixels].reduce(0.0) { $0 + Double($1) })
            }
        }
    }
}

/// The L2 norms of the filters of a model's layers, from its file: the plan's weights have normalisations folded in.
///
/// The file is read when somebody first asks, once.
private final class FilterNorms: Sendable {
    private let layers: [Layer]
    private let url: URL
    private let known = Mutex<[Layer.ID: [Float]]?>(nil)

    init(of layers: [Layer], in url: URL) { (self.layers, self.url) = (layers, url) }

    /// By `Layer.id`; layers without filters have none.
    func read() throws -> [Layer.ID: [Float]] {
        try known.withLock { known in
            let norms = try known ?? Self.norms(of: layers, in: url)
            known = norms
            return norms
        }
    }

    private static func norms(of layers: [Layer], in url: URL) throws -> [Layer.ID: [Float]] {
        let graph = try ONNXFile.readModel(at: url).graph
        let nodes = Dictionary(graph.nodes.map { ($0.name, $0) }) { first, _ in first }
        var norms: [Layer.ID: [Float]] = [:]
        for layer in layers where layer.kind != .join {
            guard let node = nodes[layer.node], node.inputs.count > 1,
                case .float(let weights) = graph.constants[node.inputs[1]],
                let axis = outputAxis(of: node, weights: weights.shape, channels: layer.mapCount)
            else { continue }
            norms[layer.id] = lengths(weights, along: axis)
        }
        return norms
    }

    /// The dimension of the weights that counts the channels that are made.
    private static func outputAxis(of node: Graph.Node, weights shape: [Int], channels: Int) -> Int? {
        let likely: [Int]
        switch node.operation.name {
        case "Conv": likely = [0]
        case "ConvTranspose": likely = [1]
        case "Gemm", "MatMul": likely = [1, 0]
        default: return nil
        }
        if let product = node.operation as? Gemm, product.transposesB, shape.first == channels { return 0 }
        return likely.first { $0 < shape.count && shape[$0] == channels }
    }

    private static func lengths(_ weights: Tensor, along axis: Int) -> [Float] {
        let count = weights.shape[axis]
        let inner = weights.shape[(axis + 1)...].reduce(1, *)
        var squares = [Double](repeating: 0, count: count)
        weights.withValues { values in
            for (index, value) in values.enumerated() {
                squares[index / inner % count] += Double(value) * Double(value)
            }
        }
        return squares.map { Float($0.squareRoot()) }
    }
}
