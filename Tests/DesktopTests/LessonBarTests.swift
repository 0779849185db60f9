import Foundation
import Rendering
import Scenes
import TestSupport
import Testing

@testable import Desktop
@testable import Workbench

/// The bar of a lesson below the stage, on the first lesson that comes with the program.
@MainActor
@Suite(.serialized) struct LessonBarTests {
    private func prepared(step: Int = 1) throws -> AppState {
        let state = AppState()
        try state.prepareLesson(try #require(ShippedFiles.lessons().first), step: step)
        return state
    }

    @Test("One key goes forward and back, and stops at both ends")
    func keys() throws {
        try withProgram(try prepared()) { program, _, send in
            let count = try #require(program.state.lesson).lesson.steps.count
            for step in 1...count + 1 {
                try send(press(.pageDown))
                #expect(program.state.lesson?.step == min(step, count - 1))
            }
            for step in 1...count + 1 {
                try send(press(.pageUp))
                #expect(program.state.lesson?.step == max(count - 1 - step, 0))
            }
        }
    }

    @Test("The stage ends where the lesson begins, and buttons and dots go on")
    func buttons() throws {
        try withProgram(try prepared()) { program, _, send in
            let bar = try #require(program.frame.layout.lessonBar)
            #expect(program.frame.layout.stage.maxY == bar.minY)
            try send(click(bar.maxX - 24 - 46, bar.maxY - 31))
            #expect(program.state.lesson?.step == 1)
            try send(click(bar.maxX - 24 - 148, bar.maxY - 31))
            #expect(program.state.lesson?.step == 0)
            try send(click(bar.maxX - 40, bar.minY + 30))
            #expect(program.state.lesson == nil)
            #expect(program.frame.layout.lessonBar == nil)
        }
    }

    @Test("What is typed becomes the step's words, and the lesson says that it is not saved")
    func typing() throws {
        try withProgram(try prepared()) { program, _, send in
            program.perform(.command(.lesson(.edit(true))))
            try send([])
            let bar = try #require(program.frame.layout.lessonBar)
            try send(click(bar.center.x, bar.minY + 61))
            try send("Look!".map { .character($0) })
            #expect(program.state.lesson?.current.text.contains("Look!") == true)
            #expect(program.state.lesson?.isUnsaved == true)
            #expect(program.state.lesson?.lesson.steps[1].text.contains("Look!") == false)
            // Keys go into the field while it has them.
            try send(press(.pageDown))
            #expect(program.state.lesson?.step == 0)
        }
    }

    @Test("Every word of the lessons has room in a window of 1280 x 800")
    func everyWordHasRoom() throws {
        try withProgram(try prepared(), size: (1280, 800)) { program, _, _ in
            let bar = try #require(program.frame.layout.lessonBar)
            let left = min(200, (bar.width - 48) * 0.2)
            let width = bar.width - 48 - 194 - left - 48
            for url in ShippedFiles.lessons() {
                for step in try LessonFile.read(url).steps {
                    let lines = program.frame.canvas.lines(step.text, .body, width: width)
                    #expect(lines.count <= 4, "\(step.title)")
                    #expect(program.frame.canvas.width(step.title, .valueStrong) <= width)
                }
            }
        }
    }

    @Test(arguments: [ThemeName.light, .dark]) func theBarLooksAsItShould(theme: ThemeName) throws {
        let state = try prepared(step: 3)
        state.perform(.setTheme(theme))
        try withProgram(state, size: (1280, 800)) { _, target, _ in
            try expectGolden(target.read(), named: "desktop/lesson-\(theme)", tolerance: .flat)
        }
    }

    @Test func theFieldsLookAsTheyShould() throws {
        let state = try prepared(step: 3)
        state.perform(.lesson(.edit(true)))
        try withProgram(state, size: (1280, 800)) { _, target, _ in
            try expectGolden(target.read(), named: "desktop/lesson-fields", tolerance: .flat)
        }
    }
}
