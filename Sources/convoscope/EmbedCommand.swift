import ArgumentParser
import Foundation
import Samples
import Workbench

extension EmbeddingMethod: ExpressibleByArgument {}

/// `convoscope embed`: not in the help, for `Tools/bench_projections.py`.
struct EmbedCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "embed", abstract: "Lays out the rows of a .npy file in the plane.", shouldDisplay: false
    )

    @Argument(help: "A .npy file, [rows, columns].")
    var file: String

    @Option(name: .long, help: "How the rows are laid out.")
    var method = RowsEmbedding.Settings().method

    @Option(name: .long, help: "The perplexity of t-SNE.")
    var perplexity = 30.0

    @Option(name: .long, help: "The neighbours of UMAP.")
    var neighbors = 15

    @Option(name: .long, help: "The seed of t-SNE and UMAP.")
    var seed: UInt64 = 0

    @Option(name: .long, help: "The .npy file to write, [rows, 2].")
    var out: String

    func validate() throws {
        guard perplexity >= 1, perplexity.isFinite else {
            throw ValidationError("--perplexity must be at least 1.")
        }
        guard neighbors >= 2 else { throw ValidationError("--neighbors must be at least 2.") }
    }

    func run() throws {
        var settings = RowsEmbedding.Settings()
        settings.method = method
        (settings.perplexity, settings.neighborCount, settings.seed) = (perplexity, neighbors, seed)
        let line = try Failure.worded { [settings] in
            let embedding = try RowsEmbedding(file: URL(filePath: file), settings: settings)
            try embedding.write(to: URL(filePath: out))
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys]
            return String(decoding: try encoder.encode(embedding.summary), as: UTF8.self)
        }
        print(line)
    }
}
