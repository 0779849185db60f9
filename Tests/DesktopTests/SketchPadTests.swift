import Datasets
import Foundation
import Rendering
import Scenes
import TestSupport
import Testing

@testable import Desktop
@testable import Workbench

/// The drawing pad at the left of the stage, with the Digits network.
@MainActor
@Suite(.serialized) struct SketchPadTests {
    private func opened(_ name: String = "digits") throws -> AppState {
        let model = try #require(ShippedFiles.models().first { $0.lastPathComponent == "\(name).onnx" })
        let request = PictureRequest(
            model: model, picture: try ShippedFiles.defaultPicture(for: model), clusterCount: 3,
            rectangles: [],
            fill: .black)
        return try AppState.prepared(request, withPool: false)
    }

    private func withProgram(
        _ state: AppState, _ size: (Int, Int) = (1400, 900), _ theme: ThemeName = .light,
        _ body: (Program, OffscreenTarget, _ send: ([WindowEvent]) throws -> Void) throws -> Void
    ) throws {
        state.perform(.setTheme(theme))
        try DesktopTests.withProgram(state, size: (size.0, size.1), body)
    }

    private func stroke(_ shares: [(Float, Float)], on pad: Rectangle, _ button: PointerButton = .left)
        -> [WindowEvent]
    {
        let places = shares.map { pad.origin + Point($0.0, $0.1) * pad.size }
        return [.pointerMoved(places[0]), .button(button, isDown: true, [])]
            + places.dropFirst().map { .pointerMoved($0) } + [.button(button, isDown: false, [])]
    }

    private func finish(_ state: AppState) {
        for _ in 0..<1000 where state.activity.isAnalyzing {
            state.receiveResults()
            Thread.sleep(forTimeInterval: 0.01)
        }
    }

    @Test("A key opens the pad beside the stage; Esc closes it, and the drawing stays the picture")
    func keys() throws {
        try withProgram(try opened()) { program, _, send in
            let wide = program.frame.layout.stage.width
            try send(press(.character("w")))
            #expect(program.frame.layout.stage.width == wide - FrameLayout.padWidth)
            #expect(program.state.picture?.displayName != "drawing")
            let pad = try #require(program.frame.memory.pad.place)
            try send(stroke([(0.3, 0.2), (0.7, 0.2), (0.45, 0.85)], on: pad))
            #expect(program.state.sketch.sketch.strokes.count == 1)
            #expect(program.state.picture?.displayName == "drawing")
            try send(press(.escape))
            #expect(program.frame.layout.pad == nil && program.state.picture?.displayName == "drawing")
        }
    }

    @Test("Every movement of the hand is a point, however few frames are drawn")
    func everyMovementCounts() throws {
        try withProgram(try opened()) { program, _, send in
            try send(press(.character("w")))
            let pad = try #require(program.frame.memory.pad.place)
            try send(stroke((0...30).map { (0.2 + 0.02 * Float($0), 0.5) }, on: pad))
            #expect(program.state.sketch.sketch.strokes.first?.points.count == 31)
        }
    }

    @Test("The right button erases, and Ctrl+Z takes strokes back")
    func erasing() throws {
        try withProgram(try opened()) { program, _, send in
            try send(press(.character("w")))
            let pad = try #require(program.frame.memory.pad.place)
            try send(stroke([(0.2, 0.2), (0.8, 0.8)], on: pad))
            try send(stroke([(0.4, 0.4), (0.6, 0.6)], on: pad, .right))
            #expect(program.state.sketch.sketch.strokes.map(\.isErasing) == [false, true])
            try send(press(.character("z"), .control))
            #expect(program.state.sketch.sketch.strokes.map(\.isErasing) == [false])
        }
    }

    @Test("For a color network the pad stays closed, and a sentence says why")
    func color() throws {
        try withProgram(try opened("pictograms")) { program, _, send in
            try send(press(.character("w")))
            #expect(program.frame.layout.pad == nil)
            #expect(program.frame.memory.notice?.contains("color") == true)
        }
    }

    @Test("The pad looks as it should", arguments: [ThemeName.light, .dark])
    func looks(theme: ThemeName) throws {
        try withProgram(try opened(), (1000, 800), theme) { program, target, send in
            try send(press(.character("w")))
            let pad = try #require(program.frame.memory.pad.place)
            let around = (0...40).map { step -> (Float, Float) in
                let angle = Float(step) / 40 * 2 * .pi
                return (0.5 + 0.2 * sinf(angle), 0.33 - 0.2 * cosf(angle))
            }
            try send(stroke(around, on: pad))
            try send(stroke([(0.7, 0.36), (0.62, 0.88)], on: pad))
            finish(program.state)
            try send([.pointerMoved(pad.origin + pad.size * 0.8)])
            try expectGolden(target.read(), named: "desktop/pad-\(theme)", tolerance: .flat)
        }
    }

    @Test("A low window scrolls the pad, and nothing of it is lost")
    func lowWindow() throws {
        try withProgram(try opened(), (900, 560)) { program, _, send in
            try send(press(.character("w")))
            let height = program.frame.memory.scrolls["pad.height"] ?? 0
            #expect(height > program.frame.layout.stage.height)
            let pad = try #require(program.frame.layout.pad)
            try send([.pointerMoved(pad.center), .wheel(Point(0, -20), [])])
            #expect(program.frame.memory.scrolls["pad"] == height - pad.height)
        }
    }
}
