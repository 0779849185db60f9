/// How long one thing took, measured several times.
public struct Spread: Sendable, Encodable, Equatable {
    /// The middle one; of an even number the later of the two in the middle.
    public let median: Double
    /// The shortest.
    public let min: Double
    /// The longest.
    public let max: Double

    /// - Parameter values: at least one.
    init(_ values: [Double]) {
        let sorted = values.sorted()
        guard let first = sorted.first, let last = sorted.last else {
            preconditionFailure("a spread of no values")
        }
        (median, min, max) = (sorted[sorted.count / 2], first, last)
    }

    /// Every value divided by `count`.
    func divided(by count: Int) -> Spread {
        Spread([min / Double(count), median / Double(count), max / Double(count)])
    }
}

/// Measures again and again, but not for ever.
struct Stopwatch {
    /// How often, at most.
    let mostRuns: Int
    /// No further run is begun after this time.
    let budget: Duration

    /// How long `body` takes, in milliseconds.
    ///
    /// A first run is left out, since it finds memory and caches cold, unless `countsFirst` or it takes a quarter of
    /// the budget by itself.
    func measure(countingFirst countsFirst: Bool = false, _ body: () throws -> Void) rethrows -> Spread {
        let start = ContinuousClock.now
        let first = try Self.duration(of: body)
        var times = countsFirst || first > budget / 4 ? [first] : []
        while times.isEmpty || times.count < mostRuns && ContinuousClock.now - start < budget {
            times.append(try Self.duration(of: body))
        }
        return Spread(times.map { $0 / .milliseconds(1) })
    }

    private static func duration(of body: () throws -> Void) rethrows -> Duration {
        let start = ContinuousClock.now
        try body()
        return ContinuousClock.now - start
    }
}
