import Analysis
import Datasets
import Inference
import Synchronization
import Tensors

/// Runs a picture through a network and makes clusters, representatives and the answer of it.
public struct NetworkAnalyzer: Sendable {
    private let network: LoadedNetwork
    private let clusterCount: Int

    /// An analyser that makes at most `clusterCount` clusters a layer.
    public init(network: LoadedNetwork, clusterCount: Int) {
        self.network = network
        self.clusterCount = clusterCount
    }

    /// Analyses a picture of the network's input size.
    ///
    /// - Parameters:
    ///   - picture: what is fed, in the network's input pixels.
    ///   - activations: those of the same picture, if they are known already.
    ///   - base: those of a picture that differs in parts: only what the difference can reach is computed.
    ///   - isStale: asked between the steps.
    /// - Throws: `InferenceError.stale` when the work is no longer wanted; `AnalysisError` when the output is not
    ///   a number.
    public func analyze(
        _ picture: Picture, reusing activations: Activations? = nil, since base: Activations? = nil,
        isStale: @Sendable () -> Bool = { false }
    ) throws -> NetworkAnalysis {
        let activations =
            try activations
            ?? run(network.preprocessing.tensor(from: picture), since: base, isStale: isStale)
        guard activations.logits.values.allSatisfy(\.isFinite) else { throw AnalysisError.notFinite }
        let layers = network.layers
        let results = Mutex<[LayerAnalysis?]>(Array(repeating: nil, count: layers.count))
        network.runner.workers.forEach(layers.count) { index in
            guard !isStale() else { return }
            let analysis = analyze(layers[index], in: activations)
            results.withLock { $0[index] = analysis }
        }
        let analyses = results.withLock { $0 }.compactMap { $0 }
        guard analyses.count == layers.count else { throw InferenceError.stale }
        return NetworkAnalysis(
            fed: picture, clusterCount: clusterCount, layers: analyses, logits: activations.logits.values,
            probabilities: activations.probabilities, activations: activations)
    }

    private func run(
        _ input: Tensor, since base: Activations?, isStale: @Sendable () -> Bool
    ) throws -> Activations {
        guard let base else { return try network.runner.run(input, isStale: isStale) }
        return try network.runner.run(input, since: base, isStale: isStale)
    }

    private func analyze(_ layer: Layer, in activations: Activations) -> LayerAnalysis {
        guard layer.kind != .join else { return LayerAnalysis(layer: layer, entropies: [], clusters: []) }
        let maps = activations.maps(of: layer)
        let entropies = Entropy.ofMaps(maps)
        let groups = OptimalKMeans1D.cluster(entropies, count: clusterCount)
        return LayerAnalysis(
            layer: layer, entropies: entropies,
            clusters: groups.reversed().map { cluster($0, of: maps, entropies: entropies) })
    }

    private func cluster(_ group: [Int], of maps: Tensor, entropies: [Float]) -> ClusterAnalysis {
        let members = group.sorted { (entropies[$0], $0) < (entropies[$1], $1) }
        let component = PrincipalComponent.first(of: maps.selecting(members))
        return ClusterAnalysis(
            maps: members, meanEntropy: members.reduce(0) { $0 + entropies[$1] } / Float(members.count),
            explainedVariance: component?.explainedVariance,
            representative: component?.scores ?? Tensor(shape: Array(maps.shape.dropFirst())))
    }
}

/// Why a picture has no analysis.
public enum AnalysisError: Error, Equatable, CustomStringConvertible {
    /// The network's output holds infinities or what is not a number.
    case notFinite

    /// The error in one sentence.
    public var description: String {
        "The network's output for this picture is not a number: its weights are damaged, or too large."
    }
}

extension Tensor {
    /// The given slices along the first dimension, one after the other.
    func selecting(_ indices: [Int]) -> Tensor {
        let length = shape.dropFirst().reduce(1, *)
        var result = Tensor(uninitialized: [indices.count] + shape.dropFirst())
        withValues { source in
            result.withMutableValues { target in
                for (position, index) in indices.enumerated() {
                    let slice = source[index * length..<(index + 1) * length]
                    _ = target[(position * length)...].update(fromContentsOf: slice)
                }
            }
        }
        return result
    }
}
