import Datasets
import Inference
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
        guard activations.areResultsFinite else { throw AnalysisError.notFinite }
        let analyzer = LayerAnalyzer(clusterCount: clusterCount, workers: network.runner.workers)
        guard let analyses = analyzer.analyze(network.layers, in: activations, isStale: isStale) else {
            throw InferenceError.stale
        }
        return NetworkAnalysis(
            fed: picture, clusterCount: clusterCount, layers: analyses, activations: activations,
            merging: network.merging, output: OutputPicture(of: network, in: activations))
    }

    private func run(
        _ input: Tensor, since base: Activations?, isStale: @Sendable () -> Bool
    ) throws -> Activations {
        guard let base else { return try network.runner.run(input, isStale: isStale) }
        return try network.runner.run(input, since: base, isStale: isStale)
    }
}

/// Why a picture has no analysis.
public enum AnalysisError: Error, Equatable, CustomStringConvertible {
    /// The network's output holds infinities or what is not a number.
    case notFinite
    /// What was asked for needs class probabilities, and the network gives none; the reason is a sentence.
    case noClasses(String)

    /// The error in one sentence.
    public var description: String {
        switch self {
        case .notFinite:
            "The network's output for this picture is not a number: its weights are damaged, or too large."
        case .noClasses(let reason): reason
        }
    }
}
