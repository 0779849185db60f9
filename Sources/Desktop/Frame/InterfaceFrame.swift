import Foundation
import Rendering
import Scenes
import Workbench

/// The frame of the window around the scene: rail, selection bar, panel, status line, and what floats above.
///
/// Knows no window system. Each call of `run` shows the state as it is and answers with what was asked for; the
/// caller performs it.
@MainActor
final class InterfaceFrame {
    /// What it remembers between frames.
    let memory = FrameMemory()
    /// Where the parts lie; of the latest frame.
    private(set) var layout = FrameLayout(window: Point(1600, 1000), panelWidth: nil)
    /// What was asked for in the latest frame.
    private(set) var actions: [Action] = []

    let canvas: Canvas
    let inputMap: InputMap
    let thumbnails: ThumbnailStore
    let fedPlanes = FedPlaneStore()
    /// Where the chips lie, for the lists below them.
    var chipPlaces: [Popup: Rectangle] = [:]
    /// Where something lies above the stage, in this frame.
    private(set) var floating: [Rectangle] = []

    init(
        context: InterfaceContext, inputMap: InputMap = .standard,
        wake: @escaping @Sendable () -> Void = {}
    ) {
        canvas = Canvas(context: context)
        self.inputMap = inputMap
        thumbnails = ThumbnailStore(wake: wake)
    }

    /// Lays out and draws a frame of a window of `size` points at `scale` pixels a point.
    ///
    /// - Throws: `RenderingError` where the fonts cannot be read.
    func run(state: AppState, scene: any Scene, size: Point, scale: Float, time: Double) throws -> [Action] {
        actions = []
        floating = []
        let theme = Theme(state.settings)
        try canvas.beginFrame(size: size, scale: scale, time: time, theme: theme)
        if state.whyNoDrawing != nil || state.settings.isPresenting { memory.pad.close() }
        layout = layout(of: state, size: size)
        thumbnails.update(from: state)
        if state.settings.isPresenting {
            presentedLessonBar(state)
        } else {
            rail(state)
            selectionBar(state)
            panel(state)
            sketchPad(state)
            lessonBar(state)
            statusLine(state, scene)
            feedingQuestion(state)
        }
        sampleNotice(state)
        lessonQuestion(state)
        draftQuestion(state)
        leavingQuestion(state)
        messageCard(state)
        tourOffer(state, scene)
        tourCard(state, scene)
        popup(state)
        if memory.pathDialog != nil { pathDialog(state, size) }
        if memory.labelDialog != nil { labelDialog(state, size) }
        if memory.exportCard != nil { exportDialog(size) }
        stageTip(of: scene, state)
        if state.settings.isHelpShown { helpOverlay(size) }
        if state.settings.isPresenting { presentedHand() }
        canvas.drawTooltips(windowSize: size)
        canvas.endFrame()
        return actions
    }

    /// Asks for something.
    func ask(_ action: Action) { actions.append(action) }

    /// Asks for a change of the state.
    func ask(_ command: Command) { actions.append(.command(command)) }

    /// A part that lies above the stage.
    func float(_ name: String, _ place: Rectangle, _ body: () -> Void) {
        floating.append(place)
        canvas.region(name, place, isFloating: true, body)
    }

    /// Where the stage is, for a window of `size` points.
    func layout(of state: AppState, size: Point) -> FrameLayout {
        if state.settings.isPresenting {
            return FrameLayout(presenting: size, lessonHeight: state.lesson == nil ? 0 : 56)
        }
        let isFolded = FrameLayout.isPanelFolded(
            state.settings, scene: state.scene, windowWidth: size.x, hasLesson: state.lesson != nil)
        return FrameLayout(
            window: size,
            panelWidth: isFolded ? nil : memory.panelWidths[state.scene] ?? 264,
            lessonHeight: lessonHeight(state), padWidth: memory.pad.isOpen ? FrameLayout.padWidth : 0)
    }

    /// Whether something is open that takes all keys and clicks.
    func isModal(_ state: AppState) -> Bool {
        memory.popup != nil || isDialogOpen(state)
    }

    /// Whether a dialog or the help lies above everything.
    func isDialogOpen(_ state: AppState) -> Bool {
        memory.pathDialog != nil || memory.labelDialog != nil || memory.exportCard != nil
            || state.settings.isHelpShown || state.leaving != nil
    }

    /// Whether the pointer at a place of the window belongs to the frame; else it belongs to the stage.
    func covers(_ place: Point, _ state: AppState) -> Bool {
        isModal(state) || !layout.stage.contains(place) || layout.panel?.contains(place) == true
            || isFloating(place)
    }

    /// Whether something floats at a place.
    func isFloating(_ place: Point) -> Bool { floating.contains { $0.contains(place) } }

    /// Whether what is typed goes into a text field.
    var isTyping: Bool { canvas.isTyping }
}
