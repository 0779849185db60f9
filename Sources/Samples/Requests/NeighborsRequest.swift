import Analysis
import Tensors

/// The nearest samples of every sample in an operation, and how many of them are also among the nearest in another one.
public struct NeighborsRequest: SampleRequest {
    /// The samples.
    public var population: Population
    /// The operation, by `SampleOperation.id`.
    public var operation: Int
    /// What it is compared with.
    public var reference = 0
    /// How many neighbours are looked at; a sample is none of its own.
    public var count = 100

    /// A request for an operation, against the input.
    public init(_ population: Population, operation: Int) {
        (self.population, self.operation) = (population, operation)
    }

    /// Pairs of samples take more than a moment.
    public var isLong: Bool { true }
}

/// Neighbours, and how many of them stay.
public struct OperationNeighbors: Sendable {
    /// The nearest of each sample, all by their positions in the population.
    public let neighbors: NearestNeighbors
    /// How many of a sample's neighbours are among its neighbours in the reference, 0 ... count; a sample each.
    public let overlap: [Int]
}

/// Classes make no difference to who is near.
extension NeighborsRequest {
    private var key: [UInt64] {
        [population.sampleNumber, UInt64(operation), UInt64(reference), UInt64(count)]
    }

    /// By the samples and all else, not by classes.
    public static func == (left: NeighborsRequest, right: NeighborsRequest) -> Bool { left.key == right.key }
    /// By the samples and all else, not by classes.
    public func hash(into hasher: inout Hasher) { hasher.combine(key) }
}

extension NeighborsRequest {
    /// Finds the neighbours and compares them.
    public func result(
        in store: ActivationStore, isStale: @Sendable () -> Bool, progress: @Sendable (Int, Int) -> Void
    ) throws -> OperationNeighbors {
        let found = try neighbors(of: operation, in: store, isStale, progress)
        let reference = try store.referenceNeighbors.value(for: [
            population.sampleNumber, UInt64(reference), UInt64(count),
        ]) {
            try self.reference == operation
                ? found : neighbors(of: self.reference, in: store, isStale, progress)
        }
        return OperationNeighbors(neighbors: found, overlap: found.overlap(with: reference))
    }

    private func neighbors(
        of operation: Int, in store: ActivationStore, _ isStale: @Sendable () -> Bool,
        _ progress: @Sendable (Int, Int) -> Void
    ) throws -> NearestNeighbors {
        let (operation, workers) = (store.operations[operation], store.feed.runner.workers)
        guard population.count > OrderRequest.largestCount else {
            let rows = try store.rows(
                of: operation, samples: population.samples, isStale: isStale, progress: progress)
            return try NearestNeighbors(
                of: rows, count: count, workers: workers, isStale: isStale, progress: progress)
        }
        // The distances of all pairs would not fit into the memory.
        let rows = try store.activations(
            of: operation, samples: population.samples, isStale: isStale, progress: progress)
        return try NearestNeighbors(of: rows, count: count, workers: workers, isStale: isStale)
    }

    /// As in "neighbors in conv4_1".
    public func words(in store: ActivationStore) -> String {
        "neighbors in \(store.operations[operation].name)"
    }
}

/// How far one sample is from all others in an operation, and how these distances are spread in every class.
public struct DistancesRequest: SampleRequest {
    /// The samples.
    public var population: Population
    /// The operation, by `SampleOperation.id`.
    public var operation: Int
    /// The sample, by its position in the population.
    public var position: Int

    /// A request for a sample in an operation.
    public init(_ population: Population, operation: Int, position: Int) {
        (self.population, self.operation, self.position) = (population, operation, position)
    }
}

/// Distances from one sample.
public struct SampleDistances: Sendable {
    /// The Euclidean distance of every sample of the population; 0 for the sample itself.
    public let distances: [Float]
    /// The others, by their positions in the population, the nearest first.
    public let order: [Int]
    /// Where the densities are told, ascending from 0.
    public let places: [Float]
    /// The density of the distances of every class at the places, per unit of distance: Gaussian kernel, Scott's rule;
    /// one for all samples where there are no classes.
    public let densities: [[Float]]
    /// The kernel's standard deviation for every class, in units of distance; 0 where a class has too few.
    public let bandwidths: [Double]
}

extension DistancesRequest {
    private static let placeCount = 240

    /// Measures the distances.
    public func result(
        in store: ActivationStore, isStale: @Sendable () -> Bool, progress: @Sendable (Int, Int) -> Void
    ) throws -> SampleDistances {
        let rows = try store.rows(
            of: store.operations[operation], samples: population.samples, isStale: isStale, progress: progress
        )
        let distances = try RowDistances(from: position, in: rows, isStale: isStale).values
        let order = population.samples.indices.filter { $0 != position }.sorted {
            (distances[$0], $0) < (distances[$1], $1)
        }
        let largest = distances.max() ?? 0
        let places = (0..<Self.placeCount).map { largest * 1.05 * Float($0) / Float(Self.placeCount - 1) }
        let groups =
            population.classNames.isEmpty ? [Array(population.samples.indices)] : population.membersByClass
        let ofClasses = groups.map { members in
            GaussianDensity(of: members.filter { $0 != position }.map { distances[$0] })
        }
        return SampleDistances(
            distances: distances, order: order, places: places,
            densities: ofClasses.map { $0.values(at: places) },
            bandwidths: ofClasses.map(\.bandwidth))
    }

    /// As in "distances in conv4_1".
    public func words(in store: ActivationStore) -> String {
        "distances in \(store.operations[operation].name)"
    }
}
