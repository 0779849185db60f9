import ArgumentParser
import Desktop
import Foundation
import Workbench

/// `convoscope [PICTURE]`
struct OpenCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "open", abstract: "Opens the window. (default)")

    @Argument(help: "A picture to look at, or a data set.")
    var picture: String?

    @OptionGroup var model: ModelOption

    @OptionGroup var data: DataOption

    @Option(name: .long, help: "light or dark.")
    var theme: ThemeName?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Writes a study log: times, scenes and actions, no pictures; a new file, or a folder for one.",
            valueName: "file"))
    var log: String?

    func run() throws {
        if let picture, !FileManager.default.fileExists(atPath: picture) {
            throw Failure(
                sentence: "There is neither a picture nor a subcommand \"\(picture)\"; see convoscope --help."
            )
        }
        try Failure.worded {
            let modelURL = try model.url
            let file = picture.map { URL(filePath: $0) }
            let isData = file.map { DataFile.isOne($0) } ?? false
            let pictureURL = try (isData ? nil : file) ?? ShippedFiles.defaultPicture(for: modelURL)
            let request = data.request ?? (isData ? file.map { .file($0) } : nil)
            try MainActor.assumeIsolated {
                try Application.run(
                    model: modelURL, inputs: model.inputs, picture: pictureURL, data: request, theme: theme,
                    offersTour: model.model == nil && picture == nil && request == nil,
                    log: log.map { URL(filePath: $0) })
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
