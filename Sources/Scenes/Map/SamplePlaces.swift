import Rendering
import Synchronization

/// Samples in the plane, as an embedding of a layer lays them out.
///
/// Immutable and cheap to pass on; recognised by `id`.
struct SamplePlaces: Sendable, Identifiable {
    /// Unique in this process.
    let id: UInt64
    /// The samples, by their index in the data set, ascending.
    let samples: [Int]
    /// The class of each; -1: of none.
    let classOf: [Int]
    /// Where each lies, in the unit of the embedding, y down.
    let points: [Point]
    /// The smallest upright rectangle around them.
    let bounds: Rectangle

    private static let nextID = Atomic<UInt64>(1)

    /// Samples, their classes and places, as many of each.
    init(samples: [Int], classOf: [Int], points: [Point]) {
        precondition(
            samples.count == points.count && classOf.count == points.count,
            "\(points.count) places of \(samples.count) samples in \(classOf.count) classes")
        id = Self.nextID.add(1, ordering: .relaxed).oldValue
        (self.samples, self.classOf, self.points) = (samples, classOf, points)
        let low = points.reduce(points.first ?? .zero, pointwiseMin)
        let high = points.reduce(points.first ?? .zero, pointwiseMax)
        bounds = Rectangle(origin: low, size: high - low)
    }

    /// How many samples there are.
    var count: Int { samples.count }

    /// The position of a sample of the data set; nil: it is not among these.
    func position(of sample: Int) -> Int? {
        var (low, high) = (0, samples.count)
        while low < high {
            let middle = (low + high) / 2
            if samples[middle] < sample { low = middle + 1 } else { high = middle }
        }
        return low < samples.count && samples[low] == sample ? low : nil
    }

    /// The same samples a `fraction` of the way to their places in `other`; these, where those are others.
    func moved(_ fraction: Float, to other: SamplePlaces) -> SamplePlaces {
        guard samples == other.samples else { return self }
        let between = zip(points, other.points).map { $0 + ($1 - $0) * fraction }
        return SamplePlaces(samples: samples, classOf: other.classOf, points: between)
    }

    /// The point whose coordinates are the medians of those of some positions; nil for none.
    func median(of positions: [Int]) -> Point? {
        guard !positions.isEmpty else { return nil }
        let middle = positions.count / 2
        return Point(
            positions.map { points[$0].x }.sorted()[middle], positions.map { points[$0].y }.sorted()[middle])
    }
}
