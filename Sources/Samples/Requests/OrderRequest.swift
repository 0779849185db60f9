import Analysis
import Tensors

/// The order in which an operation sees the samples: alike ones follow each other (VAT).
///
/// Samples beyond `largestCount` are left out, evenly: the distances of all pairs are held in memory.
public struct OrderRequest: SampleRequest {
    /// The samples.
    public var population: Population
    /// The operation, by `SampleOperation.id`.
    public var operation: Int

    /// No more samples than these are put in order: what a curve of 128 x 128 cells holds.
    public static let largestCount = 16_384

    /// A request for an operation.
    public init(_ population: Population, operation: Int) {
        (self.population, self.operation) = (population, operation)
    }

    /// Pairs of samples take more than a moment.
    public var isLong: Bool { true }
}

/// Samples in an order.
public struct SampleOrder: Sendable {
    /// Positions in the population, alike ones one after the other.
    public let order: [Int]
}

/// Classes make no difference to the order.
extension OrderRequest {
    /// By the samples and the operation, not by classes.
    public static func == (left: OrderRequest, right: OrderRequest) -> Bool {
        left.operation == right.operation && left.population.sampleNumber == right.population.sampleNumber
    }
    /// By the samples and the operation, not by classes.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(operation)
        hasher.combine(population.sampleNumber)
    }
}

extension OrderRequest {
    /// Puts the samples in order.
    public func result(
        in store: ActivationStore, isStale: @Sendable () -> Bool, progress: @Sendable (Int, Int) -> Void
    ) throws -> SampleOrder {
        let chosen = population.evenly(Self.largestCount)
        let rows = try store.rows(
            of: store.operations[operation], samples: chosen.map { population.samples[$0] }, isStale: isStale,
            progress: progress)
        let found = try VATOrder(
            of: rows, workers: store.feed.runner.workers, isStale: isStale, progress: progress)
        return SampleOrder(order: found.order.map { chosen[Int($0)] })
    }

    /// As in "the curve of conv4_1".
    public func words(in store: ActivationStore) -> String {
        "the curve of \(store.operations[operation].name)"
    }
}

extension Population {
    /// Positions of at most `limit` samples, spread evenly.
    func evenly(_ limit: Int) -> [Int] {
        count <= limit ? Array(0..<count) : (0..<limit).map { $0 * count / limit }
    }
}
