import Foundation
import Rendering
import Scenes
import Workbench

/// The whole window, frame and scene, without a window or a display.
@MainActor
enum FrameSnapshot {
    /// Draws the window into a picture; an OpenGL context must be current, an `OffscreenContext` for one.
    ///
    /// - Parameters:
    ///   - size: the window's extent, in points.
    ///   - scale: pixels a point.
    ///   - prepare: called before the frames are drawn, to open or fold parts of the frame.
    /// - Throws: `RenderingError`.
    static func draw(
        _ state: AppState, size: Point, scale: Float, scenes: [SceneName: any Scene] = SceneList.make(),
        prepare: (Program) throws -> Void = { _ in }
    ) throws -> DisplayImage {
        let program = try Program(state: state, scenes: scenes)
        defer { program.close() }
        program.resize(
            width: Int((size.x * scale).rounded()), height: Int((size.y * scale).rounded()),
            contentScale: scale)
        let target = try OffscreenTarget(width: program.pixelSize.width, height: program.pixelSize.height)
        defer { target.close() }
        try prepare(program)
        // The first frame finds out where things are, the last one shows them; what moves is then at rest.
        for step in 0..<4 {
            target.bind()
            try program.draw(time: Double(step) * 2)
        }
        return target.read()
    }
}
