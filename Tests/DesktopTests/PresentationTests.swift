import Foundation
import Rendering
import Scenes
import TestSupport
import Testing

@testable import Desktop
@testable import Workbench

/// The window before an audience.
@MainActor
@Suite(.serialized) struct PresentationTests {
    private func prepared() throws -> AppState {
        let state = AppState()
        try state.prepareLesson(try #require(ShippedFiles.lessons().first), step: 1)
        return state
    }

    @Test("F5 leaves nothing but stage and lesson, arrows go on, Esc brings all back")
    func keys() throws {
        try withProgram(try prepared()) { program, _, send in
            let before = program.frame.layout
            try send(press(.function(5)))
            #expect(program.state.settings.isPresenting)
            let layout = program.frame.layout
            #expect(layout.rail.width == 0 && layout.panel == nil && layout.statusLine.height == 0)
            #expect(layout.stage.origin == .zero && layout.lessonBar?.minY == layout.stage.maxY)
            try send(press(.right))
            #expect(program.state.lesson?.step == 1)
            try send(press(.pageDown))
            try send(press(.left))
            #expect(program.state.lesson?.step == 1)
            #expect(program.frame.memory.pressedKey?.name == "\u{2190}")
            try send(press(.escape))
            #expect(!program.state.settings.isPresenting && program.frame.layout == before)
            #expect(program.state.lesson?.step == 1)
        }
    }

    @Test("On every screen the stage has room for as many words, so they are as large as it allows")
    func fillsTheScreen() throws {
        for size in [(width: 1280, height: 800), (1920, 1080), (3840, 2160)] {
            try withProgram(try prepared(), size: size) { program, _, send in
                try send(press(.function(5)))
                #expect(program.size.x >= 1066 && program.size.y >= 666)
                #expect(min(program.size.x / 1067, program.size.y / 667) < 1.02)
            }
        }
    }

    @Test("A key is shown for a moment, and then nothing moves any more")
    func keysAreShown() throws {
        try withProgram(try prepared()) { program, target, send in
            try send(press(.function(5)))
            try send(press(.right))
            let end = try #require(program.wakeTime)
            target.bind()
            try program.draw(time: end + 0.1)
            #expect(program.frame.memory.pressedKey == nil && program.wakeTime == nil)
        }
    }

    @Test("A key is shown for its moment, however long nothing was drawn before")
    func keysAreShownAfterAPause() throws {
        try withProgram(try prepared()) { program, target, send in
            try send(press(.function(5)))
            let time = program.frame.canvas.time + 60
            try program.handle(press(.right), time: time)
            target.bind()
            try program.draw(time: time + 0.01)
            #expect(program.frame.memory.pressedKey?.name == "\u{2192}")
            #expect(program.wakeTime == time + 1.2)
        }
    }

    @Test(arguments: [ThemeName.light, .dark]) func itLooksAsItShould(theme: ThemeName) throws {
        let state = try prepared()
        state.perform(.setTheme(theme))
        try withProgram(state, size: (1280, 800)) { _, target, send in
            try send(press(.function(5)) + [.pointerMoved(Point(700, 400))])
            try send(press(.right))
            try expectGolden(target.read(), named: "desktop/presentation-\(theme)", tolerance: .flat)
        }
    }

    @Test("The questions about a lesson's changes look as they should, and Esc stays")
    func questions() throws {
        let state = try prepared()
        state.perform(.lesson(.edit(true)))
        state.perform(.lesson(.setTitle("What is a feature?")))
        try withProgram(state, size: (1280, 800)) { program, target, send in
            try send([.closed])
            #expect(program.state.leaving == .quit)
            try expectGolden(target.read(), named: "desktop/lesson-leaving", tolerance: .flat)
            // Whatever is typed meanwhile does nothing.
            try send(press(.character("n")))
            #expect(program.state.variants.count == state.variants.count && program.state.leaving != nil)
            try send(press(.escape))
            #expect(program.state.leaving == nil && program.state.lesson != nil)
        }
    }
}
