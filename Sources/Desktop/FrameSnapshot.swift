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
        _ state: AppState, size: Point, scale: Float, scenes: SceneList = SceneList(),
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
        // The first frame finds out where things are, the last one shows them.
        for step in 0..<3 {
            program.scene.settle()
            target.bind()
            try program.draw(time: Double(step) * 2)
        }
        return target.read()
    }
}

extension Snapshot {
    /// The window with the scene, frame and panels.
    static func drawWindow(_ state: AppState, _ view: SnapshotView) throws -> DisplayImage {
        return try FrameSnapshot.draw(state, size: view.size, scale: view.scale) { program in
            turn(program.scene, as: view)
            // Who has chosen is not asked again.
            if case .chosen = state.network?.preprocessing.origin {
                program.frame.memory.silencedQuestion = state.network?.url
            }
        }
    }

    /// The scene on a stage of the view's extent, all motion at its end.
    static func scene(of state: AppState, _ view: SnapshotView) -> any Scene {
        let scene = SceneList()[view.scene]
        scene.update(
            from: state,
            in: Stage(
                size: view.size, theme: view.colors, fonts: .standard, isMotionReduced: true,
                scale: view.scale))
        turn(scene, as: view)
        scene.settle()
        return scene
    }

    /// Turns Orbit by the angles that were asked for.
    private static func turn(_ scene: any Scene, as view: SnapshotView) {
        guard let angles = view.angles, let network = scene as? NetworkScene else { return }
        network.setOrbitAngles(azimuth: angles.x * .pi / 180, elevation: angles.y * .pi / 180)
    }
}
