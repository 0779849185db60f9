import Inference
import Analysis
import Tensors

/// The values of an operation's units at places of pictures: what a scatterplot matrix shows. In maps every pixel of
/// every picture is a place; a vector has one.
public struct UnitsRequest: SampleRequest {
    /// The samples.
    public var population: Population
    /// The operation, by `SampleOperation.id`.
    public var operation: Int
    /// At most so many points, chosen at random from all places of all samples.
    public var count: Int
    /// What chooses them.
    public var seed: UInt64 = 0

    /// A request for at most `count` points of an operation.
    public init(_ population: Population, operation: Int, count: Int) {
        (self.population, self.operation, self.count) = (population, operation, count)
    }

    /// All samples are run again.
    public var isLong: Bool { true }
}

/// Places of pictures as points, a dimension for each unit.
public struct UnitPoints: Sendable {
    /// The sample of each point, as a position in the population; in random order.
    public let positions: [Int32]
    /// The place of each point in its map: row * width + column.
    public let places: [Int32]
    /// `[units, points]`
    public let values: Tensor
    /// How many places there are in all.
    public let placeCount: Int
    /// The mean of every unit over the points.
    public let means: [Float]
    /// The standard deviation of every unit over the points (the points as all there is).
    public let deviations: [Float]
    /// The units, the most varying first.
    public let order: [Int]
    /// Pearson's correlation, `[units, units]`, units by number; 0 where one does not vary.
    public let correlation: Tensor
    /// From the 0.15th to the 99.95th percentile of all values: one range for all plots.
    public let range: ClosedRange<Float>
}

/// Classes make no difference to the points.
extension UnitsRequest {
    private var key: [UInt64] { [population.sampleNumber, UInt64(operation), UInt64(count), seed] }

    /// By the samples and all else, not by classes.
    public static func == (left: UnitsRequest, right: UnitsRequest) -> Bool { left.key == right.key }
    /// By the samples and all else, not by classes.
    public func hash(into hasher: inout Hasher) { hasher.combine(key) }
}

/// How every channel of every layer answers to some samples, beside all.
public struct ResponsesRequest: SampleRequest {
    /// The samples.
    public var population: Population
    /// The samples that are compared with all, as positions in the population, ascending.
    public var chosen: [Int]
    /// On which side of the non-linearity.
    public var side: LayerSide

    /// A request for some samples.
    public init(_ population: Population, chosen: [Int], side: LayerSide) {
        (self.population, self.chosen, self.side) = (population, chosen, side)
    }
}

/// Mean responses of layers.
public struct LayerResponses: Sendable {
    /// For every layer of the store and every channel of it: the mean of the chosen samples' channel means, less that of
    /// all samples, in standard deviations of all samples; 0 where a channel does not vary.
    public let scores: [[Float]]
}

/// Every layer's samples on its two most varying channels.
public struct UnitTilesRequest: SampleRequest {
    /// The samples.
    public var population: Population
    /// The layer, by `SampleLayer.id`.
    public var layer: Int
    /// On which side of the non-linearity.
    public var side: LayerSide

    /// A request for a layer.
    public init(_ population: Population, layer: Int, side: LayerSide) {
        (self.population, self.layer, self.side) = (population, layer, side)
    }
}

/// Samples on two channels.
public struct UnitTile: Sendable {
    /// The two channels that vary most, by number; the same twice where there is one only.
    public let channels: SIMD2<Int>
    /// `[samples, 2]`: the channels' means over their maps, in the order of the population.
    public let points: Tensor
}
