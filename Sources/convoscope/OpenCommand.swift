import ArgumentParser
import Desktop
import Foundation
import Workbench

/// `convoscope [PICTURE]`
struct OpenCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "open", abstract: "Opens the window. (default)")

    @Argument(help: "A picture to look at.")
    var picture: String?

    @OptionGroup var model: ModelOption

    @Option(name: .long, help: "light or dark.")
    var theme: ThemeName?

    func run() throws {
        if let picture, !FileManager.default.fileExists(atPath: picture) {
            throw Failure(
                sentence: "There is neither a picture nor a subcommand \"\(picture)\"; see convoscope --help."
            )
        }
        try Failure.worded {
            let modelURL = try model.url
            let pictureURL =
                try picture.map { URL(filePath: $0) } ?? ShippedFiles.defaultPicture(for: modelURL)
            try MainActor.assumeIsolated {
                try Application.run(
                    model: modelURL, inputs: model.inputs, picture: pictureURL, theme: theme)
            }
        }
        leaveAtOnce()
    }

    /// Ends the program without the libraries' tidying up at exit: background work may still compute in OpenBLAS,
    /// whose memory that would take away, and waiting for it would keep a closed program alive.
    private func leaveAtOnce() -> Never {
        fflush(nil)
        _exit(EXIT_SUCCESS)
    }
}
