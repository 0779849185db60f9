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
        let size = Point(Float(view.width), Float(view.height))
        return try FrameSnapshot.draw(state, size: size, scale: view.scale) { program in
            turn(program.scene, as: view)
            // Who has chosen is not asked again.
            if case .chosen = state.network?.preprocessing.origin {
                program.frame.memory.silencedQuestion = state.network?.url
            }
        }
    }

    /// The scene alone.
    static func drawStage(_ state: AppState, _ view: SnapshotView) throws -> DisplayImage {
        let renderer = try Renderer()
        defer { renderer.close() }
        let size = Point(Float(view.width), Float(view.height))
        let pixels = (size * view.scale).rounded(.toNearestOrAwayFromZero)
        let target = try OffscreenTarget(width: Int(pixels.x), height: Int(pixels.y))
        defer { target.close() }
        let scene = SceneList()[view.scene]
        let theme: Theme = view.theme == .dark ? .dark : .light
        scene.update(
            from: state,
            in: Stage(size: size, theme: theme, fonts: .standard, isMotionReduced: true, scale: view.scale))
        turn(scene, as: view)
        scene.settle()
        target.bind()
        renderer.draw(
            scene.makeDrawing(), into: Viewport(width: target.width, height: target.height), scale: view.scale
        )
        return target.read()
    }

    /// Turns Orbit by the angles that were asked for.
    private static func turn(_ scene: any Scene, as view: SnapshotView) {
        guard let angles = view.angles, let network = scene as? NetworkScene else { return }
        network.setOrbitAngles(azimuth: angles.x * .pi / 180, elevation: angles.y * .pi / 180)
    }
}
