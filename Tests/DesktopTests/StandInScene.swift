import Rendering
import Scenes
import Workbench

@testable import Desktop

/// An empty stage with its name, for tests of what is around it.
@MainActor
final class StandInScene: Scene {
    let name: SceneName
    var statusText: String { pointer.map { "(\(Int($0.x)), \(Int($0.y)))" } ?? "" }
    var hints: [Hint] { [Hint("Drag to hide pixels"), Hint("keys", key: "F1")] }
    var isAnimating: Bool { false }
    var cursor: Cursor { .crosshair }

    /// The tool that was in hand when a button went down last.
    private(set) var toolAtPress: MaskTool?

    private var tool = MaskTool.rectangle
    private var stage: Stage?
    private var pointer: Point?

    init(_ name: SceneName) { self.name = name }

    func update(from state: AppState, in stage: Stage) {
        self.stage = stage
        tool = state.settings.tool
    }
    func settle() {}

    func makeDrawing() -> Drawing {
        let size = stage?.size ?? Point(1, 1)
        let theme = stage?.theme ?? .light
        var drawing = Drawing(
            background: theme.paper, camera: Camera(clipFromWorld: .identity, stageSize: size))
        drawing.overlay.append(
            .text(TextRun(name.title, at: Point(24, 42), size: 22, weight: .bold, color: theme.ink)))
        return drawing
    }

    func handle(_ input: Input) -> [Command] {
        switch input {
        case .pointerMoved(let place): pointer = place
        case .pointerLeft: pointer = nil
        case .pressed: toolAtPress = tool
        case .key(.escape, _): return [.foldOneStep]
        default: break
        }
        return []
    }
}
