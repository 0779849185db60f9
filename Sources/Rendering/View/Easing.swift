/// How far a motion has come after a share of its time, both 0...1.
public enum Easing: Sendable, CaseIterable {
    /// The same speed all the way.
    case linear
    /// Slow at both ends, cubic: camera moves.
    case inOut
    /// Fast at first, cubic: things that fan out.
    case out

    /// The share of the way after the share `time` of the time; clamped to 0...1.
    public func callAsFunction(_ time: Float) -> Float {
        let t = min(max(time, 0), 1)
        switch self {
        case .linear: return t
        case .inOut: return t < 0.5 ? 4 * t * t * t : 1 - 4 * (1 - t) * (1 - t) * (1 - t)
        case .out: return 1 - (1 - t) * (1 - t) * (1 - t)
        }
    }
}
