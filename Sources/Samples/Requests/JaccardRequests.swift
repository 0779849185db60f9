import Analysis
import Tensors

/// How many of their strongest channels pictures share, picture by picture (the paper's equation 1).
public struct SharedChannelsRequest: SampleRequest {
    /// The samples.
    public var population: Population
    /// The layer, by `SampleLayer.id`.
    public var layer: Int
    /// What a channel's strength is.
    public var summary = SummaryChoice()
    /// The share of the channels that count as strong, 0...1.
    public var share: Float = 0.2
    /// At most so many pictures of each class are shown, spread over it.
    public var perClass: Int

    /// A request with the usual parameters.
    public init(_ population: Population, layer: Int, perClass: Int) {
        (self.population, self.layer, self.perClass) = (population, layer, perClass)
    }
}

/// A matrix of pictures.
public struct SharedChannels: Sendable {
    /// The pictures: positions in the population.
    public let shown: [Int]
    /// `[shown, shown]`, 0...1, the diagonal 1.
    public let matrix: Tensor
    /// The 1st and 99th percentile of its off-diagonal values.
    public let percentiles: ClosedRange<Float>
    /// How many channels of all count as strong.
    public let keptCount: Int
    /// The strong channels, to tell which two pictures share: by position in the population.
    public let strong: StrongChannels
}

/// How many of their strongest channels the pictures of two classes share on average.
public struct ClassMeansRequest: SampleRequest {
    /// The samples.
    public var population: Population
    /// The layer, by `SampleLayer.id`.
    public var layer: Int
    /// What a channel's strength is.
    public var summary = SummaryChoice()
    /// The share of the channels that count as strong, 0...1.
    public var share: Float = 0.2

    /// A request with the usual parameters.
    public init(_ population: Population, layer: Int) {
        (self.population, self.layer) = (population, layer)
    }
}

/// A matrix of classes.
public struct ClassMeans: Sendable {
    /// `[classes, classes]`: the mean Jaccard similarity over all pairs of pictures, those of a picture with itself left
    /// out; not a number where a class has too few.
    public let matrix: Tensor
}

/// Which classes a layer takes for one another, and which kinds it finds in a class.
public struct HierarchyRequest: SampleRequest {
    /// The similarity of the classes.
    public var means: ClassMeansRequest
    /// Where the search for subclasses starts.
    public var seed: UInt64 = 0

    /// A request on a layer's class means.
    public init(_ means: ClassMeansRequest) { self.means = means }
}

/// Superclasses and subclasses.
public struct ConfusionHierarchy: Sendable {
    /// The classes that have samples: indices into the population's.
    public let classes: [Int]
    /// The mean Jaccard similarity, `[classes, classes]` of those.
    public let similarity: Tensor
    /// Average linkage on 1 - similarity, in scipy's numbering; a merge's similarity is 1 - its height.
    public let linkage: AverageLinkage
    /// The subclasses of each of `classes`: positions in the population, the largest first; none where it does not split.
    public let subclasses: [[[Int]]]
}

extension SharedChannelsRequest {
    /// Compares the pictures.
    public func result(
        in store: ActivationStore, isStale: @Sendable () -> Bool, progress: @Sendable (Int, Int) -> Void
    ) throws -> SharedChannels {
        let strong = StrongChannels(
            summaries: try store.summaries(of: layer, summary, samples: population.samples), share: share)
        let shown = population.shown(atMostPerClass: perClass)
        let matrix = strong.matrix(of: shown)
        return SharedChannels(
            shown: shown, matrix: matrix, percentiles: Self.percentiles(of: matrix),
            keptCount: strong.keptCount,
            strong: strong)
    }

    /// The 1st and 99th percentile of what is off the diagonal, as numpy interpolates them.
    private static func percentiles(of matrix: Tensor) -> ClosedRange<Float> {
        let count = matrix.shape[0]
        var values = matrix.values.enumerated().filter { $0.offset / count != $0.offset % count }.map(
            \.element)
        guard !values.isEmpty else { return 0...1 }
        values.sort()
        let low = Self.percentile(0.01, ofSorted: values)
        return low...max(low, Self.percentile(0.99, ofSorted: values))
    }

    private static func percentile(_ share: Float, ofSorted values: [Float]) -> Float {
        let place = share * Float(values.count - 1)
        let index = min(Int(place), values.count - 1)
        let next = values[min(index + 1, values.count - 1)]
        return values[index] + (next - values[index]) * (place - Float(index))
    }

    /// As in "shared channels of conv 4_1".
    public func words(in store: ActivationStore) -> String {
        "shared channels of \(store.layers[layer].name)"
    }
}

extension ClassMeansRequest {
    /// Compares all pictures of all classes.
    public func result(
        in store: ActivationStore, isStale: @Sendable () -> Bool, progress: @Sendable (Int, Int) -> Void
    ) throws -> ClassMeans {
        let strong = StrongChannels(
            summaries: try store.summaries(of: layer, summary, samples: population.samples), share: share)
        return ClassMeans(
            matrix: try strong.classMeans(
                classOf: population.classOf, classCount: population.classNames.count, isStale: isStale))
    }

    /// As in "classes in conv 4_1".
    public func words(in store: ActivationStore) -> String { "classes in \(store.layers[layer].name)" }
}

extension HierarchyRequest {
    /// Joins alike classes and divides those that have several kinds.
    public func result(
        in store: ActivationStore, isStale: @Sendable () -> Bool, progress: @Sendable (Int, Int) -> Void
    ) throws -> ConfusionHierarchy {
        let population = means.population
        let members = population.membersByClass
        let classes = members.indices.filter { members[$0].count > 1 }
        let all = try means.result(in: store, isStale: isStale, progress: progress).matrix
        var similarity = Tensor(shape: [classes.count, classes.count])
        var distances = similarity
        for (row, first) in classes.enumerated() {
            for (column, second) in classes.enumerated() {
                similarity[row, column] = all[first, second]
                distances[row, column] = row == column ? 0 : 1 - all[first, second]
            }
        }
        let summaries = try store.summaries(of: means.layer, means.summary, samples: population.samples)
        let subclasses = try classes.map { index in
            try Subclasses(of: summaries, members: members[index], seed: seed, isStale: isStale).groups
        }
        return ConfusionHierarchy(
            classes: classes, similarity: similarity, linkage: AverageLinkage(distances: distances),
            subclasses: subclasses)
    }

    /// As in "the hierarchy of conv 4_1".
    public func words(in store: ActivationStore) -> String {
        "the hierarchy of \(store.layers[means.layer].name)"
    }
}
