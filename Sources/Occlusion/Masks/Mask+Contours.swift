extension Mask {
    /// The edges between hidden and shown pixels as closed lines through corners of pixels: hidden ones lie to the
    /// right, diagonal neighbours are apart, and corners follow each other only where the line turns.
    ///
    /// Complexity: O(width x height).
    public var contours: [[SIMD2<Int>]] {
        guard let bounds else { return [] }
        var edges = BoundaryEdges(of: self, within: bounds)
        var contours: [[SIMD2<Int>]] = []
        for y in bounds.y...bounds.rows.upperBound {
            for x in bounds.x...bounds.columns.upperBound {
                while let line = edges.takeLine(from: SIMD2(x, y)) { contours.append(line) }
            }
        }
        return contours
    }
}

/// The unit edges around hidden pixels, clockwise, by the corner of pixels at which they begin.
private struct BoundaryEdges {
    private static let steps = [SIMD2(1, 0), SIMD2(0, 1), SIMD2(-1, 0), SIMD2(0, -1)]

    private let origin: SIMD2<Int>
    private let columns: Int
    /// One bit a direction of `steps`, a byte a corner.
    private var directions: [UInt8]

    init(of mask: Mask, within bounds: PixelRectangle) {
        origin = SIMD2(bounds.x, bounds.y)
        columns = bounds.width + 1
        directions = Array(repeating: 0, count: columns * (bounds.height + 1))
        for y in bounds.rows {
            for x in bounds.columns where mask.contains(x: x, y: y) {
                if !mask.contains(x: x, y: y - 1) { add(0, at: SIMD2(x, y)) }
                if !mask.contains(x: x + 1, y: y) { add(1, at: SIMD2(x + 1, y)) }
                if !mask.contains(x: x, y: y + 1) { add(2, at: SIMD2(x + 1, y + 1)) }
                if !mask.contains(x: x - 1, y: y) { add(3, at: SIMD2(x, y + 1)) }
            }
        }
    }

    /// Follows the edges from a corner around to it again, and takes them away; nil where none begins.
    mutating func takeLine(from start: SIMD2<Int>) -> [SIMD2<Int>]? {
        guard var direction = (0..<4).first(where: { has($0, at: start) }) else { return nil }
        let first = direction
        var line = [start]
        var place = start
        repeat {
            take(direction, at: place)
            place &+= Self.steps[direction]
            guard let next = [1, 0, 3].map({ (direction + $0) % 4 }).first(where: { has($0, at: place) })
            else {
                break
            }
            if next != direction { line.append(place) }
            direction = next
        } while true
        // The line began in the midst of an edge where it ends in the direction in which it set out.
        if direction == first, line.count > 1 { line.removeFirst() }
        return line
    }

    private func index(of place: SIMD2<Int>) -> Int {
        (place.y - origin.y) * columns + place.x - origin.x
    }

    private func has(_ direction: Int, at place: SIMD2<Int>) -> Bool {
        directions[index(of: place)] & (1 << UInt8(direction)) != 0
    }

    private mutating func add(_ direction: Int, at place: SIMD2<Int>) {
        directions[index(of: place)] |= 1 << UInt8(direction)
    }

    private mutating func take(_ direction: Int, at place: SIMD2<Int>) {
        directions[index(of: place)] &= ~(1 << UInt8(direction))
    }
}
