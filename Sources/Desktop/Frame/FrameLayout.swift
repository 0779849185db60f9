import Rendering
import Workbench

/// Where the parts of the window lie, in points.
struct FrameLayout: Equatable {
    /// The scenes, at the left.
    let rail: Rectangle
    /// What is chosen, at the top.
    let selectionBar: Rectangle
    /// Where the scene is drawn.
    let stage: Rectangle
    /// What can be set, at the right; nil: folded.
    let panel: Rectangle?
    /// Whether the panel lies over the stage.
    let isPanelOverlaid: Bool
    /// Where a picture is drawn, at the left of the stage; nil: nowhere.
    let pad: Rectangle?
    /// What a lesson says, below the stage; nil: there is none.
    let lessonBar: Rectangle?
    /// What is under the pointer and what can be done, at the bottom.
    let statusLine: Rectangle

    static let railWidth: Float = 76
    static let barHeight: Float = 52
    static let statusHeight: Float = 32
    static let padWidth: Float = 328
    /// Windows narrower than this have no room for a panel beside the stage.
    static let narrowWidth: Float = 1280
    static let panelWidths: ClosedRange<Float> = 240...480

    /// The layout before an audience: nothing but the stage and the lesson.
    init(presenting window: Point, lessonHeight: Float) {
        let height = max(window.y - lessonHeight, 1)
        let nothing = Rectangle(x: 0, y: 0, width: 0, height: 0)
        (rail, selectionBar, panel, pad, isPanelOverlaid) = (nothing, nothing, nil, nil, false)
        stage = Rectangle(x: 0, y: 0, width: window.x, height: height)
        lessonBar =
            lessonHeight > 0 ? Rectangle(x: 0, y: height, width: window.x, height: lessonHeight) : nil
        statusLine = Rectangle(x: 0, y: window.y, width: window.x, height: 0)
    }

    /// The layout of a window; `panelWidth` nil: folded; `lessonHeight` 0: no lesson; `padWidth` 0: no pad.
    init(window: Point, panelWidth: Float?, lessonHeight: Float = 0, padWidth: Float = 0) {
        let height = max(window.y - Self.statusHeight, 1)
        isPanelOverlaid = window.x < Self.narrowWidth
        let wide = panelWidth.map { min(max($0, Self.panelWidths.lowerBound), Self.panelWidths.upperBound) }
        let beside = isPanelOverlaid ? 0 : wide ?? 0
        let middle = max(window.x - Self.railWidth - beside, 1)
        rail = Rectangle(x: 0, y: 0, width: Self.railWidth, height: height)
        selectionBar = Rectangle(x: Self.railWidth, y: 0, width: middle, height: Self.barHeight)
        let stageHeight = max(height - Self.barHeight - lessonHeight, 1)
        let padWidth = min(padWidth, middle - 1)
        stage = Rectangle(
            x: Self.railWidth + padWidth, y: Self.barHeight, width: middle - padWidth, height: stageHeight)
        pad =
            padWidth > 0
            ? Rectangle(x: Self.railWidth, y: Self.barHeight, width: padWidth, height: stageHeight) : nil
        lessonBar =
            lessonHeight > 0
            ? Rectangle(x: Self.railWidth, y: height - lessonHeight, width: middle, height: lessonHeight)
            : nil
        let panelTop = isPanelOverlaid ? Self.barHeight : 0
        panel = wide.map {
            Rectangle(x: window.x - $0, y: panelTop, width: $0, height: height - panelTop)
        }
        statusLine = Rectangle(x: 0, y: height, width: window.x, height: Self.statusHeight)
    }

    /// Whether the panel is folded: as the user says, else as it suits the window and the scene. In Orbit the
    /// network takes the whole width.
    ///
    /// A lesson leaves the network less height, and so gives it more width in windows that are not wide.
    static func isPanelFolded(
        _ settings: Settings, scene: SceneName, windowWidth: Float, hasLesson: Bool = false
    ) -> Bool {
        if let isFolded = settings.isPanelFolded { return isFolded }
        let needed = hasLesson && scene == .network ? narrowWidth + 264 : narrowWidth
        return windowWidth < needed || scene == .network && settings.camera == .orbit
    }
}
