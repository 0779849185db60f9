/// Any set of pixels, kept as runs within rows.
public struct PixelRegion: Sendable, Hashable, Codable {
    /// Neighbouring pixels of one row.
    public struct Run: Sendable, Hashable, Codable {
        /// The row.
        public var y: Int
        /// The first column.
        public var x: Int
        /// How many pixels, at least 1.
        public var length: Int

        /// The covered columns.
        var columns: Range<Int> { x..<x + length }
    }

    /// The runs, row after row and from left to right, with gaps between those of one row.
    public private(set) var runs: [Run]

    /// The pixels of a picture of `width` x `height` pixels that are true in `mask`, row after row.
    public init(width: Int, height: Int, mask: [Bool]) {
        precondition(mask.count == width * height, "\(mask.count) flags for \(width) x \(height) pixels")
        self.init(width: width, height: height) { x, y in mask[y * width + x] }
    }

    /// The hidden pixels of a mask.
    public init(_ mask: Mask) {
        self.init(width: mask.width, height: mask.height) { x, y in mask.contains(x: x, y: y) }
    }

    /// The pixels of columns 0..<width and rows 0..<height for which `isCovered` is true.
    public init(width: Int, height: Int, isCovered: (_ x: Int, _ y: Int) -> Bool) {
        runs = []
        for y in 0..<height { appendRuns(ofRow: y, columns: 0..<width) { isCovered($0, y) } }
    }

    /// For every label 0..<count the region of its pixels; `labels` row after row, `width` of them each.
    static func regions(ofLabels labels: [Int32], count: Int, width: Int) -> [PixelRegion] {
        var regions = [PixelRegion](repeating: PixelRegion(runs: []), count: count)
        for row in 0..<labels.count / width {
            var start = row * width
            let end = start + width
            while start < end {
                let next = (start..<end).first { labels[$0] != labels[start] } ?? end
                regions[Int(labels[start])].runs.append(
                    Run(y: row, x: start - row * width, length: next - start))
                start = next
            }
        }
        return regions
    }

    /// The pixels of several regions of one picture that share none.
    public static func union(of regions: [PixelRegion]) -> PixelRegion {
        PixelRegion(runs: regions.flatMap(\.runs).sorted { ($0.y, $0.x) < ($1.y, $1.x) }.joined())
    }

    private init(runs: [Run]) { self.runs = runs }

    /// Whether no pixel is covered.
    public var isEmpty: Bool { runs.isEmpty }

    /// The number of covered pixels.
    public var count: Int { runs.reduce(0) { $0 + $1.length } }

    /// Whether the pixel in column `x` and row `y` is covered.
    public func contains(x: Int, y: Int) -> Bool {
        runs.contains { $0.y == y && $0.columns.contains(x) }
    }

    /// The smallest rectangle around the pixels; nil where there are none.
    var bounds: PixelRectangle? {
        guard let top = runs.first?.y, let bottom = runs.last?.y, let left = runs.map(\.x).min(),
            let right = runs.map(\.columns.upperBound).max()
        else { return nil }
        return PixelRectangle(x: left, y: top, width: right - left, height: bottom - top + 1)
    }

    /// The region, moved by whole pixels.
    func moved(byX x: Int, y: Int) -> PixelRegion {
        var moved = self
        for index in runs.indices {
            moved.runs[index].x += x
            moved.runs[index].y += y
        }
        return moved
    }

    /// The region stretched from its bounds to `place`: every pixel takes the nearest one.
    func resized(to place: PixelRectangle) -> PixelRegion {
        guard let bounds, place.width > 0, place.height > 0 else { return self }
        func source(_ index: Int, _ length: Int, _ wanted: Int) -> Int {
            (2 * index + 1) * length / (2 * wanted)
        }
        let covered = Set(runs.flatMap { run in run.columns.map { SIMD2($0, run.y) } })
        var resized = self
        resized.runs = []
        for row in 0..<place.height {
            let y = bounds.y + source(row, bounds.height, place.height)
            resized.appendRuns(ofRow: place.y + row, columns: place.columns) { x in
                covered.contains(SIMD2(bounds.x + source(x - place.x, bounds.width, place.width), y))
            }
        }
        return resized
    }

    /// Calls `body` with the runs inside a picture of `width` x `height` pixels.
    func forEachRun(width: Int, height: Int, _ body: (_ y: Int, _ columns: Range<Int>) -> Void) {
        for run in runs where run.y >= 0 && run.y < height {
            let columns = run.columns.clamped(to: 0..<width)
            if !columns.isEmpty { body(run.y, columns) }
        }
    }

    private mutating func appendRuns(ofRow y: Int, columns: Range<Int>, _ isCovered: (Int) -> Bool) {
        var start: Int?
        for x in columns {
            let isInside = isCovered(x)
            if isInside, start == nil { start = x }
            if !isInside, let first = start {
                runs.append(Run(y: y, x: first, length: x - first))
                start = nil
            }
        }
        if let start { runs.append(Run(y: y, x: start, length: columns.upperBound - start)) }
    }
}

extension [PixelRegion.Run] {
    /// Sorted runs, those that touch made one.
    fileprivate func joined() -> [PixelRegion.Run] {
        var result: [PixelRegion.Run] = []
        for run in self {
            if let last = result.last, last.y == run.y, last.columns.upperBound == run.x {
                result[result.count - 1].length += run.length
            } else {
                result.append(run)
            }
        }
        return result
    }
}
