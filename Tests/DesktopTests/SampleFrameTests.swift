import Foundation
import Rendering
import Testing
import Workbench

@testable import Desktop

/// What the frame has for a data set: its cell in the rail, the notice, chips and sections, driven by events.
@MainActor
@Suite(.serialized) struct SampleFrameTests {
    private func withProgram(
        _ state: AppState = AppState(), _ body: (Program, OffscreenTarget) throws -> Void
    ) throws {
        let context = try OffscreenContext()
        defer { context.close() }
        let names: [SceneName] = [.network, .occlusion, .compare, .saliency]
        let others = names.map { StandInScene($0) }
        let scenes = SceneList(
            network: others[0], occlusion: others[1], compare: others[2], saliency: others[3])
        let program = try Program(state: state, scenes: scenes)
        defer { program.close() }
        program.resize(width: 1600, height: 1000, contentScale: 1)
        let target = try OffscreenTarget(width: 1600, height: 1000)
        defer { target.close() }
        try draw(program, target)
        try body(program, target)
    }

    private func draw(_ program: Program, _ target: OffscreenTarget) throws {
        for _ in 0..<3 {
            target.bind()
            try program.draw(time: 1)
        }
    }

    private func click(_ x: Float, _ y: Float, _ program: Program, _ target: OffscreenTarget) throws {
        try program.handle(
            [
                .pointerMoved(Point(x, y)), .button(.left, isDown: true, []),
                .button(.left, isDown: false, []),
            ], time: 1)
        try draw(program, target)
    }

    @Test func theRailReturnsToTheSceneThatWasShownLast() throws {
        try withProgram { program, target in
            try click(38, 354, program, target)
            #expect(program.state.scene == .classes)
            // The last word of the switch at the stage's top right.
            let stage = program.frame.layout.stage
            try click(stage.maxX - 24 - 20, stage.minY + 34, program, target)
            #expect(program.state.scene == .curves)
            try click(38, 30, program, target)
            #expect(program.state.scene == .network)
            try click(38, 354, program, target)
            #expect(program.state.scene == .curves)
        }
    }

    @Test func whatIsNotThereIsSaid() {
        let state = AppState()
        #expect(SampleNoticeWords(state).heading == "No network yet")
        state.perform(.samples(.open(URL(filePath: "/nowhere/at all"))))
        #expect(SampleNoticeWords(state).heading == "No network yet", "without a network no data help")
    }

    @Test func theListOfDataHasWhatComesWithTheProgram() throws {
        try withProgram { program, _ in
            let rows = program.frame.dataRows(program.state)
            #expect(rows.map(\.title).starts(with: ["Open folder…", "Open file…", "Digits", "Pictograms"]))
            #expect(!rows.contains { $0.title == "Close" }, "nothing is open")
            #expect(rows[2].action == .command(.samples(.openShipped("Digits"))))
        }
    }

    @Test func theChipsSayThatNothingIsOpen() throws {
        let state = AppState()
        state.perform(.showScene(.map))
        try withProgram(state) { program, _ in
            let chips = program.frame.sampleChips(state)
            #expect(chips.map(\.label) == ["Model", "Data"])
            #expect(chips[1].value == "none")
        }
    }
}
