/// Something drawn by hand on a square pad: strokes of a pen and of an eraser, in the order in which they were made.
public struct Sketch: Sendable, Equatable {
    /// One movement of the hand.
    public struct Stroke: Sendable, Equatable {
        /// Where the hand was, 0...1 from the pad's left and top edge.
        public var points: [SIMD2<Double>]
        /// Whether it took away what was there.
        public var isErasing: Bool

        /// A stroke through the given places of the pad.
        public init(_ points: [SIMD2<Double>], isErasing: Bool = false) {
            (self.points, self.isErasing) = (points, isErasing)
        }
    }

    /// The strokes, the oldest first.
    public var strokes: [Stroke]

    /// A sketch of the given strokes.
    public init(_ strokes: [Stroke] = []) { self.strokes = strokes }

    /// How wide the pen is where a sketch stays as it was drawn, as a share of the pad's side.
    public static let penWidth = 4.5 / 32
    /// How wide the eraser is, as a share of the pad's side.
    public static let eraserWidth = 7.0 / 32

    /// Places along the pen's strokes, less than a hundredth of the pad apart, that no later eraser has taken away.
    func inkedPoints() -> [SIMD2<Double>] {
        var inked: [SIMD2<Double>] = []
        for stroke in strokes {
            if stroke.isErasing {
                inked.removeAll { stroke.distance(to: $0) <= Self.eraserWidth / 2 }
            } else {
                inked += stroke.densePoints()
            }
        }
        return inked
    }
}

extension Sketch.Stroke {
    /// The line from point to point; of a single point, a line of no length.
    var segments: [(from: SIMD2<Double>, to: SIMD2<Double>)] {
        guard points.count > 1 else { return points.map { ($0, $0) } }
        return zip(points, points.dropFirst()).map { ($0, $1) }
    }

    /// How far a place is from the stroke.
    func distance(to place: SIMD2<Double>) -> Double {
        segments.map { SketchRaster.distance(of: place, from: $0.from, to: $0.to) }.min() ?? .infinity
    }

    fileprivate func densePoints() -> [SIMD2<Double>] {
        segments.flatMap { segment -> [SIMD2<Double>] in
            let way = segment.to - segment.from
            let steps = max(Int(((way * way).sum().squareRoot() * 100).rounded(.up)), 1)
            return (0...steps).map { segment.from + way * (Double($0) / Double(steps)) }
        }
    }
}
