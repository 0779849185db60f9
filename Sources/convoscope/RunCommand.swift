import ArgumentParser
import Foundation
import Workbench

/// `convoscope run`
struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Feeds a tensor to a network and writes its outputs as .npy.")

    @OptionGroup var model: ModelOption

    @Option(name: .long, help: "The tensor to feed: a .npy file of numbers as the network takes them.")
    var input: String

    @Flag(help: "Writes the output of every node but constants, not only the network's.")
    var all = false

    @Option(name: .long, help: "The folder to write to; it is made if it is missing.")
    var out: String

    func run() throws {
        let count = try Failure.worded {
            try TensorRun(
                model: try model.url, input: URL(filePath: input), everyNode: all, inputs: model.inputs
            )
            .write(to: URL(filePath: out))
        }
        print("Wrote \(count) \(count == 1 ? "tensor" : "tensors") and manifest.json to \(out)")
    }
}
