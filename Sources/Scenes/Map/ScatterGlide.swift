import Rendering

/// Samples on their way from the places of one embedding to those of the next.
struct ScatterGlide: Sendable {
    /// Where they are now; nil: nowhere yet.
    private(set) var places: SamplePlaces?
    /// How far they have come, 0...1.
    private(set) var share: Float = 1

    private var way: (from: SamplePlaces, to: SamplePlaces, start: Double)?

    /// How long it takes, in seconds.
    static let duration = 0.3

    /// Whether they are on their way.
    var isMoving: Bool { way != nil }

    /// Sets out for other places; at once where the samples are others, or motion is left out.
    mutating func go(to target: SamplePlaces, time: Double, isMotionReduced: Bool) {
        guard target.id != (way?.to ?? places)?.id else { return }
        guard let now = places, now.samples == target.samples, !isMotionReduced else {
            (places, way, share) = (target, nil, 1)
            return
        }
        (way, share) = ((now, target, time), 0)
    }

    /// Moves on to a time in seconds.
    mutating func advance(to time: Double) {
        guard let way else { return }
        let passed = Float((time - way.start) / Self.duration)
        guard passed < 1 else { return settle() }
        share = Easing.inOut(passed)
        places = way.from.moved(share, to: way.to)
    }

    /// Brings them to their places.
    mutating func settle() {
        guard let way else { return }
        (places, share) = (way.to, 1)
        self.way = nil
    }
}
