import Analysis
import Datasets
import Inference
import Tensors

/// A layer's channels by pictures.
public struct HeatmapRequest: SampleRequest {
    /// The samples.
    public var population: Population
    /// The layer, by `SampleLayer.id`.
    public var layer: Int
    /// What a cell shows.
    public var summary = SummaryChoice()
    /// At most so many pictures of each class are shown, spread over it.
    public var perClass: Int

    /// A request with the usual parameters.
    public init(_ population: Population, layer: Int, perClass: Int) {
        (self.population, self.layer, self.perClass) = (population, layer, perClass)
    }
}

/// Channels by pictures.
public struct ChannelHeatmap: Sendable {
    /// The pictures: positions in the population.
    public let shown: [Int]
    /// `[channels, shown]`: the summaries.
    public let values: Tensor
    /// What the channels can be ordered by.
    public let ranks: ChannelScores
}

/// What the channels of a layer can be ordered by; a number a channel each.
public struct ChannelScores: Sendable {
    /// The variance of the summaries over all samples of the population.
    public let variance: [Float]
    /// The sum of the distances of all pairs of classes (the paper's equation 3).
    public let classDistance: [Float]
    /// The L2 norm of the channel's filter; nil where the layer has none (input, joins).
    public let filterNorm: [Float]?

    /// The scores of an order; nil where there are none.
    public func scores(_ order: ChannelOrdering) -> [Float]? {
        switch order {
        case .variance: variance
        case .classDistance: classDistance
        case .filterNorm: filterNorm
        }
    }

    /// The channels, the highest score first, equal ones by number.
    public func channels(by order: ChannelOrdering) -> [Int] {
        let scores = scores(order) ?? classDistance
        return scores.indices.sorted { (scores[$0], -$0) > (scores[$1], -$1) }
    }
}

/// An order of channels.
public enum ChannelOrdering: String, Sendable, Hashable, CaseIterable, Codable {
    /// By the variance of the summaries.
    case variance
    /// By the sum of the distances of all pairs of classes.
    case classDistance
    /// By the L2 norm of the filter.
    case filterNorm
}

/// The maps of one sample in a layer.
public struct SampleMapsRequest: SampleRequest {
    /// The sample, by its index in the data set.
    public var sample: Int
    /// The layer, by `SampleLayer.id`.
    public var layer: Int
    /// On which side of the non-linearity.
    public var side: LayerSide

    /// A request.
    public init(sample: Int, layer: Int, side: LayerSide) {
        (self.sample, self.layer, self.side) = (sample, layer, side)
    }
}

/// The maps of one sample in a layer, with the range of all maps of all samples (the paper's equation 2).
public struct SampleMaps: Sendable {
    /// `[channels, height, width]`
    public let maps: Tensor
    /// The smallest and the largest value of the layer over the whole data set.
    public let range: ClosedRange<Float>
    /// The sample's picture in the pixels of the network's input.
    public let picture: Picture
}

extension HeatmapRequest {
    /// Gathers the summaries and ranks the channels.
    public func result(
        in store: ActivationStore, isStale: @Sendable () -> Bool, progress: @Sendable (Int, Int) -> Void
    ) throws -> ChannelHeatmap {
        let shown = population.shown(atMostPerClass: perClass)
        let summaries = try store.summaries(
            of: layer, summary, samples: shown.map { population.samples[$0] })
        let channels = store.layers[layer].channelCount
        var values = Tensor(uninitialized: [channels, shown.count])
        summaries.withValues { source in
            values.withMutableValues { target in
                for channel in 0..<channels {
                    for picture in shown.indices {
                        target[channel * shown.count + picture] = source[picture * channels + channel]
                    }
                }
            }
        }
        return ChannelHeatmap(
            shown: shown, values: values,
            ranks: try ChannelScores(of: layer, in: store, population: population, summary: summary))
    }

    /// As in "channels of conv 4_1".
    public func words(in store: ActivationStore) -> String { "channels of \(store.layers[layer].name)" }
}

extension ChannelScores {
    /// The scores of a layer's channels over all samples of a population.
    public init(
        of layer: Int, in store: ActivationStore, population: Population, summary: SummaryChoice
    ) throws {
        let summaries = try store.summaries(of: layer, summary, samples: population.samples)
        let ranks = try ChannelRanks(
            summaries: summaries, classOf: population.classOf, classCount: population.classNames.count)
        (variance, classDistance) = (ranks.variance, ranks.classDistance)
        if case .layer(let id) = store.layers[layer].source {
            let norms = try store.feed.filterNorms()[id]
            filterNorm = norms?.count == store.layers[layer].channelCount ? norms : nil
        } else {
            filterNorm = nil
        }
    }
}

extension SampleMapsRequest {
    /// Runs the sample.
    public func result(
        in store: ActivationStore, isStale: @Sendable () -> Bool, progress: @Sendable (Int, Int) -> Void
    ) throws -> SampleMaps {
        let stage = store.layers[layer]
        let values = try store.activations(
            of: store.operation(of: LayerAspect(layer: layer, side: side)), samples: [sample],
            isStale: isStale)
        return SampleMaps(
            maps: values.reshaped(stage.shape), range: store.range(of: layer, side: side),
            picture: try store.fittedPicture(sample))
    }

    /// As in "maps of conv 4_1".
    public func words(in store: ActivationStore) -> String { "maps of \(store.layers[layer].name)" }
}
