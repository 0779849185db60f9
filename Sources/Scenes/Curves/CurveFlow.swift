import Rendering

/// Dots on the edges of the network, in the direction of the data: they move while something is being worked out.
struct CurveFlow: Sendable, Equatable {
    /// How far dots have come, in points.
    private(set) var way: Float = 0
    /// Whether they move.
    private(set) var isMoving = false

    private var time: Double?

    /// Points a second.
    static let speed: Float = 40
    /// Between two dots of a long edge, in points.
    private static let longest: Float = 44
    /// At least so many dots are on an edge.
    private static let least: Float = 3

    /// Dots that stand still.
    init() {}

    /// Goes on to a time, in seconds.
    mutating func advance(to time: Double, isWorking: Bool, isMotionReduced: Bool) {
        isMoving = isWorking && !isMotionReduced
        if isMoving, let before = self.time { way += Float(max(time - before, 0)) * Self.speed }
        // Keeps single precision fine over hours.
        if way > 1e5 { way = 0 }
        self.time = isMoving ? time : nil
    }

    /// Where dots lie on an edge.
    func dots(on points: [Point]) -> [Point] {
        let lengths = zip(points, points.dropFirst()).map { pair in
            let step = pair.1 - pair.0
            return (step * step).sum().squareRoot()
        }
        let whole = lengths.reduce(0, +)
        guard whole > 8 else { return [] }
        let count = max((whole / Self.longest).rounded(), Self.least)
        let distance = whole / count
        return (0..<Int(count)).map { index in
            let at = ((Float(index) + 0.5) * distance + way).truncatingRemainder(dividingBy: whole)
            return Self.point(at: at, along: points, lengths)
        }
    }

    private static func point(at distance: Float, along points: [Point], _ lengths: [Float]) -> Point {
        var left = distance
        for (index, length) in lengths.enumerated() {
            if left <= length, length > 0 {
                return points[index] + (points[index + 1] - points[index]) * (left / length)
            }
            left -= length
        }
        return points[points.count - 1]
    }
}
