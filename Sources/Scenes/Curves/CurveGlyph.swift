import Analysis
import Synchronization

/// An operation's samples on the curve: which lies where, and how well classes lie together.
///
/// Immutable and cheap to pass on; recognised by `id`.
struct CurveGlyph: Sendable, Identifiable {
    /// Unique in this process.
    let id: UInt64
    /// The cells.
    let grid: CurveGrid
    /// The samples along the curve, by their position in the population.
    let order: [Int]
    /// The class of each sample of the population, an index into the names of `CurveLabels`; -1: of none.
    let labels: [Int]
    /// For each place in the order, how many of the neighbours in the order have the same class: 0, 1, 2.
    let agreement: [UInt8]
    /// How well classes lie together.
    let quality: CurveQuality
    /// The place in the order of each sample of the population; -1: it is not drawn.
    private let placeOf: [Int32]

    private static let nextID = Atomic<UInt64>(1)

    /// The glyph of an order.
    ///
    /// - Parameters:
    ///   - order: positions in the population, each once; as many as `grid` holds.
    ///   - labels: the class of each sample of the population, 0 ..< classCount; -1: of none.
    init(_ order: [Int], on grid: CurveGrid, labels: [Int], classCount: Int) {
        precondition(order.count == grid.count, "\(order.count) samples on a curve for \(grid.count)")
        id = Self.nextID.add(1, ordering: .relaxed).oldValue
        (self.grid, self.order, self.labels) = (grid, order, labels)
        let ordered = order.map { labels[$0] }
        quality = CurveQuality(grid.curve, labels: ordered, classCount: classCount)
        agreement = ordered.indices.map { UInt8(CurveQuality.agreement(of: $0, in: ordered)) }
        var places = [Int32](repeating: -1, count: labels.count)
        for (place, position) in order.enumerated() { places[position] = Int32(place) }
        placeOf = places
    }

    /// The place in the order of a sample, by its position in the population; nil: it is not drawn.
    func place(of position: Int) -> Int? { placeOf[position] < 0 ? nil : Int(placeOf[position]) }

    /// The cell of a sample, by its position in the population; nil: it is not drawn.
    func cell(of position: Int) -> SIMD2<Int32>? { place(of: position).map { grid.cell(of: $0) } }

    /// The positions in the population along the curve around a place, at most `reach` to each side.
    func neighbors(of place: Int, reach: Int) -> [Int] {
        Array(order[max(place - reach, 0)...min(place + reach, order.count - 1)])
    }
}
