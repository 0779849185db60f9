import ArgumentParser
import Foundation
import Occlusion
import Workbench

/// What is hidden, and how: everywhere the same options.
struct MaskOptions: ParsableArguments {
    // Unconditional: a rectangle may begin with a minus sign.
    @Option(
        name: .long, parsing: .unconditionalSingleValue,
        help: ArgumentHelp("Hides a rectangle; may be given several times.", valueName: "x,y,w,h"))
    var mask: [RectangleArgument] = []

    @Option(
        name: .long, parsing: .unconditionalSingleValue,
        help: ArgumentHelp(
            "Hides the pixels whose centres lie inside a closed line; may be given several times.",
            valueName: "x,y,x,y,x,y"), transform: PolygonArgument.parse)
    var polygon: [PolygonShape] = []

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Hides what is white in a picture, or what is opaque where other parts are transparent; may be given "
                + "several times. It is stretched over the input (or the picture, see --mask-units), each pixel "
                + "taking the nearest.", valueName: "file"))
    var maskPicture: [String] = []

    @Option(
        name: .long,
        help: ArgumentHelp(
            "In which pixels masks are: input (of the network's input) or picture (of the picture's file).",
            valueName: "input|picture"))
    var maskUnits: MaskRequest.Units = .input

    @Option(
        name: .long,
        help: ArgumentHelp(
            "What hidden pixels show: black, white, mean, blur, noise, or a colour as #rrggbb.",
            valueName: "fill"))
    var fill: Fill = .black

    /// What these options ask for.
    var request: MaskRequest {
        MaskRequest(
            shapes: mask.map { .rectangle($0.rectangle) } + polygon.map { .polygon($0) }
                + maskPicture.map { .picture(URL(filePath: $0)) },
            units: maskUnits, fill: fill)
    }
}
