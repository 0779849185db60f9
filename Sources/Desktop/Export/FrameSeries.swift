import Foundation
import Rendering
import Scenes
import Workbench

/// Pictures one after the other: a scene that is turned, or a lesson from step to step.
///
/// Draws the stage with scenes of its own and a clock of its own, so that the same series is the same however long
/// things take.
@MainActor
final class FrameSeries {
    /// How a frame is drawn.
    struct Look {
        /// The stage's extent, in points.
        var size: Point
        /// Pixels a point.
        var scale: Float
        /// The colours.
        var theme: Theme
        /// Whether the caption stands below.
        var hasCaption = false
    }

    /// How many frames there are.
    let count: Int
    /// How many have been made.
    private(set) var done = 0

    private let motion: FrameMotion
    private let state: AppState
    private let look: Look
    private let renderer: Renderer
    private let scenes = SceneList()
    private let model: any Scene
    private var path: TurntablePath?
    private var captionLines: Int?
    private var clock = 0.0
    private var shownStep = -1
    /// How long a step's motion takes, in seconds: the longest of the Network scene.
    private static let stepDuration = 0.4

    /// A series of what is on stage.
    ///
    /// - Parameter scene: looks from where the first frame is seen.
    /// - Throws: `ExportError.notTurning`, `.noLesson`.
    init(_ motion: FrameMotion, of state: AppState, as scene: any Scene, look: Look, renderer: Renderer)
        throws
    {
        (self.motion, self.state, self.look, self.renderer, model) = (motion, state, look, renderer, scene)
        switch motion {
        case .turntable(let count): self.count = max(count, 1)
        case .lesson(let perStep):
            guard let lesson = state.lesson else { throw ExportError.noLesson }
            count = 1 + (lesson.lesson.steps.count - 1) * max(perStep, 1)
            // What went wrong before is not the series' error.
            state.perform(.dismissMessage)
        }
        if case .turntable(let count) = motion { path = try makePath(count: count) }
    }

    /// Whether all frames have been made.
    var isFinished: Bool { done >= count }

    /// The next frame; nil while what it shows is still being computed, or after the last.
    ///
    /// - Throws: `ExportError.untold` where that fails, `RenderingError.targetSize`.
    func next() throws -> ExportedPicture? {
        guard !isFinished else { return nil }
        if path == nil, try !isStepReady() { return nil }
        if let path { turn(path) } else { moveOn() }
        defer { done += 1 }
        let scene = scenes[state.scene]
        let caption = Caption(state, scene: scene)
        let image = try renderer.image(of: scene.makeDrawing(), size: look.size, scale: look.scale)
        guard look.hasCaption else { return ExportedPicture(image: image, caption: caption) }
        // All frames are of one size: a lesson's later captions may be a line longer than the first.
        let lines = captionLines ?? firstLineCount(caption)
        captionLines = lines
        return ExportedPicture(
            image: try renderer.captioned(
                image, caption, scale: look.scale, theme: look.theme, lineCount: lines),
            caption: caption)
    }

    private func firstLineCount(_ caption: Caption) -> Int {
        let count = CaptionStrip(caption, width: look.size.x, theme: look.theme).lineCount
        return path == nil ? count + 1 : count
    }

    private func stage(isMotionReduced: Bool) -> Stage {
        Stage(
            size: look.size, theme: look.theme, fonts: .standard, time: clock,
            isMotionReduced: isMotionReduced, scale: look.scale)
    }

    // MARK: Turning

    private func makePath(count: Int) throws -> TurntablePath {
        guard let scene = scenes[state.scene] as? any TurningScene,
            (model as? any TurningScene)?.azimuth != nil
        else { throw ExportError.notTurning }
        scene.update(from: state, in: stage(isMotionReduced: true))
        scene.look(as: model)
        scene.settle()
        guard let azimuth = scene.azimuth else { throw ExportError.notTurning }
        return TurntablePath(start: azimuth, range: scene.azimuths, count: count)
    }

    private func turn(_ path: TurntablePath) {
        guard let scene = scenes[state.scene] as? any TurningScene else { return }
        if done > 0 {
            scene.turn(to: path.azimuth(done))
            clock += 1.0 / 30
        }
        // What follows the turn in its own time, as tiles that make room, does so from frame to frame.
        scene.update(from: state, in: stage(isMotionReduced: false))
        if done == 0 { scene.settle() }
    }

    // MARK: Steps

    private var perStep: Int {
        if case .lesson(let perStep) = motion { max(perStep, 1) } else { 1 }
    }

    /// The step of the next frame, from 0, and the frame within it, 1 ... `perStep`.
    private var position: (step: Int, frame: Int) {
        done == 0 ? (0, perStep) : ((done - 1) / perStep + 1, (done - 1) % perStep + 1)
    }

    /// Shows the step of the next frame; returns whether everything of it has been computed.
    private func isStepReady() throws -> Bool {
        let step = position.step
        if shownStep != step {
            shownStep = step
            state.perform(.lesson(.show(step)))
        }
        if let message = state.message, message.isError { throw ExportError.untold(message.text) }
        return state.isAtRest
    }

    private func moveOn() {
        let frame = position.frame
        let scene = scenes[state.scene]
        let isStill = perStep == 1 || done == 0
        if frame == 1, !isStill {
            // The motion begins with the first look at the new step.
            scene.update(from: state, in: stage(isMotionReduced: false))
        }
        clock += Self.stepDuration / Double(perStep)
        scene.update(from: state, in: stage(isMotionReduced: isStill))
        if frame == perStep { scene.settle() }
    }
}

/// Why nothing can be taken away.
enum ExportError: Error, CustomStringConvertible, Equatable {
    /// The scene is flat.
    case notTurning
    /// There is no lesson.
    case noLesson
    /// The folder has something in it.
    case folderTaken(String)
    /// There is no such table now.
    case noTable
    /// The panel is folded.
    case noPanel
    /// What a frame shows cannot be computed; why, in one sentence.
    case untold(String)
    /// Somebody has ended it.
    case stopped

    /// One sentence.
    var description: String {
        switch self {
        case .notTurning:
            "Nothing turns here: a turntable needs Network in Orbit, or the tetrahedron of Occlusion."
        case .noLesson: "No lesson is open."
        case .folderTaken(let path): "\(path) is there already and not empty: name another folder."
        case .noTable: "This scene has no table yet."
        case .noPanel: "The panel is folded."
        case .untold(let sentence): sentence
        case .stopped: "Stopped; nothing was written."
        }
    }
}
