import Foundation
import Rendering
import Scenes
import TestSupport
import Testing

@testable import Desktop
@testable import Workbench

/// A lesson that is taken away from the window, frame by frame, while its second step is on stage.
@MainActor
@Suite(.serialized) struct ExportedLessonTests {
    private func withLesson(
        framesPerStep: Int = 1,
        _ body: @escaping (Program, ExportOptions, _ send: SendEvents) throws -> Void
    ) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "lesson-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let state = AppState(store: SidecarStore(folder: nil))
        try state.prepareLesson(try #require(ShippedFiles.lessons().first), step: 2)
        var options = ExportOptions()
        (options.subject, options.isLesson, options.scale) = (.frames, true, 1)
        options.framesPerStep = framesPerStep
        options.path = folder.appending(path: "frames").path
        try withProgram(state, size: (1000, 640), frames: 1) { program, _, send in
            program.perform(.openExport)
            try body(program, options, send)
        }
    }

    /// What lies where the folder of frames is to lie.
    private func names(beside options: ExportOptions) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: options.url.deletingLastPathComponent().path)
    }

    /// Draws until something is so; fails after a while.
    private func wait(_ program: Program, _ send: SendEvents, until isSo: () -> Bool) throws {
        for _ in 0..<3000 where !isSo() {
            program.receiveResults()
            try send([])
            Thread.sleep(forTimeInterval: 0.01)
        }
        #expect(isSo())
    }

    private func hasBegun(_ program: Program) -> Bool { (program.exporter.progress?.x ?? 0) > 0 }

    @Test("All frames are written, the card closes, and the lesson is back at its step")
    func toTheEnd() throws {
        try withLesson { program, options, send in
            let count = program.exportFacts.frameCount(of: options)
            program.perform(.beginExport(options))
            #expect(program.frame.memory.exportCard != nil)
            try wait(program, send) {
                let progress = program.exporter.progress
                // Only what is written then is waited for.
                if let progress, progress.x == progress.y { #expect(!program.exporter.wantsFrame) }
                return program.frame.memory.exportCard == nil
            }
            #expect(program.frame.memory.notice == "Saved \(options.path)")
            #expect(try names(beside: options) == ["frames"])
            let frames = try FileManager.default.contentsOfDirectory(atPath: options.path).sorted()
            #expect(frames == (1...count).map(FrameFolder.name))
            #expect(program.exporter.progress == nil && program.state.lesson?.step == 1)
        }
    }

    @Test("Escape ends it and leaves nothing; what is dropped on the window meanwhile is not opened")
    func givenUp() throws {
        let assets = try #require(ShippedFiles.assets)
        try withLesson(framesPerStep: 24) { program, options, send in
            program.perform(.beginExport(options))
            try wait(program, send) { hasBegun(program) }
            let picture = program.state.picture?.url
            try program.handle([.filesDropped([assets.appending(path: "Examples/digit-7.png")])], time: 0)
            #expect(program.state.activity.openingPicture == nil)
            try send(press(.escape))
            #expect(program.frame.memory.notice == "Stopped; nothing was written.")
            #expect(program.frame.memory.exportCard == nil && program.exporter.progress == nil)
            #expect(try names(beside: options).isEmpty)
            #expect(program.state.lesson?.step == 1 && program.state.picture?.url == picture)
        }
    }

    @Test("What is given up before the first frame is never begun")
    func givenUpAtOnce() throws {
        try withLesson { program, options, send in
            program.perform(.beginExport(options))
            program.perform(.closeExport)
            try send([])
            #expect(program.exporter.progress == nil && program.frame.memory.exportCard == nil)
            #expect(try names(beside: options).isEmpty)
        }
    }

    @Test("Where a step cannot be computed, the sentence why is all that is left")
    func failing() throws {
        try withLesson(framesPerStep: 24) { program, options, send in
            // What went wrong before is not the lesson's fault.
            program.state.message = Message("Old", isError: true)
            program.perform(.beginExport(options))
            try wait(program, send) { hasBegun(program) }
            program.state.message = Message("The data are gone.", isError: true)
            try wait(program, send) { program.frame.memory.exportCard == nil }
            #expect(program.frame.memory.failure == "The data are gone.")
            #expect(try names(beside: options).isEmpty)
            #expect(program.state.lesson?.step == 1)
        }
    }
}
