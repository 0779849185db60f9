import Foundation
import Rendering
import Scenes
import TestSupport
import Testing
import Workbench

@testable import Desktop

/// The frame, driven by events as the window sends them, drawn offscreen.
@MainActor
@Suite(.serialized) struct ProgramTests {
    /// Runs `body` with a program of 1600 x 1000 points at the given scale, after its first frames.
    private func withProgram(
        width: Int = 1600, height: Int = 1000, scale: Float = 1, state: AppState = AppState(),
        _ body: (Program, inout Clock, OffscreenTarget) throws -> Void
    ) throws {
        try DesktopTests.withProgram(state, size: (width, height), scale: scale) { program, target, _ in
            var clock = Clock()
            try body(program, &clock, target)
        }
    }

    /// Frames a sixtieth of a second apart.
    private struct Clock {
        var time = 0.0

        @MainActor
        mutating func draw(_ program: Program, _ target: OffscreenTarget, frames: Int = 3) throws {
            for _ in 0..<frames {
                time += 1.0 / 60
                target.bind()
                try program.draw(time: time)
            }
        }

        @MainActor
        mutating func send(_ events: [WindowEvent], _ program: Program, _ target: OffscreenTarget) throws {
            try program.handle(events, time: time)
            try draw(program, target)
        }
    }

    @Test func aClickOnTheRailGoesToTheScene() throws {
        try withProgram { program, clock, target in
            try clock.send([.pointerMoved(Point(38, 100))], program, target)
            try clock.send(click(38, 100), program, target)
            #expect(program.state.scene == .occlusion)
        }
    }

    @Test func aQuickClickWithinOneWaitIsAClick() throws {
        try withProgram { program, clock, target in
            // Down and up arrive together, as they do when a frame has taken long.
            try clock.send(click(38, 100), program, target)
            try clock.send(click(38, 30), program, target)
            #expect(program.state.scene == .network)
        }
    }

    @Test func theStageGetsThePointerInItsOwnPoints() throws {
        try withProgram(width: 3200, height: 2000, scale: 2) { program, clock, target in
            try clock.send([.pointerMoved(Point(2 * 176, 2 * 252))], program, target)
            #expect(program.scene.statusText == "(100, 200)")
            try clock.send([.pointerMoved(Point(20, 20))], program, target)
            #expect(program.scene.statusText == "")
        }
    }

    @Test func aClickRightAfterAKeySeesWhatTheKeyHasChanged() throws {
        try withProgram { program, clock, target in
            try program.handle(press(.character("b")) + click(600, 500), time: clock.time)
            let scene = try #require(program.scene as? StandInScene)
            #expect(scene.toolAtPress == .brush)
        }
    }

    @Test func keysFoldThePanelAndChangeTheTheme() throws {
        try withProgram { program, clock, target in
            #expect(program.frame.layout.panel == nil)
            try clock.send(press(.character("p")), program, target)
            #expect(program.frame.layout.panel?.width == 264)
            try clock.send(press(.character("p")), program, target)
            #expect(program.frame.layout.panel == nil)
            try clock.send(press(.character("t")), program, target)
            #expect(program.state.settings.theme == .dark)
        }
    }

    @Test func anOpenListTakesKeysAndClosesWithAClickBeside() throws {
        try withProgram { program, clock, target in
            try clock.send(click(150, 26), program, target)
            #expect(program.frame.memory.popup == .model)
            try clock.send(press(.character("t")), program, target)
            #expect(program.state.settings.theme == .light)
            try clock.send(click(900, 600), program, target)
            #expect(program.frame.memory.popup == nil)
        }
    }

    @Test func aClickBesideAnOpenListDoesNothingElse() throws {
        try withProgram { program, clock, target in
            try clock.send(press(.character("p")), program, target)
            let panel = try #require(program.frame.layout.panel)
            let head = click(panel.minX + 60, panel.minY + 21)
            let folded = program.frame.memory.foldedSections
            try clock.send(click(150, 26), program, target)
            try clock.send(head, program, target)
            #expect(program.frame.memory.popup == nil && program.frame.memory.foldedSections == folded)
            try clock.send(head, program, target)
            #expect(program.frame.memory.foldedSections == folded.symmetricDifference(["mask"]))
        }
    }

    @Test func whatIsTypedIntoAFieldIsNoShortcut() throws {
        try withProgram { program, clock, target in
            try clock.send(press(.character("l"), .control), program, target)
            let start = try #require(program.frame.memory.pathDialog?.text)
            try clock.send(press(.character("t")) + [.character("t")], program, target)
            #expect(program.frame.memory.pathDialog?.text == start + "t")
            #expect(program.state.settings.theme == .light)
            try clock.send(press(.escape), program, target)
            #expect(program.frame.memory.pathDialog == nil)
        }
    }

    @Test func theKeyboardReachesTheButtonsOfThePanel() throws {
        try withProgram { program, clock, target in
            program.state.perform(.setTool(.brush))
            try clock.send(press(.character("p")), program, target)
            program.frame.canvas.focus.ask(.next, among: "clusters")
            try clock.send(press(.right), program, target)
            #expect(program.state.settings.clusterCount == 4)
            try clock.send(press(.escape), program, target)
            #expect(!program.frame.canvas.focus.isActive)
        }
    }

    @Test func aLargerTextMakesTheWindowFewerPoints() throws {
        try withProgram { program, clock, target in
            try clock.send(press(.character("="), .control), program, target)
            #expect(program.frame.memory.textScale == 1.15)
            #expect(abs(program.size.x - 1600 / 1.15) < 0.01)
        }
    }

    @Test func anIdleProgramAsksForNoFrame() throws {
        try withProgram { program, clock, target in
            try clock.send([.pointerMoved(Point(600, 500))], program, target)
            #expect(!program.needsFrame)
            #expect(program.wakeTime == nil)
            // On a button with a tooltip, one frame is due half a second later.
            try clock.send([.pointerMoved(Point(1490, 26))], program, target)
            #expect(!program.needsFrame)
            #expect(program.wakeTime.map { $0 > clock.time } == true)
        }
    }

    @Test(arguments: [ThemeName.light, .dark]) func theFrameLooksAsItShould(theme: ThemeName) throws {
        try withProgram(width: 1400, height: 800) { program, clock, target in
            program.state.perform(.setTheme(theme))
            program.state.perform(.setCamera(.plate))
            try clock.draw(program, target)
            try expectGolden(target.read(), named: "desktop/frame-\(theme)", tolerance: .flat)
        }
    }

    @Test(arguments: [(1280, 800), (1366, 768), (1400, 900), (1600, 1000), (1920, 1080)])
    func everyLineOfTheHelpHasRoom(width: Int, height: Int) throws {
        try withProgram(width: width, height: height) { program, clock, target in
            let canvas = program.frame.canvas
            let page = HelpPage(.standard)
            let count = HelpPage.columns(page.groups, count: HelpPage.columnCount(in: Float(width))).count
            let room = HelpPage.columnWidth(count, in: Float(width)) - HelpPage.gap
            for line in page.groups.flatMap(\.lines) {
                let keys = line.keys.reduce(Float(0)) { $0 + canvas.keyCapWidth($1) + 6 }
                #expect(canvas.width(line.words, .body) + keys <= room, "\(line.words)")
            }
        }
    }

    @Test func keysScrollTheHelpToItsLastLine() throws {
        try withProgram(width: 1280, height: 800) { program, clock, target in
            try clock.send(press(.function(1)), program, target)
            let frame = program.frame
            let hidden = { (frame.memory.scrolls["help.height"] ?? 0) - (800 - 24 - 68) }
            #expect(hidden() > 100, "the page is higher than the window")
            try clock.send(press(.pageDown), program, target)
            #expect(frame.memory.scrolls["help"] == min(hidden(), 448))
            try clock.send(press(.end), program, target)
            #expect(frame.memory.scrolls["help"] == hidden())
            try expectGolden(target.read(), named: "desktop/help-end", tolerance: .flat)
            try clock.send(press(.home), program, target)
            #expect(frame.memory.scrolls["help"] == 0)
        }
    }

    @Test func theHelpLooksAsItShould() throws {
        try withProgram(width: 1280, height: 800) { program, clock, target in
            try clock.send(press(.function(1)), program, target)
            try expectGolden(target.read(), named: "desktop/help", tolerance: .flat)
        }
    }
}
