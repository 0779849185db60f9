import Analysis
import Tensors

/// The neighbourhood of one sample as a disc: classes as sectors, every neighbour on a way from its distance in one
/// operation to that in another. Pure geometry: angles in turns, clockwise from the top; radii as
/// `NeighborhoodChange` has them.
struct RadialPlot: Sendable, Equatable {
    /// The part of the disc that a class has.
    struct Sector: Sendable, Equatable {
        /// The class, an index into the data set's; -1: of none.
        var classIndex: Int
        /// Where it begins.
        var start: Float
        /// Where it ends.
        var end: Float
        /// How many of the neighbours were of this class.
        var fromCount: Int
        /// How many are.
        var toCount: Int

        /// Its middle.
        var middle: Float { (start + end) / 2 }
    }

    /// The way of a neighbour.
    struct Trace: Sendable, Equatable {
        /// The sample, by its index in the data set.
        var sample: Int
        /// Its class; -1: none.
        var classIndex: Int
        /// Its direction.
        var angle: Float
        /// Where it begins.
        var from: Float
        /// Where it is now: between where it begins and where it ends, while it moves.
        var to: Float
        /// How much farther it went, in radii; below 0: it came closer.
        var change: Float
        /// Its place among all others, 1 for the nearest.
        var fromRank: Int
        /// See `fromRank`.
        var toRank: Int
    }

    /// Clockwise from the top.
    var sectors: [Sector] = []
    /// As `NeighborhoodChange` orders them: the one that came closest first.
    var traces: [Trace] = []
    /// How many neighbours each operation has.
    var count = 0

    /// No sector is narrower, in turns, unless there are too many.
    static let leastSector: Float = 0.055

    /// Nothing.
    init() {}

    /// The disc of a neighbourhood.
    ///
    /// - Parameters:
    ///   - samples: the sample of each row, by its index in the data set.
    ///   - classOf: the class of each row; -1: none.
    ///   - isShown: whether a row is shown at all.
    ///   - seed: of the angles.
    init(
        _ change: NeighborhoodChange, samples: [Int], classOf: [Int], seed: UInt64 = 0,
        isShown: (Int) -> Bool = { _ in true }
    ) {
        count = change.count
        let shown = change.neighbors.filter { isShown($0.row) }
        let byClass = Dictionary(grouping: shown.indices) { classOf[shown[$0].row] }
        // Samples of no class come last.
        let classes = byClass.keys.sorted { ($0 < 0 ? Int.max : $0) < ($1 < 0 ? Int.max : $1) }
        let counts = classes.map { index -> (from: Int, to: Int, all: Int) in
            let members = (byClass[index] ?? []).map { shown[$0] }
            return (
                members.count { $0.fromRank <= count }, members.count { $0.toRank <= count }, members.count
            )
        }
        let widths = Self.widths(
            now: counts.map { Float($0.to) }, either: counts.map { Float($0.all) }, least: Self.leastSector)
        var start: Float = 0
        var angles = [Float](repeating: 0, count: shown.count)
        for (place, index) in classes.enumerated() {
            let sector = Sector(
                classIndex: index, start: start, end: start + widths[place], fromCount: counts[place].from,
                toCount: counts[place].to)
            sectors.append(sector)
            start = sector.end
            let members = byClass[index] ?? []
            let places = Self.angles(of: members.map { samples[shown[$0].row] }, in: sector, seed: seed)
            for (member, angle) in zip(members, places) { angles[member] = angle }
        }
        traces = shown.enumerated().map { place, neighbor in
            Trace(
                sample: samples[neighbor.row], classIndex: classOf[neighbor.row], angle: angles[place],
                from: neighbor.fromRadius, to: neighbor.toRadius, change: neighbor.change,
                fromRank: neighbor.fromRank, toRank: neighbor.toRank)
        }
    }

    /// The widths of the sectors in turns, together 1: half by the share of the present neighbours, half by that of all
    /// that are shown, none under `least`.
    static func widths(now: [Float], either: [Float], least: Float) -> [Float] {
        guard !now.isEmpty else { return [] }
        let least = min(least, 0.6 / Float(now.count))
        let (nowSum, eitherSum) = (now.reduce(0, +), either.reduce(0, +))
        let wanted = zip(now, either).map { now, either in
            nowSum > 0 ? (now / nowSum + either / eitherSum) / 2 : either / max(eitherSum, 1)
        }
        // Those that are too narrow get the least; the others share what is left as they did.
        var narrow = Set<Int>()
        while true {
            let room = 1 - Float(narrow.count) * least
            let sum = wanted.indices.filter { !narrow.contains($0) }.reduce(0) { $0 + wanted[$1] }
            let widths = wanted.indices.map {
                narrow.contains($0) ? least : wanted[$0] / max(sum, 1e-9) * room
            }
            let next = widths.indices.filter { !narrow.contains($0) && widths[$0] < least }
            guard !next.isEmpty else { return widths }
            narrow.formUnion(next)
        }
    }

    /// A direction for each sample of a sector: at even distances, shifted a little, in an order that the seed decides.
    static func angles(of samples: [Int], in sector: Sector, seed: UInt64) -> [Float] {
        let keys = samples.map { sample -> UInt64 in
            var generator = SplitMix64(seed: seed &+ UInt64(truncatingIfNeeded: sample) &* 0x9E37_79B9)
            return generator.next()
        }
        let order = samples.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
        let margin = min((sector.end - sector.start) * 0.08, 0.006)
        let pitch = (sector.end - sector.start - 2 * margin) / Float(max(samples.count, 1))
        var angles = [Float](repeating: 0, count: samples.count)
        for (place, index) in order.enumerated() {
            let aside = Float(keys[index] >> 40) / Float(1 << 24) - 0.5
            angles[index] = sector.start + margin + (Float(place) + 0.5 + aside * 0.5) * pitch
        }
        return angles
    }

    /// The sector in a direction.
    func sector(at angle: Float) -> Sector? {
        sectors.first { angle >= $0.start && angle < $0.end }
            ?? (angle >= 0 && angle <= 1 ? sectors.last : nil)
    }

    /// The trace of a sample.
    func trace(of sample: Int) -> Trace? { traces.first { $0.sample == sample } }

    // MARK: Motion

    /// Every neighbour a share of its way from where it begins, 0...1.
    func played(_ share: Float) -> RadialPlot {
        guard share < 1 else { return self }
        var plot = self
        for index in plot.traces.indices {
            plot.traces[index].to = traces[index].from + (traces[index].to - traces[index].from) * share
        }
        return plot
    }

    /// This disc a share of the way to another one, 0...1; neighbours that only the other one has grow from where they
    /// begin.
    func moved(_ share: Float, to other: RadialPlot) -> RadialPlot {
        guard share < 1 else { return other }
        var plot = other
        let before = Dictionary(traces.map { ($0.sample, $0) }, uniquingKeysWith: { first, _ in first })
        func between(_ start: Float, _ end: Float) -> Float { start + (end - start) * share }
        for (index, trace) in other.traces.enumerated() {
            guard let old = before[trace.sample] else {
                plot.traces[index].to = between(trace.from, trace.to)
                continue
            }
            plot.traces[index].angle = between(old.angle, trace.angle)
            plot.traces[index].from = between(old.from, trace.from)
            plot.traces[index].to = between(old.to, trace.to)
        }
        let sectorsBefore = Dictionary(
            sectors.map { ($0.classIndex, $0) }, uniquingKeysWith: { first, _ in first })
        guard sectorsBefore.count == other.sectors.count,
            other.sectors.allSatisfy({ sectorsBefore[$0.classIndex] != nil })
        else { return plot }
        for (index, sector) in other.sectors.enumerated() {
            guard let old = sectorsBefore[sector.classIndex] else { continue }
            plot.sectors[index].start = between(old.start, sector.start)
            plot.sectors[index].end = between(old.end, sector.end)
        }
        return plot
    }
}
