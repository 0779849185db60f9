import ArgumentParser
import Workbench

/// `convoscope describe`
struct DescribeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "describe", abstract: "Prints a network as a table: its layers, their shapes, its input."
    )

    @OptionGroup var model: ModelOption

    func run() throws {
        print(try Failure.worded { try NetworkDescription(of: try model.url, inputs: model.inputs).text })
    }
}
