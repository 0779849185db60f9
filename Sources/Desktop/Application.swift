import Foundation
import Rendering
import Workbench

/// The program with its window.
@MainActor
public enum Application {
    /// Opens the window at once, loads the model and the picture in the background, and returns when the window
    /// is closed.
    ///
    /// - Parameters:
    ///   - inputs: what further inputs of the model are fed.
    ///   - data: a data set to open as well, which is shown then.
    ///   - theme: light or dark; nil: as the user left it.
    ///   - offersTour: whether the tour is offered, to whom it never was.
    ///   - log: where a study log is written; nil: nowhere.
    /// - Throws: `WindowError`, `RenderingError`: with one sentence why there is no window.
    public static func run(
        model: URL?, inputs: InputConstants = [:], picture: URL?, data: DataRequest? = nil,
        theme: ThemeName? = nil, offersTour: Bool = false, log: URL? = nil
    ) throws {
        let window = try Window(title: "Convoscope", size: Point(1600, 1000))
        defer { window.close() }
        let state = AppState(wake: Window.wake)
        let program = try Program(state: state, wake: Window.wake)
        defer { program.close() }
        let preferences = Preferences.read()
        preferences.apply(to: program)
        if let theme { program.perform(.chooseTheme(theme)) }
        program.frame.memory.tour.isOffering = offersTour && !program.frame.memory.tour.wasOffered
        if let log { state.perform(.study(.record(to: log))) }
        defer { state.endStudy() }
        if let model {
            state.keepInputs(inputs, for: model)
            state.perform(.openModel(model))
        }
        if let picture { state.perform(.openPicture(picture)) }
        if let data { state.perform(.samples(data.command)) }
        state.keepDrafts()
        let loop = FrameLoop(window: window, program: program)
        try loop.run()
        state.close()
        Preferences(of: program).write()
    }
}

/// Sleeps until something happens, then draws: an idle window uses no processor.
@MainActor
final class FrameLoop {
    private let window: Window
    private let program: Program
    private let dialog = FileDialog(wake: Window.wake)
    private let systemTheme = SystemTheme(wake: Window.wake)
    private let start = ProcessInfo.processInfo.systemUptime
    private var isClosing = false
    private var title = ""

    init(window: Window, program: Program) {
        self.window = window
        self.program = program
        program.performInWindow = { [unowned self] in self.perform($0) }
        program.context.setClipboard(
            read: { [unowned window] in window.clipboard },
            write: { [unowned window] in window.clipboard = $0 })
    }

    /// Runs until the window is closed.
    func run() throws {
        defer { dialog.close() }
        if program.frame.memory.followsSystemTheme { systemTheme.ask() }
        while !isClosing {
            let events = window.waitForEvents(atMost: patience)
            program.receiveResults()
            if let theme = systemTheme.take(), program.frame.memory.followsSystemTheme {
                program.perform(.command(.setTheme(theme)))
            }
            for command in dialog.takeCommands() { program.perform(.command(command)) }
            program.resize(
                width: window.pixelSize.width, height: window.pixelSize.height,
                contentScale: window.contentScale)
            try program.handle(events, time: time)
            noteOpenedModel()
            guard !window.isMinimized, isFrameDue else { continue }
            program.state.awaitQuickAnalysis()
            try program.draw(time: time)
            window.setCursor(program.pointerShape)
            window.swapBuffers()
        }
    }

    private var time: Double { ProcessInfo.processInfo.systemUptime - start }

    /// How long nothing may happen: not at all while something moves, for ever when nothing is due.
    private var patience: Double? {
        if program.needsFrame { return window.isMinimized ? 0.2 : 0 }
        return program.wakeTime.map { max($0 - time, 0.001) }
    }

    private var isFrameDue: Bool {
        program.needsFrame || program.wakeTime.map { $0 <= time } ?? false
    }

    private func noteOpenedModel() {
        program.frame.memory.noteOpened(in: program.state)
        guard let network = program.state.network else { return }
        let title = [program.state.picture?.displayName, network.displayName, "Convoscope"]
            .compactMap { $0 }.joined(separator: " – ")
        guard title != self.title else { return }
        self.title = title
        window.setTitle(title)
    }

    private func perform(_ action: Action) {
        switch action {
        case .quit: isClosing = true
        case .switchFullScreen: window.switchFullScreen()
        case .openModel: ask(for: .model, beside: program.state.network?.url)
        case .openPicture: ask(for: .picture, beside: program.state.picture?.url)
        case .openOtherModel, .openCheckpoints:
            let models = program.state.models
            ask(
                for: action == .openCheckpoints ? .checkpoints : .otherModel,
                beside: models.folder ?? models.other?.network.url ?? program.state.network?.url)
        case .openDataFolder: ask(for: .dataFolder, beside: program.state.samples.set?.url)
        case .openDataFile: ask(for: .dataFile, beside: program.state.samples.set?.url)
        case .askSystemTheme: systemTheme.ask()
        default: break
        }
    }

    /// The desktop's dialog where there is one, else a typed path.
    private func ask(for kind: FileKind, beside file: URL?) {
        if dialog.open(kind, folder: file?.deletingLastPathComponent()) { return }
        program.frame.memory.pathDialog = PathDialog(kind, beside: file)
    }
}
