import Rendering

/// Words that appear beside a part of the stage when the pointer has rested on it.
public struct StageTip: Sendable, Equatable {
    /// Tells it from others.
    public let id: String
    /// A sentence or two.
    public let words: String
    /// The part, in stage points.
    public let place: Rectangle
}
