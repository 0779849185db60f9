/// K-means of numbers on a line, solved to its global optimum.
///
/// On a line an optimal cluster is a run of the sorted values, so dynamic programming finds the partition of
/// the smallest sum of squared distances to the cluster means: no seeds, always the same answer. A row of the
/// table is filled by divide and conquer, since the best start of the last cluster never moves left as values
/// are added.
/// Source: H. Wang and M. Song, "Ckmeans.1d.dp", The R Journal 3(2), 2011; M. Song and H. Zhong, "Efficient
/// weighted univariate clustering", Bioinformatics 36(20), 2020.
public enum OptimalKMeans1D {
    /// The indices of `values` in at most `count` clusters.
    ///
    /// - Parameters:
    ///   - values: finite numbers, in any order.
    ///   - count: the number of clusters wanted, at least 1.
    /// - Returns: clusters ordered by mean, smallest first, each with its indices ascending. Equal values
    ///   share a cluster, so fewer distinct values than `count` make fewer clusters; no values make none.
    ///   Among partitions of equal cost the one whose later clusters start earlier wins.
    /// - Complexity: O(n log n + count * m log m) for m distinct values.
    public static func cluster(_ values: [Float], count: Int) -> [[Int]] {
        precondition(count >= 1, "\(count) clusters")
        precondition(values.allSatisfy(\.isFinite), "only finite values can be clustered")
        let groups = groupsOfEqualValues(values)
        guard !groups.isEmpty else { return [] }
        let costs = RunCosts(groups.map { (Double(values[$0[0]]), Double($0.count)) })
        let starts = optimalStarts(costs, runCount: groups.count, clusterCount: min(count, groups.count))
        return zip(starts, starts.dropFirst() + [groups.count]).map { start, end in
            groups[start..<end].joined().sorted()
        }
    }

    /// The indices of equal values together, smallest value first.
    private static func groupsOfEqualValues(_ values: [Float]) -> [[Int]] {
        var groups: [[Int]] = []
        for index in values.indices.sorted(by: { (values[$0], $0) < (values[$1], $1) }) {
            if let last = groups.last, values[last[0]] == values[index] {
                groups[groups.count - 1].append(index)
            } else {
                groups.append([index])
            }
        }
        return groups
    }

    /// The first value of every cluster of the best partition.
    private static func optimalStarts(_ costs: RunCosts, runCount: Int, clusterCount: Int) -> [Int] {
        var best = (0..<runCount).map { costs.ofRun(0, $0) }
        var startsOfRows: [[Int]] = []
        for row in 1..<max(clusterCount, 1) {
            var table = Row(previous: best, first: row, count: runCount)
            table.fill(row...(runCount - 1), startingIn: row...(runCount - 1), costs)
            best = table.best
            startsOfRows.append(table.starts)
        }
        var starts: [Int] = []
        var end = runCount - 1
        for row in startsOfRows.reversed() {
            starts.append(row[end])
            end = row[end] - 1
        }
        return [0] + starts.reversed()
    }

    /// One row of the table: the cost of the best partition of the first values into one cluster more.
    private struct Row {
        let previous: [Double]
        var best: [Double]
        var starts: [Int]

        init(previous: [Double], first: Int, count: Int) {
            self.previous = previous
            best = [Double](repeating: .infinity, count: count)
            starts = [Int](repeating: first, count: count)
        }

        /// Fills the entries of `ends`, whose last cluster starts somewhere in `candidates`.
        mutating func fill(
            _ ends: ClosedRange<Int>, startingIn candidates: ClosedRange<Int>, _ costs: RunCosts
        ) {
            let middle = (ends.lowerBound + ends.upperBound) / 2
            for start in candidates.lowerBound...min(candidates.upperBound, middle) {
                let cost = previous[start - 1] + costs.ofRun(start, middle)
                guard cost < best[middle] else { continue }
                best[middle] = cost
                starts[middle] = start
            }
            let start = starts[middle]
            if ends.lowerBound < middle {
                fill(ends.lowerBound...(middle - 1), startingIn: candidates.lowerBound...start, costs)
            }
            if middle < ends.upperBound {
                fill((middle + 1)...ends.upperBound, startingIn: start...candidates.upperBound, costs)
            }
        }
    }

    /// The sum of squared distances to the mean of any run of sorted weighted values, in constant time.
    private struct RunCosts {
        private var weights: [Double] = [0]
        private var sums: [Double] = [0]
        private var squares: [Double] = [0]

        init(_ runs: [(value: Double, weight: Double)]) {
            // Sums of squares around the overall mean lose fewer digits.
            let total = runs.reduce(0) { $0 + $1.weight }
            let mean = runs.reduce(0) { $0 + $1.value * $1.weight } / total
            for (value, weight) in runs {
                let centred = value - mean
                weights.append(weights[weights.count - 1] + weight)
                sums.append(sums[sums.count - 1] + weight * centred)
                squares.append(squares[squares.count - 1] + weight * centred * centred)
            }
        }

        func ofRun(_ first: Int, _ last: Int) -> Double {
            let weight = weights[last + 1] - weights[first]
            let sum = sums[last + 1] - sums[first]
            return max(0, squares[last + 1] - squares[first] - sum * sum / weight)
        }
    }
}
