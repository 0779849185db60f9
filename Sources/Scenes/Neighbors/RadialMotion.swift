import Rendering

/// The disc of a neighbourhood in motion: gliding when one of its operations changes, or played from the first
/// operation to the second.
struct RadialMotion: Sendable {
    /// What is shown now; nil: nothing yet.
    private(set) var plot: RadialPlot?
    /// Whether neighbours are being played: what is shown is where they are, not where they end.
    var isPlaying: Bool { isPlayWanted || playStart != nil }
    /// Whether something moves.
    var isMoving: Bool { isPlaying || way != nil }

    private var target: (number: Int, focus: Int?, plot: RadialPlot)?
    private var way: (from: RadialPlot, start: Double)?
    private var isPlayWanted = false
    private var playStart: Double?

    /// How long a glide takes, in seconds.
    static let glideDuration = 0.4
    /// How long a play takes, in seconds.
    static let playDuration = 1.8

    /// Shows a disc: it glides in where the one before was of the same picture.
    ///
    /// - Parameter number: tells it from others.
    mutating func go(to new: RadialPlot?, number: Int, focus: Int?, time: Double, isMotionReduced: Bool) {
        guard let new else {
            self = RadialMotion()
            return
        }
        guard number != target?.number else { return }
        let canGlide = !isMotionReduced && target?.focus == focus
        (isPlayWanted, playStart) = (false, nil)
        way = canGlide ? plot.map { ($0, time) } : nil
        target = (number, focus, new)
        if way == nil { plot = new }
    }

    /// Plays the change with the next frame; motion that is left out leaves nothing to be played.
    mutating func play(isMotionReduced: Bool) {
        guard target != nil, !isMotionReduced else { return }
        settle()
        isPlayWanted = true
    }

    /// Moves on to a time in seconds.
    mutating func advance(to time: Double) {
        guard let target else { return }
        if isPlayWanted { (isPlayWanted, playStart) = (false, time) }
        if let playStart {
            let passed = Float((time - playStart) / Self.playDuration)
            guard passed < 1 else { return settle() }
            plot = target.plot.played(Easing.inOut(passed))
        } else if let way {
            let passed = Float((time - way.start) / Self.glideDuration)
            guard passed < 1 else { return settle() }
            plot = way.from.moved(Easing.inOut(passed), to: target.plot)
        }
    }

    /// Brings all to its end.
    mutating func settle() {
        guard let target else { return }
        (isPlayWanted, playStart, way, plot) = (false, nil, nil, target.plot)
    }
}
