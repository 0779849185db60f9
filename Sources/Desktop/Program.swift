import Foundation
import Rendering
import Scenes
import Workbench

/// What the window does, without the window: events go in, frames come out.
///
/// One event at a time reaches either the frame or the scene on stage; commands of both go to the state. Draws
/// into any framebuffer, so that recorded events can be replayed offscreen.
@MainActor
final class Program {
    let state: AppState
    let frame: InterfaceFrame
    let context: InterfaceContext
    /// What only the window can do: dialogs, full screen, quitting.
    var performInWindow: (Action) -> Void = { _ in }
    /// The pointer's shape after the latest frame.
    private(set) var pointerShape = PointerShape.arrow
    /// Pixels of the framebuffer, and pixels a point as the display wants it.
    private(set) var pixelSize: (width: Int, height: Int) = (1600, 1000)
    private(set) var contentScale: Float = 1

    let renderer: Renderer
    let exporter: Exporter
    /// Where pictures go that nobody has named a place for.
    var picturesFolder = ExportPlace.folder
    /// Whether the stage's latest drawing can be written as shapes.
    private(set) var isStageFlat = true
    private let interfaceRenderer: InterfaceRenderer
    private let scenes: SceneList
    private(set) var pointer: Point?
    private var owner = PointerOwner.nobody
    private var isOverStage = false
    /// Frames that must be drawn although nothing happens: what a frame changes is seen in the next one.
    private var framesDue = 2
    private var shownRevision: UInt64 = 0
    /// The revision that the scene has seen, and the time that it was told.
    private var sceneRevision: UInt64 = 0
    private var sceneTime = 0.0
    /// When the events came that are being handled: the latest frame may be long ago.
    private var inputTime = 0.0

    /// Who gets the pointer while a button is down.
    private enum PointerOwner { case nobody, stage, frame }

    /// A program in the current OpenGL context.
    ///
    /// - Throws: `RenderingError`.
    init(
        state: AppState, scenes: SceneList = SceneList(),
        wake: @escaping @Sendable () -> Void = {}
    ) throws {
        self.state = state
        self.scenes = scenes
        renderer = try Renderer()
        interfaceRenderer = try InterfaceRenderer()
        context = InterfaceContext()
        frame = InterfaceFrame(context: context, wake: wake)
        exporter = Exporter(wake: wake)
    }

    /// Frees everything in the graphics memory; the OpenGL context must be current.
    func close() {
        exporter.close()
        renderer.close()
        interfaceRenderer.close()
        context.close()
    }

    /// Pixels a point: the display's, times the user's text size.
    ///
    /// Before an audience the same few points fill every screen, so that words are as large as it allows.
    var scale: Float {
        guard state.settings.isPresenting else { return contentScale * frame.memory.textScale }
        let fitting = min(Float(pixelSize.width) / 1067, Float(pixelSize.height) / 667)
        return max((fitting * 100).rounded(.down) / 100, 0.75)
    }
    /// The window's extent, in points.
    var size: Point { Point(Float(pixelSize.width), Float(pixelSize.height)) / scale }
    /// The scene on stage.
    var scene: any Scene { scenes[state.scene] }
    /// Whether something is to be drawn now.
    var needsFrame: Bool {
        framesDue > 0 || state.revision != shownRevision || scene.isAnimating || exporter.wantsFrame
    }
    /// When a frame is due although nothing happens, in seconds since the program's start.
    var wakeTime: Double? { frame.canvas.wakeTime }

    /// Takes in the framebuffer's size in pixels and the display's pixels a point.
    func resize(width: Int, height: Int, contentScale: Float) {
        guard (width, height) != pixelSize || contentScale != self.contentScale else { return }
        (pixelSize, self.contentScale) = ((max(width, 1), max(height, 1)), contentScale)
        requestFrame()
    }

    /// Has the next frames drawn.
    func requestFrame() { framesDue = 2 }

    /// Takes in what background work has finished.
    func receiveResults() {
        state.receiveResults()
        if state.isQuitting { performInWindow(.quit) }
        if frame.thumbnails.receive() { requestFrame() }
        if receiveExports() { requestFrame() }
    }

    // MARK: Frames

    /// Draws a frame into the framebuffer that is bound.
    ///
    /// - Throws: `RenderingError` where the fonts cannot be read.
    func draw(time: Double) throws {
        exporter.step(self, time: time)
        context.use()
        framesDue = max(framesDue - 1, 0)
        shownRevision = state.revision
        let stage = frame.layout(of: state, size: size).stage
        let scene = scene
        updateScene(time: time)
        try runFrame(time: time)
        let drawing = scene.makeDrawing()
        isStageFlat = drawing.isFlat
        renderer.draw(drawing, into: viewport(of: stage), scale: scale)
        interfaceRenderer.draw(
            frame.canvas, context: context, width: pixelSize.width, height: pixelSize.height)
        choosePointerShape(scene)
    }

    /// Shows the scene the state as it is now.
    private func updateScene(time: Double) {
        sceneTime = time
        showScene(in: Theme(state.settings), scale: scale)
        sceneRevision = state.revision
    }

    /// Shows the scene the state as it is now, in colours and at a scale that need not be the window's.
    func showScene(in theme: Theme, scale: Float) {
        scene.update(
            from: state,
            in: Stage(
                size: frame.layout(of: state, size: size).stage.size, theme: theme, fonts: .standard,
                time: sceneTime, isMotionReduced: state.settings.isMotionReduced, scale: scale))
    }

    /// The window as it is seen without pointer and card, at a scale that need not be its own.
    func drawWindow(scale: Float, time: Double) throws -> DisplayImage {
        let (window, factor, place, owned) = (pixelSize, contentScale, pointer, size)
        let target = try OffscreenTarget(
            width: Int((owned.x * scale).rounded()), height: Int((owned.y * scale).rounded()))
        defer { target.close() }
        let bound = OffscreenTarget.bound
        defer { OffscreenTarget.bind(bound) }
        pointer = nil
        context.use()
        context.feed(.pointerLeft)
        resize(width: target.width, height: target.height, contentScale: scale / frame.memory.textScale)
        defer {
            resize(width: window.width, height: window.height, contentScale: factor)
            pointer = place
            if let place { context.feed(.pointerMoved(place * self.scale)) }
        }
        for _ in 0..<2 {
            target.bind()
            try draw(time: time)
        }
        return target.read()
    }

    /// Lets the frame take in its input, and obeys what it asks for.
    private func runFrame(time: Double) throws {
        let layout = frame.layout
        refreshExportCard()
        frame.canvas.pointer = pointer
        for action in try frame.run(state: state, scene: scene, size: size, scale: scale, time: time) {
            perform(action)
        }
        // What the frame asked for, and what it changed by itself, shows in the next frame.
        if !frame.actions.isEmpty || frame.layout != layout { requestFrame() }
    }

    /// The stage in whole pixels.
    private func viewport(of stage: Rectangle) -> Viewport {
        let low = (stage.origin * scale).rounded(.toNearestOrAwayFromZero)
        let high = ((stage.origin + stage.size) * scale).rounded(.toNearestOrAwayFromZero)
        return Viewport(
            x: Int(low.x), y: Int(low.y), width: Int(high.x - low.x), height: Int(high.y - low.y),
            framebufferHeight: pixelSize.height)
    }

    private func choosePointerShape(_ scene: any Scene) {
        guard isOverStage else {
            pointerShape = frame.canvas.cursor
            return
        }
        switch scene.cursor {
        case .arrow: pointerShape = .arrow
        case .crosshair: pointerShape = .crosshair
        case .hand: pointerShape = .hand
        }
    }

    // MARK: Input

    /// Takes in what has happened to the window since the last frame, in order.
    ///
    /// - Throws: `RenderingError` where the fonts cannot be read.
    func handle(_ events: [WindowEvent], time: Double) throws {
        context.use()
        inputTime = time
        var batch = InputBatch()
        for event in events {
            // The frame sees one change of a button or key at a time, or a quick click or key would be none.
            if !batch.accepts(event) {
                try runFrame(time: time)
                batch = InputBatch()
            }
            batch.note(event)
            handle(event)
        }
        guard !events.isEmpty else { return }
        state.noteActivity()
        requestFrame()
    }

    private func handle(_ event: WindowEvent) {
        switch event {
        case .pointerMoved(let place): movePointer(to: place / scale)
        case .pointerLeft: leave()
        case .button(let button, let isDown, let modifiers):
            frame.canvas.modifiers = modifiers
            isDown ? press(button, modifiers) : release(button, modifiers)
        case .wheel(let notches, let modifiers): turnWheel(notches, modifiers)
        case .key(let key, let isDown, let modifiers): press(key, isDown: isDown, modifiers)
        case .character: if frame.isTyping { context.feed(event) }
        case .filesDropped(let files):
            // The series that is being drawn would go on with another picture.
            guard exporter.progress == nil else { return }
            for file in files { perform(.command(.openFile(file))) }
        case .closed: perform(.quit)
        case .focused: if frame.memory.followsSystemTheme { performInWindow(.askSystemTheme) }
        case .refreshed: break
        }
    }

    private func movePointer(to place: Point) {
        pointer = place
        frame.memory.pad.move(to: place)
        context.feed(.pointerMoved(place * scale))
        let isOver = owner == .stage || owner == .nobody && !frame.covers(place, state)
        if isOver {
            tellScene(.pointerMoved(place - frame.layout.stage.origin))
        } else if isOverStage {
            tellScene(.pointerLeft)
        }
        isOverStage = isOver
    }

    private func leave() {
        pointer = nil
        context.feed(.pointerLeft)
        if isOverStage, owner != .stage {
            tellScene(.pointerLeft)
            isOverStage = false
        }
    }

    /// What is under the pointer is not marked any more, as while something lies above the stage.
    func leaveStage() {
        guard isOverStage else { return }
        tellScene(.pointerLeft)
        isOverStage = false
    }

    private func press(_ button: PointerButton, _ modifiers: Modifiers) {
        guard let pointer else { return }
        // A click beside an open list only closes it: what lies under the pointer does not see it.
        if frame.closePopup(clickedAt: pointer) {
            owner = .frame
            return
        }
        context.feed(.button(button, isDown: true, modifiers))
        guard owner == .nobody else {
            if owner == .stage {
                tellScene(.pressed(button, at: pointer - frame.layout.stage.origin, modifiers))
            }
            return
        }
        owner = frame.covers(pointer, state) ? .frame : .stage
        if frame.pressPad(button, at: pointer, state) { frame.canvas.focus.leave() }
        guard owner == .stage else { return }
        frame.canvas.focus.leave()
        frame.memory.notice = nil
        tellScene(.pressed(button, at: pointer - frame.layout.stage.origin, modifiers))
    }

    private func release(_ button: PointerButton, _ modifiers: Modifiers) {
        context.feed(.button(button, isDown: false, modifiers))
        frame.memory.pad.release(button)
        defer { owner = .nobody }
        guard owner == .stage, let pointer else { return }
        tellScene(.released(button, at: pointer - frame.layout.stage.origin, modifiers))
    }

    private func turnWheel(_ notches: Point, _ modifiers: Modifiers) {
        guard let pointer else { return }
        if frame.covers(pointer, state) {
            context.feed(.wheel(notches, modifiers))
        } else {
            tellScene(.scrolled(by: notches, at: pointer - frame.layout.stage.origin, modifiers))
        }
    }

    private func press(_ key: Key, isDown: Bool, _ modifiers: Modifiers) {
        context.feed(.key(key, isDown: isDown, modifiers))
        if isDown, state.settings.isPresenting {
            frame.memory.pressedKey = (InputMap.name(of: key, modifiers), inputTime)
        }
        guard isDown, !frame.takes(key, modifiers, state, perform: perform) else { return }
        switch frame.inputMap.action(for: key, modifiers, in: state.scene) {
        case .scene?, nil: tellScene(.key(key, modifiers))
        case let action?: perform(action)
        }
    }

    private func tellScene(_ input: Input) {
        switch input {
        case .pressed, .key:
            // What a key before it has changed, such as the tool, may not have been drawn yet.
            if state.revision != sceneRevision { updateScene(time: sceneTime) }
        default: break
        }
        for command in scene.handle(input) { perform(.command(command)) }
        tellTour()
    }

    // MARK: Actions

    /// Obeys what a key or a part of the frame asks for.
    func perform(_ action: Action) {
        switch action {
        case .command(let command): state.perform(command.seen(from: scene.viewpoint))
        case .scene: break
        case .openModel, .openPicture, .openOtherModel, .openCheckpoints, .openDataFolder, .openDataFile,
            .switchFullScreen, .askSystemTheme:
            performInWindow(action)
        case .quit: state.perform(.lesson(.quit))
        case .present: state.perform(.setPresenting(!state.settings.isPresenting))
        case .saveSnapshot: saveStage()
        case .save: state.lesson == nil ? saveStage() : saveLesson()
        case .openExport: openExport()
        case .beginExport(let options): beginExport(options)
        case .closeExport: closeExport()
        case .openLesson: frame.memory.pathDialog = PathDialog(.lesson, beside: state.lesson?.url)
        case .saveLesson: saveLesson()
        case .typePath: frame.memory.pathDialog = PathDialog(.any, beside: state.picture?.url)
        case .chooseVariant(let number):
            guard state.variants.indices.contains(number - 1) else { return }
            state.perform(.chooseVariant(state.variants[number - 1].id))
        case .renameVariant: beginRenaming()
        case .removeVariant: removeMaskOrVariant()
        case .duplicateVariant: state.perform(.duplicateVariant(state.selection.variant))
        case .followSystemTheme:
            frame.memory.followsSystemTheme = true
            performInWindow(.askSystemTheme)
        case .chooseTheme(let theme):
            frame.memory.followsSystemTheme = false
            state.perform(.setTheme(theme))
        case .switchTheme: perform(.chooseTheme(state.settings.theme == .light ? .dark : .light))
        case .switchPanel: switchPanel()
        case .switchPad: frame.switchPad(state)
        case .showFedInput: frame.memory.popup = state.shownInput == nil ? nil : .input
        case .enlarge: changeTextScale(by: 1)
        case .shrink: changeTextScale(by: -1)
        case .moveFocus: moveFocus()
        }
        if state.isQuitting { performInWindow(.quit) }
        requestFrame()
    }

    /// Saves a lesson where it lies; a new one, or one that came with the program, where the user says.
    private func saveLesson() {
        guard let lesson = state.lesson else { return }
        if let url = lesson.url, !ShippedFiles.lessons().contains(where: { $0.path == url.path }) {
            state.perform(.lesson(.save(url)))
        } else {
            frame.memory.pathDialog = PathDialog(.savedLesson, beside: nil)
        }
    }

    /// Folds or unfolds the panel as it is seen; what suits the window counts as folded too.
    private func switchPanel() {
        let isFolded = frame.layout(of: state, size: size).panel == nil
        // The command turns what was set; where nothing is, it takes "unfolded" for granted.
        if state.settings.isPanelFolded == nil, isFolded { state.perform(.togglePanel) }
        state.perform(.togglePanel)
    }

    /// What is being drawn goes first, then a selected mask.
    private func removeMaskOrVariant() {
        guard state.preview == nil else { return state.perform(.cancelMaskPreview) }
        let isMaskSelected = state.scene == .network && state.selection.mask != nil
        state.perform(isMaskSelected ? .removeSelectedMask : .removeVariant(state.selection.variant))
    }

    private func beginRenaming() {
        let variant = state.currentVariant
        guard !variant.isOriginal else { return }
        if frame.layout(of: state, size: size).panel == nil { switchPanel() }
        frame.memory.foldedSections.remove("variants")
        frame.memory.renaming = .init(id: variant.id, name: variant.name)
    }

    private func changeTextScale(by step: Int) {
        let sizes = FrameMemory.textScales
        let index = (sizes.firstIndex(of: frame.memory.textScale) ?? 0) + step
        if sizes.indices.contains(index) { frame.memory.textScale = sizes[index] }
    }
}
