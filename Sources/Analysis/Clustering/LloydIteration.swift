import Tensors

/// Moves centres to the middle of the rows that are nearest to them, until nothing moves any more.
///
/// Source: S. Lloyd, "Least squares quantization in PCM", IEEE Transactions on Information Theory 28(2), 1982.
struct LloydIteration {
    /// The cluster of every row.
    private(set) var labels: [Int32]
    var centers: [Double]
    let rows: CentredRows
    private let centerCount: Int
    /// The sum of the rows of each cluster, and how many they are.
    private(set) var sums: [Double]
    private(set) var sizes: [Int]

    /// The clusters that have rows.
    var occupied: [Int] { sizes.indices.filter { sizes[$0] > 0 } }
    /// The rows of every cluster, ascending.
    var members: [[Int]] {
        labels.enumerated().reduce(into: Array(repeating: [], count: sizes.count)) {
            $0[Int($1.element)].append($1.offset)
        }
    }

    /// - Parameter centers: `[centers, columns]`.
    init(_ rows: CentredRows, centers: [Double]) {
        precondition(rows.width > 0, "rows of shape \(rows.values.shape)")
        self.rows = rows
        self.centers = centers
        centerCount = centers.count / rows.width
        labels = [Int32](repeating: -1, count: rows.count)
        sums = [Double](repeating: 0, count: centers.count)
        sizes = [Int](repeating: 0, count: centerCount)
    }

    /// Iterates until no row changes its cluster, or centres move less than a hundredth of the columns' deviation in
    /// all, 300 times at most, and once even when stale. Centres are the means of their rows afterwards, but for those
    /// without rows.
    mutating func run(isStale: () -> Bool) {
        let tolerance = 1e-4 * rows.meanVariance
        for round in 0..<300 where round == 0 || !isStale() {
            guard assign() else { return }
            if moveCenters() <= tolerance { return }
        }
    }

    /// A cluster's centre.
    func center(_ cluster: Int) -> [Double] {
        Array(centers[cluster * rows.width..<(cluster + 1) * rows.width])
    }

    /// The sum of the squared distances of all rows to their centres.
    func inertia() -> Double {
        let points = centers.map(Float.init)
        return points.withUnsafeBufferPointer { points in
            guard let first = points.baseAddress else { return 0 }
            return labels.enumerated().reduce(0) {
                $0 + rows.squaredDistance(of: $1.offset, to: first + Int($1.element) * rows.width)
            }
        }
    }

    /// Every row goes to its nearest centre, of equally near ones to the first. Returns whether one has moved.
    private mutating func assign() -> Bool {
        let products = rows.products(with: centers.map(Float.init))
        let squaresOfCenters = (0..<centerCount).map { center in
            Float(centers[center * rows.width..<(center + 1) * rows.width].reduce(0) { $0 + $1 * $1 })
        }
        var distances = [Float](repeating: 0, count: rows.count)  // less the rows' own squared lengths
        var hasMoved = false
        for row in 0..<rows.count {
            var (best, smallest) = (0, Float.infinity)
            for center in 0..<centerCount {
                let distance = squaresOfCenters[center] - 2 * products[row * centerCount + center]
                if distance < smallest { (best, smallest) = (center, distance) }
            }
            distances[row] = smallest + rows.squares[row]
            if labels[row] != Int32(best) {
                move(row, to: best)
                hasMoved = true
            }
        }
        return fillEmptyClusters(distances) || hasMoved
    }

    mutating func move(_ row: Int, to cluster: Int) {
        let old = Int(labels[row])
        labels[row] = Int32(cluster)
        let width = rows.width
        sums.withUnsafeMutableBufferPointer { sums in
            guard let first = sums.baseAddress else { return }
            rows.add(row, times: 1, to: first + cluster * width)
            if old >= 0 { rows.add(row, times: -1, to: first + old * width) }
        }
        sizes[cluster] += 1
        if old >= 0 { sizes[old] -= 1 }
    }

    /// A cluster without rows gets the one that lies farthest from its own centre.
    private mutating func fillEmptyClusters(_ distances: [Float]) -> Bool {
        let empty = sizes.indices.filter { sizes[$0] == 0 }
        guard !empty.isEmpty else { return false }
        var farthest = distances.indices.sorted { (distances[$1], $0) < (distances[$0], $1) }[...]
        var hasMoved = false
        for cluster in empty {
            while let row = farthest.popFirst(), distances[row] > 1e-6 * rows.squares[row] {
                guard sizes[Int(labels[row])] > 1 else { continue }
                move(row, to: cluster)
                hasMoved = true
                break
            }
        }
        return hasMoved
    }

    /// Returns by how much the centres have moved: the sum of the squares.
    private mutating func moveCenters() -> Double {
        var shift = 0.0
        for center in 0..<centerCount where sizes[center] > 0 {
            for place in center * rows.width..<(center + 1) * rows.width {
                let mean = sums[place] / Double(sizes[center])
                shift += (mean - centers[place]) * (mean - centers[place])
                centers[place] = mean
            }
        }
        return shift
    }
}
