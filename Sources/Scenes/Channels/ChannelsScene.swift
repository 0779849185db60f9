import Rendering
import Workbench

/// A data set: still to be written.
@MainActor public final class ChannelsScene: Scene {
    /// Which one it is.
    public let name = SceneName.channels

    private var stage: Stage?
    private var hoveredTab: SceneName?

    /// A scene that shows nothing yet.
    public init() {}

    /// Looks at the state again where it has changed.
    public func update(from state: AppState, in stage: Stage) { self.stage = stage }

    /// What the stage looks like now.
    public func makeDrawing() -> Drawing {
        let theme = stage?.theme ?? .light
        let size = stage?.size ?? Point(1, 1)
        var drawing = Drawing(background: theme.paper, camera: .flat(stageSize: size))
        drawing.overlay =
            SampleHeader("Channels", remark: "", shown: name, stageSize: size)
            .items(theme: theme, fonts: stage?.fonts ?? .standard, hovered: hoveredTab)
        return drawing
    }

    /// What a movement of hand or key asks for.
    public func handle(_ input: Input) -> [Command] {
        let tabs = SampleTabs(name, stageSize: stage?.size ?? Point(1, 1))
        switch input {
        case .pointerMoved(let place): hoveredTab = tabs.scene(at: place)
        case .pressed(.left, let place, _): return tabs.click(at: place) ?? []
        default: break
        }
        return []
    }

    /// What is under the pointer.
    public var statusText: String { "" }
    /// What mouse and keys do here.
    public var hints: [Hint] { [] }
    /// Nothing moves.
    public func settle() {}
    /// Nothing moves.
    public var isAnimating: Bool { false }
    /// The pointer's shape.
    public var cursor: Cursor { .arrow }
}
