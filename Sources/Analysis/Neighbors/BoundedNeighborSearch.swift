import CKernels
import Synchronization
import Tensors

/// The nearest rows of every row, from bounds of all distances: few rows of all have to be measured.
struct BoundedNeighborSearch<Source: RowSource>: Sendable {
    let bounds: SquaredBounds
    let exact: ExactSquares<Source>
    /// How many neighbours a row has, 1 ..< rows.
    let count: Int

    /// Fills in `[rows, count]` numbers each; throws `CancellationError` or what the source throws.
    func run(
        workers: Workers, isStale: @escaping @Sendable () -> Bool, progress: (Int, Int) -> Void,
        indices: inout [Int32], distances: inout [Float]
    ) throws {
        let failure = Mutex<(any Error)?>(nil)
        try indices.withUnsafeMutableBufferPointer { indices in
            try distances.withUnsafeMutableBufferPointer { distances in
                let target = Target(indices: indices, distances: distances)
                for start in stride(from: 0, to: bounds.count, by: 1024) {
                    if isStale() { throw CancellationError() }
                    let end = min(start + 1024, bounds.count)
                    workers.forEachRange(of: end - start, smallest: 16) { range in
                        var scratch = Scratch(rowCount: bounds.count)
                        for place in range where !isStale() {
                            do {
                                try search(start + place, &scratch, into: target)
                            } catch {
                                return failure.withLock { $0 = $0 ?? error }
                            }
                        }
                    }
                    if let error = failure.withLock({ $0 }) { throw error }
                    progress(end, bounds.count)
                }
            }
        }
        if isStale() { throw CancellationError() }
    }

    /// Unchecked Sendable: every row's neighbours are written by one worker.
    private struct Target: @unchecked Sendable {
        let indices: UnsafeMutableBufferPointer<Int32>
        let distances: UnsafeMutableBufferPointer<Float>
    }

    /// What a worker writes to while it looks for the neighbours of a row.
    private struct Scratch {
        var candidates: [ck_candidate]
        /// Measured rows with their squared distances, then those that are to be measured.
        var rows: [Int32]
        var squares: [Double]
        var isKnown: [Bool]
        var ranking: [UInt64] = []

        init(rowCount: Int) {
            candidates = [ck_candidate](repeating: ck_candidate(), count: rowCount)
            rows = [Int32](repeating: 0, count: 2 * rowCount)
            squares = [Double](repeating: 0, count: rowCount)
            isKnown = [Bool](repeating: false, count: rowCount)
        }
    }

    private func search(_ row: Int, _ scratch: inout Scratch, into target: Target) throws {
        let known = nearby(row, &scratch)
        try measure(row, 0..<known, &scratch)
        // Those that seem nearest tell how far the last neighbour is at most.
        let limit = scratch.squares[..<known].sorted()[count - 1]
        let all = known + others(row, within: limit, besides: known, &scratch)
        try measure(row, known..<all, &scratch)
        rank(all, &scratch)
        for place in 0..<count {
            let index = Int(UInt32(truncatingIfNeeded: scratch.ranking[place]))
            target.indices[row * count + place] = scratch.rows[index]
            target.distances[row * count + place] = Float(scratch.squares[index].squareRoot())
        }
    }

    private func measure(_ row: Int, _ places: Range<Int>, _ scratch: inout Scratch) throws {
        try scratch.rows.withUnsafeBufferPointer { rows in
            try scratch.squares.withUnsafeMutableBufferPointer { squares in
                guard let address = squares.baseAddress else { return }
                try exact.measure(
                    from: row, to: .init(rebasing: rows[places]), into: address + places.lowerBound)
            }
        }
    }

    /// Notes the rows with the lowest bounds; returns how many: `count` or more.
    private func nearby(_ row: Int, _ scratch: inout Scratch) -> Int {
        let number = bounds.withRow(row) { values, squares, _ in
            ck_lowest_bounds(values, bounds.count, row, count, squares[row], &scratch.candidates)
        }
        for place in 0..<number { scratch.rows[place] = scratch.candidates[place].row }
        return number
    }

    /// Notes the rows that may be at a squared distance of `limit` or less behind those that are `known`; returns how
    /// many.
    private func others(_ row: Int, within limit: Double, besides known: Int, _ scratch: inout Scratch) -> Int
    {
        let scaled = Float(limit * Double(bounds.scale) * Double(bounds.scale)).nextUp
        for place in 0..<known { scratch.isKnown[Int(scratch.rows[place])] = true }
        let found = scratch.rows.withUnsafeMutableBufferPointer { rows in
            bounds.withRow(row) { values, squares, _ in
                ck_within(
                    values, squares, squares[row], SquaredBounds.error, scaled, row, bounds.count,
                    rows.baseAddress.map { $0 + known })
            }
        }
        var kept = known
        for place in known..<known + found where !scratch.isKnown[Int(scratch.rows[place])] {
            scratch.rows[kept] = scratch.rows[place]
            kept += 1
        }
        for place in 0..<known { scratch.isKnown[Int(scratch.rows[place])] = false }
        return kept - known
    }

    /// Puts places in order: by squared distance, equal ones by row.
    private func rank(_ number: Int, _ scratch: inout Scratch) {
        scratch.ranking.removeAll(keepingCapacity: true)
        for place in 0..<number {
            // Bits of floats that are not negative are in the order of the floats.
            scratch.ranking.append(
                UInt64(Float(scratch.squares[place]).bitPattern) << 32 | UInt64(place))
        }
        scratch.ranking.sort()
        // What is the same as a float is told apart in full.
        var first = 0
        while first < number {
            var last = first + 1
            while last < number, scratch.ranking[last] >> 32 == scratch.ranking[first] >> 32 { last += 1 }
            if last - first > 1 {
                let (squares, rows) = (scratch.squares, scratch.rows)
                scratch.ranking[first..<last].sort { left, right in
                    let places = [left, right].map { Int(UInt32(truncatingIfNeeded: $0)) }
                    return (squares[places[0]], rows[places[0]]) < (squares[places[1]], rows[places[1]])
                }
            }
            first = last
        }
    }
}
