/// What moves from picture to picture of a series.
public enum FrameMotion: Equatable, Sendable {
    /// The scene turns once, in so many frames.
    case turntable(count: Int)
    /// The lesson's steps; each but the first comes in so many frames, of which the last shows it at rest.
    case lesson(perStep: Int)
}
