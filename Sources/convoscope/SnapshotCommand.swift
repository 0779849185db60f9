import ArgumentParser
import Desktop
import Foundation
import Workbench

/// `convoscope snapshot`
struct SnapshotCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "snapshot",
        abstract: "Draws a scene to a PNG or SVG file, or as numbered frames; no display is needed.")

    @Argument(help: "The picture. (default: the one that comes with the model)")
    var picture: String?

    @OptionGroup var options: PictureOptions

    @Option(
        name: .long,
        help:
            "Which scene: network, occlusion, compare, models or saliency; of a data set: classes, map or channels."
    )
    var scene: SceneName = .network

    @OptionGroup var data: DataOption

    @Option(name: .long, help: ArgumentHelp("The extent in points.", valueName: "WxH"))
    var size = SizeArgument(width: 1600, height: 1000)

    @Option(name: .long, help: "Pixels a point, 0.5 to 4.")
    var scale: Float = 1

    @Option(name: .long, help: "light or dark.")
    var theme: ThemeName = .light

    @Option(
        name: .long, parsing: .unconditional,
        help: ArgumentHelp(
            "How the scene is seen: plate or orbit, or the angles in degrees to the right and up.",
            valueName: "plate|orbit|AZ,EL"))
    var camera: CameraArgument = .mode(.orbit)

    @Option(name: .long, help: ArgumentHelp("Opens the blocks of a layer, by its name.", valueName: "layer"))
    var layer: String?

    @Option(name: .long, help: "Which block of the layer is fanned out, from 0 at the top.")
    var block: Int?

    @Option(name: .long, help: "Which map is open, by its number; opens its block.")
    var map: Int?

    @Option(
        name: .long,
        help: ArgumentHelp("Pins a pixel of the layer's maps and shows what it sees.", valueName: "x,y"))
    var pin: PointArgument?

    @Option(
        name: .long,
        help: ArgumentHelp("Shows where the value at a pixel of the open map comes from.", valueName: "x,y"))
    var explain: PointArgument?

    @Flag(help: "Shows what speaks for the answer.")
    var explainAnswer = false

    @Option(
        name: .long,
        help: ArgumentHelp("Another model beside the first, in the scene models.", valueName: "model.onnx"))
    var other: String?

    @Option(
        name: .long,
        help: ArgumentHelp("A folder of checkpoints beside it, in the scene models.", valueName: "folder"))
    var checkpoints: String?

    @Option(name: .long, help: "Which of the checkpoints is shown, from 1. (default: the last)")
    var checkpoint: Int?

    @Flag(help: "Shows the samples of a data set as a plane for each layer, in the scene network.")
    var planes = false

    @Option(name: .long, help: ArgumentHelp("Shows a step of a lesson.", valueName: "file.convoscope"))
    var lesson: String?

    @Option(name: .long, help: "Which step of the lesson, from 1.")
    var step = 1

    @Option(name: .long, help: "Shows a step of the tour in the whole window, from 1.")
    var tour: Int?

    @Flag(help: "Shows the step of the tour done.")
    var tourDone = false

    @Flag(help: "Shows every map by itself instead of clusters.")
    var allMaps = false

    @Flag(help: "Draws the whole window with its panels instead of the stage alone.")
    var window = false
    @Flag(help: "Draws what an audience is shown: large, with nothing but a lesson around.")
    var present = false

    @Flag(
        help:
            "Adds a strip below: the model, what is shown, and the settings; PNG files always say so inside.")
    var caption = false

    @OptionGroup var frames: FrameOptions

    @Option(
        name: .shortAndLong,
        help: "The PNG file to write; a name that ends in .svg is written as shapes, of scenes that are flat."
    )
    var output: String?

    func validate() throws {
        guard (0.5...4).contains(scale) else { throw ValidationError("--scale must be 0.5 to 4.") }
        if (output == nil) == (frames.frames == nil) {
            throw ValidationError("Either --output or --frames says what to write.")
        }
        try frames.validate(hasLesson: lesson != nil)
        if frames.frames != nil, window || present || tour != nil {
            throw ValidationError("--frames shows the stage, without --window, --present and --tour.")
        }
        if step != 1, lesson == nil { throw ValidationError("--step is of --lesson.") }
        if tourDone, tour == nil { throw ValidationError("--tour-done is of --tour.") }
        if other ?? checkpoints != nil || checkpoint != nil, scene != .models {
            throw ValidationError("--other, --checkpoints and --checkpoint are of --scene models.")
        }
        if other != nil, checkpoints != nil || checkpoint != nil {
            throw ValidationError("Either --other or --checkpoints says what stands beside the model.")
        }
        if planes, scene != .network { throw ValidationError("--planes is of --scene network.") }
        if layer == nil, block != nil || map != nil || pin != nil {
            throw ValidationError("--block, --map and --pin need --layer.")
        }
        if explain != nil, layer == nil || map == nil {
            throw ValidationError("--explain needs --layer and --map.")
        }
    }

    func run() throws {
        let request = try options.request(picture: picture)
        var view = SnapshotView(
            scene: scene, width: size.width, height: size.height, scale: scale, theme: theme)
        view.camera = camera.mode
        view.angles = camera.angles
        view.layer = layer
        view.other = (other ?? checkpoints).map { URL(filePath: $0) }
        view.checkpoint = checkpoint
        view.data = data.request
        view.block = block
        view.map = map
        view.pin = pin.map { (x: $0.x, y: $0.y) }
        view.explained = explain.map { (x: $0.x, y: $0.y) }
        view.explainsAnswer = explainAnswer
        view.showsAllMaps = allMaps
        view.showsPlanes = planes
        view.lesson = lesson.map { (url: URL(filePath: $0), step: step) }
        view.isPresented = present
        view.tourStep = tour
        view.isTourStepDone = tourDone
        view.includesWindow = window || tour != nil
        view.hasCaption = caption
        try Failure.worded {
            try MainActor.assumeIsolated {
                if let output { try Snapshot.write(request, view, to: URL(filePath: output)) }
                guard let folder = frames.frames else { return }
                try Snapshot.writeFrames(request, view, frames.motion, to: URL(filePath: folder)) {
                    ProgressLine.show("frame \($0) of \($1)", isLast: $0 == $1)
                }
            }
        }
    }
}
