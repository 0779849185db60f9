import Tensors

extension StrongChannels {
    /// How alike the samples of every two classes are on average, `[classes, classes]`, symmetric.
    ///
    /// All pairs count, except those of a sample with itself. Where two classes have no pair, as a class of one sample
    /// has none with itself, there is no number (NaN).
    ///
    /// - Parameters:
    ///   - classOf: the class of every sample; -1: in none.
    /// - Complexity: all pairs of samples: 10,000 of 512 channels take some tenths of a second.
    /// - Throws: `CancellationError` when stale.
    public func classMeans(
        classOf: [Int], classCount: Int, workers: Workers = .standard,
        isStale: @Sendable () -> Bool = { false }
    ) throws -> Tensor {
        precondition(classOf.count == sampleCount, "\(classOf.count) classes for \(sampleCount) samples")
        let groups = ClassGroups(classOf: classOf, classCount: classCount)
        let sums = try sums(over: groups, workers, isStale)
        var means = Tensor(shape: [classCount, classCount])
        for first in 0..<classCount {
            for second in first..<classCount {
                let (own, other) = (groups.range(of: first).count, groups.range(of: second).count)
                let pairs = first == second ? own * (own - 1) / 2 : own * other
                let mean = Float(sums[first * classCount + second] / Double(pairs))
                means[first, second] = pairs > 0 ? mean : .nan
                means[second, first] = means[first, second]
            }
        }
        return means
    }

    /// For every two classes the sum over their pairs, each pair once, `[classes, classes]`; the lower class first.
    private func sums(
        over groups: ClassGroups, _ workers: Workers, _ isStale: @Sendable () -> Bool
    ) throws -> [Double] {
        let (count, chunk) = (groups.samples.count, 32)
        let sorted = sets.taking(groups.samples)
        let similarities = (0...keptCount).map { Double(similarity(sharing: UInt32($0))) }
        let parts = try workers.map((count + chunk - 1) / chunk, isStale: isStale) { piece in
            (piece * chunk..<min((piece + 1) * chunk, count)).map { row in
                let counts = sorted.sharedCounts(of: row, with: row + 1..<count)
                return groups.sums(of: counts, after: row, similarities)
            }
        }
        var sums = [Double](repeating: 0, count: groups.classCount * groups.classCount)
        for (row, ofRow) in parts.joined().enumerated() {
            let first = groups.classOfRow(row)
            for (second, sum) in zip(first..., ofRow) { sums[first * groups.classCount + second] += sum }
        }
        return sums
    }
}

/// Samples sorted by their class; those in none are left out.
private struct ClassGroups: Sendable {
    /// The samples, the first class's first.
    let samples: [Int]
    let classCount: Int
    /// Where every class begins, and where the last one ends.
    private let starts: [Int]
    private let classes: [Int]

    init(classOf: [Int], classCount: Int) {
        var members = [[Int]](repeating: [], count: classCount)
        for (sample, itsClass) in classOf.enumerated() where itsClass != -1 {
            precondition((0..<classCount).contains(itsClass), "class \(itsClass) of \(classCount)")
            members[itsClass].append(sample)
        }
        self.classCount = classCount
        samples = Array(members.joined())
        starts = members.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) }
        classes = samples.map { classOf[$0] }
    }

    func range(of itsClass: Int) -> Range<Int> { starts[itsClass]..<starts[itsClass + 1] }

    func classOfRow(_ row: Int) -> Int { classes[row] }

    /// The sums of what the counts of the rows after `row` stand for, one for its class and each after it.
    func sums(of counts: [UInt32], after row: Int, _ table: [Double]) -> [Double] {
        counts.withUnsafeBufferPointer { counts in
            table.withUnsafeBufferPointer { table in
                (classes[row]..<classCount).map { other in
                    var sum = 0.0
                    for position in max(starts[other], row + 1)..<max(starts[other + 1], row + 1) {
                        sum += table[Int(counts[position - row - 1])]
                    }
                    return sum
                }
            }
        }
    }
}
