import Foundation

/// The azimuths of a turntable's frames: a way that ends where it began, so that it can be played for ever.
struct TurntablePath: Equatable {
    /// Where it begins, in radians.
    let start: Float
    /// Between which azimuths it stays; nil: it goes all the way round.
    let range: ClosedRange<Float>?
    /// How many frames there are.
    let count: Int

    /// The azimuth of a frame, from 0: evenly round, or to both ends and back as a pendulum swings.
    func azimuth(_ frame: Int) -> Float {
        guard frame > 0, count > 0 else { return start }
        let turn = 2 * Float.pi * Float(frame) / Float(count)
        guard let range else { return start + turn }
        let middle = (range.lowerBound + range.upperBound) / 2
        let reach = (range.upperBound - range.lowerBound) / 2
        let phase = asin(min(max((start - middle) / max(reach, 1e-6), -1), 1))
        return middle + reach * sin(phase + turn)
    }
}
