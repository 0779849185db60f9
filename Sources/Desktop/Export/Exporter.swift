import Dispatch
import Foundation
import Rendering
import Scenes
import Workbench

/// Takes away what the card asks for: draws between the window's frames, encodes and writes in the background.
@MainActor
final class Exporter {
    /// What came of it.
    enum Outcome: Sendable {
        /// All is written; where.
        case wrote(String)
        /// Why it is not, in one sentence.
        case failed(String)
        /// A frame is done.
        case moved
        /// The series that was drawn has come to its end, good or bad.
        case ended
    }

    /// A series that is being drawn.
    private struct Series {
        let series: FrameSeries
        let folder: FrameFolder
        /// The lesson's step to which to return.
        let step: Int?
    }

    private var pending: ExportOptions?
    private var running: Series?
    private let mailbox: Mailbox<Outcome>
    private let queue = DispatchQueue(label: "convoscope.export", qos: .userInitiated)

    init(wake: @escaping @Sendable () -> Void) { mailbox = Mailbox(wake: wake) }

    /// How far a series is; nil where none is drawn.
    var progress: SIMD2<Int>? { running.map { SIMD2($0.series.done, $0.series.count) } }
    /// Whether there is something to draw.
    var wantsFrame: Bool {
        // After the last frame every file that is written wakes the loop.
        pending != nil || running.map { !$0.series.isFinished && $0.folder.hasRoom } ?? false
    }

    /// Asks for something; it is drawn before the next frame.
    func begin(_ options: ExportOptions) {
        guard running == nil else { return }
        pending = options
    }

    /// Gives up the series that is being drawn, or was asked for. Returns whether there was one.
    func cancel(_ state: AppState) -> Bool {
        let isAskedFor = pending?.subject == .frames
        if isAskedFor { pending = nil }
        guard let running else { return isAskedFor }
        running.folder.giveUp()
        finish(state)
        return true
    }

    /// Leaves nothing half-written behind when the program ends.
    func close() {
        running?.folder.giveUp()
        running = nil
        queue.sync {}
    }

    /// What has come of it since the last time.
    func receive() -> [Outcome] { mailbox.drain() }

    /// Draws what is asked for, or the next frame of a series.
    func step(_ program: Program, time: Double) {
        let isSeries = running != nil || pending?.subject == .frames
        do {
            if let options = pending {
                pending = nil
                try draw(options, program, time: time)
            } else if let running {
                try advance(running, program.state)
            }
        } catch {
            _ = cancel(program.state)
            mailbox.post(.failed(Sentence.for(error)))
            if isSeries { mailbox.post(.ended) }
        }
    }

    // MARK: Single files

    private func draw(_ options: ExportOptions, _ program: Program, time: Double) throws {
        switch options.subject {
        case .frames: try beginSeries(options, program)
        case .stage: write(try program.stageContent(options)) { options.url }
        case .window, .panel:
            write(.picture(try program.windowPicture(options, time: time))) { options.url }
        case .table:
            guard let kind = program.exportFacts.table(of: options), let table = program.state.table(kind)
            else { throw ExportError.noTable }
            write(.table(table)) { options.url }
        }
    }

    /// Writes a file in the background, after those before it; `place` says there and then where.
    func write(_ content: ExportContent, to place: @escaping @Sendable () -> URL) {
        let mailbox = mailbox
        queue.async {
            let file = place()
            do {
                try content.write(to: file)
                mailbox.post(.wrote(file.path))
            } catch {
                mailbox.post(.failed(Sentence.for(error)))
            }
        }
    }

    // MARK: Series

    private func beginSeries(_ options: ExportOptions, _ program: Program) throws {
        let look = FrameSeries.Look(
            size: program.frame.layout.stage.size, scale: Float(options.scale),
            theme: program.theme(of: options), hasCaption: options.hasCaption)
        let series = try FrameSeries(
            options.motion, of: program.state, as: program.scene, look: look, renderer: program.renderer)
        running = Series(
            series: series, folder: try FrameFolder(options.url),
            step: options.isLesson ? program.state.lesson?.step : nil)
    }

    private func advance(_ running: Series, _ state: AppState) throws {
        try running.folder.check()
        let mailbox = mailbox
        if running.folder.hasRoom, let picture = try running.series.next() {
            running.folder.write(picture, number: running.series.done) { mailbox.post(.moved) }
        }
        guard running.series.isFinished, running.folder.isIdle else { return }
        try running.folder.finish()
        finish(state)
        mailbox.post(.wrote(running.folder.url.path))
        mailbox.post(.ended)
    }

    private func finish(_ state: AppState) {
        if let step = running?.step, state.lesson != nil { state.perform(.lesson(.show(step))) }
        running = nil
    }
}
