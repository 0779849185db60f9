import CKernels

/// Some vertices of a layout that one thread moves, with their edges.
struct LayoutStripe: Sendable {
    private let first: Int32, last: Int32
    private var heads: [Int32] = [], tails: [Int32] = []
    /// Epochs from one pull of an edge to the next, and the epoch of the next: the strongest edge pulls every time.
    private var periods: [Float] = [], times: [Float]
    private var active: [Int32]

    /// - Parameters:
    ///   - range: the places of the vertices.
    ///   - order: the vertex at each place.
    ///   - places: the place of each vertex.
    init(_ range: Range<Int>, of order: [Int], places: [Int32], in graph: FuzzyGraph) {
        (first, last) = (Int32(range.lowerBound), Int32(range.upperBound - 1))
        let largest = graph.weights.max() ?? 1
        // First one edge of every vertex, then another one: a vertex need not wait for itself.
        let mostEntries = range.reduce(0) { max($0, graph.entries(of: order[$1]).count) }
        for offset in 0..<mostEntries {
            for place in range where offset < graph.entries(of: order[place]).count {
                let entry = graph.entries(of: order[place]).lowerBound + offset
                heads.append(Int32(place))
                tails.append(places[Int(graph.others[entry])])
                periods.append(largest / graph.weights[entry])
            }
        }
        times = periods
        active = [Int32](repeating: 0, count: heads.count)
    }

    /// One epoch, of which `layout` says all but the vertices.
    mutating func move(_ layout: ck_layout) {
        var layout = layout
        (layout.first, layout.last) = (first, last)
        ck_layout_epoch(&layout, heads, tails, periods, &times, heads.count, &active)
    }
}
