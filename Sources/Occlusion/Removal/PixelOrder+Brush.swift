extension PixelOrder {
    /// The order in which a hand painted: pixels as the brush first reached them, then the others by how far they
    /// lie from what was painted (Euclidean, between centres), of equally far ones that with the lower index.
    ///
    /// - Complexity: a few steps a pixel and painted segment, and for every pixel as many as it lies far from the
    ///   paint.
    public init(brushed strokes: [BrushStroke], width: Int, height: Int) {
        precondition(width > 0 && height > 0, "an order of \(width) x \(height) pixels")
        var ranks = [UInt32](repeating: .max, count: width * height)
        var next: UInt32 = 0
        for piece in strokes.flatMap(\.pieces) {
            for pixel in piece.pixelsAsReached(width: width, height: height) where ranks[pixel] == .max {
                ranks[pixel] = next
                next += 1
            }
        }
        let distances = SquaredDistances.to(ranks.map { $0 != .max }, width: width, height: height)
        for pixel in ranks.indices where ranks[pixel] == .max { ranks[pixel] = next + distances[pixel] }
        self.init(
            width: width, height: height,
            sorting: ranks.enumerated().map { Self.key($1, pixel: $0) })
    }
}

extension BrushStroke {
    /// The stroke's straight pieces, in the order drawn, each a stroke of two points; one of a single point is a dot.
    var pieces: [BrushStroke] {
        let known = points.filter(\.isFinite)
        guard known.count > 1 else {
            return known.isEmpty ? [] : [BrushStroke(points: known, radius: radius)]
        }
        return zip(known, known.dropFirst()).map { BrushStroke(points: [$0, $1], radius: radius) }
    }

    /// The pixels of a piece as the brush, going from its first point to its last, first covers their centres;
    /// of those reached together the one with the lower index first.
    func pixelsAsReached(width: Int, height: Int) -> [Int] {
        guard let start = points.first, let end = points.last else { return [] }
        let (dx, dy) = (end.x - start.x, end.y - start.y)
        let length = (dx * dx + dy * dy).squareRoot()
        let direction = length > 0 ? (x: dx / length, y: dy / length) : (x: 0, y: 0)
        var reached: [(pixel: Int, way: Double)] = []
        forEachPixel(width: width, height: height) { x, y in
            let (offX, offY) = (Double(x) + 0.5 - start.x, Double(y) + 0.5 - start.y)
            let along = offX * direction.x + offY * direction.y
            let beside = offX * direction.y - offY * direction.x
            let half = max(0, radius * radius - beside * beside).squareRoot()
            reached.append((y * width + x, length > 0 ? max(0, along - half) : 0))
        }
        return reached.sorted { ($0.way, $0.pixel) < ($1.way, $1.pixel) }.map(\.pixel)
    }
}

/// Exact squared Euclidean distances between the centres of pixels.
enum SquaredDistances {
    /// For every pixel, row-major, the squared distance to the nearest marked one; 0 everywhere where none is marked.
    ///
    /// First the distances within the columns, then along each row as far as something nearer can still come.
    static func to(_ marked: [Bool], width: Int, height: Int) -> [UInt32] {
        guard marked.contains(true) else { return [UInt32](repeating: 0, count: marked.count) }
        let far = width + height
        var upright = marked.map { $0 ? 0 : far }
        for y in 1..<max(height, 1) {
            for x in 0..<width {
                upright[y * width + x] = min(upright[y * width + x], upright[(y - 1) * width + x] + 1)
            }
        }
        for y in stride(from: height - 2, through: 0, by: -1) {
            for x in 0..<width {
                upright[y * width + x] = min(upright[y * width + x], upright[(y + 1) * width + x] + 1)
            }
        }
        return marked.indices.map { pixel in
            let (x, row) = (pixel % width, pixel / width * width)
            var least = upright[pixel] * upright[pixel]
            var step = 1
            while step * step < least, step < width {
                for other in [x - step, x + step] where other >= 0 && other < width {
                    least = min(least, step * step + upright[row + other] * upright[row + other])
                }
                step += 1
            }
            return UInt32(least)
        }
    }
}
