import Rendering
import Workbench

/// A stand-in.
@MainActor public final class CurvesScene: Scene {
    /// Which one it is.
    public let name = SceneName.curves
    private var stage: Stage?

    /// A scene that shows nothing yet.
    public init() {}

    /// Looks at the state again where it has changed.
    public func update(from state: AppState, in stage: Stage) { self.stage = stage }

    /// What the stage looks like now.
    public func makeDrawing() -> Drawing {
        let theme = stage?.theme ?? .light
        return Drawing(background: theme.paper, camera: .flat(stageSize: stage?.size ?? Point(1, 1)))
    }

    /// What a movement of hand or key asks for.
    public func handle(_ input: Input) -> [Command] { [] }
    /// What is under the pointer.
    public var statusText: String { "" }
    /// What mouse and keys do here.
    public var hints: [Hint] { [] }
    /// Brings all motion to its end.
    public func settle() {}
    /// Whether something moves.
    public var isAnimating: Bool { false }
    /// The pointer's shape.
    public var cursor: Cursor { .arrow }
}
