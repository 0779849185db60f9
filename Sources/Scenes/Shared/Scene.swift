import Rendering
import Workbench

/// Something on stage that can be drawn, picked and steered.
///
/// Every scene has the same inside: a *Content* (what it shows, queried from `AppState`), a *Layout* (pure
/// geometry), the *Scene* (draws, picks, remembers what is hovered), *Controls* (input becomes commands).
/// A scene never changes the state: it returns commands.
@MainActor public protocol Scene: AnyObject {
    /// Which one it is.
    var name: SceneName { get }

    /// Looks at the state again where it has changed, and moves what is in motion to the frame's time.
    func update(from state: AppState, in stage: Stage)

    /// What the stage looks like now; `update` has been called before.
    func makeDrawing() -> Drawing

    /// What a movement of hand or key asks for.
    func handle(_ input: Input) -> [Command]

    /// What is under the pointer, with values: the left of the status line.
    var statusText: String { get }

    /// What mouse and keys do here: the middle of the status line.
    var hints: [Hint] { get }

    /// Brings all motion to its end at once, as for a still picture.
    func settle()

    /// Whether something moves, so that another frame must follow.
    var isAnimating: Bool { get }

    /// The pointer's shape.
    var cursor: Cursor { get }

    /// What is said about the part of the stage under the pointer.
    var tip: StageTip? { get }

    /// From where it is seen now; nil: it is always seen from the front.
    var viewpoint: Viewpoint? { get }

    /// What the pointer is on, as far as a step of the tour may ask for it.
    var sight: TourSight? { get }

    /// Where a step of the tour is done.
    func guide(for step: TourStep) -> TourGuide
}

extension Scene {
    /// Nothing unless said otherwise.
    public var viewpoint: Viewpoint? { nil }
    /// Nothing unless said otherwise.
    public var tip: StageTip? { nil }
}

/// The frame of a scene: where it is drawn, in which colours, and when.
public struct Stage: Sendable {
    /// Its extent, in points.
    public var size: Point
    /// The colours.
    public var theme: Theme
    /// How wide text is.
    public var fonts: TextMeasure
    /// Seconds since the program's start; motion follows it.
    public var time: Double
    /// Whether motion is left out.
    public var isMotionReduced: Bool
    /// Pixels a point, for what is drawn pixel by pixel.
    public var scale: Float

    /// A stage; see the properties for the meaning of the parameters.
    public init(
        size: Point, theme: Theme, fonts: TextMeasure, time: Double = 0, isMotionReduced: Bool = false,
        scale: Float = 1
    ) {
        self.size = size
        self.theme = theme
        self.fonts = fonts
        self.time = time
        self.isMotionReduced = isMotionReduced
        self.scale = scale
    }
}

/// A piece of the status line: a key, and what it does.
public struct Hint: Sendable, Equatable {
    /// The key's name in a frame, or nil for plain words.
    public var key: String?
    /// What it does.
    public var text: String

    /// A hint.
    public init(_ text: String, key: String? = nil) {
        self.key = key
        self.text = text
    }
}

/// The pointer's shape.
public enum Cursor: Sendable {
    /// The usual one.
    case arrow
    /// While drawing on the picture.
    case crosshair
    /// Over what can be clicked or moved.
    case hand
}
