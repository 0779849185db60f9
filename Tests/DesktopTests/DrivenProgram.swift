import Foundation
import Rendering
import Scenes
import Workbench

@testable import Desktop

/// Sends events to a program and draws the frames that follow.
typealias SendEvents = ([WindowEvent]) throws -> Void

/// Runs `body` with a program without a window, after its first frames; `size` in pixels, `frames` to be drawn an event, `seconds` apart.
@MainActor
func withProgram(
    _ state: AppState, size: (width: Int, height: Int) = (1400, 900), scale: Float = 1,
    frames: Int = 3, seconds: Double = 1.0 / 60,
    scenes: SceneList = SceneList(network: StandInScene(.network), occlusion: StandInScene(.occlusion)),
    _ body: (Program, OffscreenTarget, _ send: SendEvents) throws -> Void
) throws {
    let context = try OffscreenContext()
    defer { context.close() }
    let program = try Program(state: state, scenes: scenes)
    defer { program.close() }
    // Nothing that a test saves belongs among the user's pictures.
    program.picturesFolder = FileManager.default.temporaryDirectory
    program.resize(width: size.width, height: size.height, contentScale: scale)
    let target = try OffscreenTarget(width: size.width, height: size.height)
    defer { target.close() }
    var time = 0.0
    let send: SendEvents = { events in
        try program.handle(events, time: time)
        for _ in 0..<frames {
            time += seconds
            target.bind()
            try program.draw(time: time)
        }
    }
    try send([])
    try body(program, target, send)
}

/// A click of the left button at a place of the window, in pixels.
func click(_ x: Float, _ y: Float) -> [WindowEvent] {
    [.pointerMoved(Point(x, y)), .button(.left, isDown: true, []), .button(.left, isDown: false, [])]
}

/// A key that is pressed and released.
func press(_ key: Key, _ modifiers: Modifiers = []) -> [WindowEvent] {
    [.key(key, isDown: true, modifiers), .key(key, isDown: false, modifiers)]
}
