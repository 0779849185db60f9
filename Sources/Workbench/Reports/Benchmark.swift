import Foundation
import Inference
import Tensors

/// What `convoscope bench` measures: the times a person waits for, in milliseconds.
///
/// The keys of its JSON are a contract.
public struct Benchmark: Sendable, Encodable {
    /// What can be measured.
    public enum Part: String, Sendable, CaseIterable {
        /// From the model's file to the first columns: read, plan, run, analyse.
        case open
        /// One run that keeps the maps of every layer.
        case dense
        /// From a new mask to all maps and the answer.
        case mask
        /// Clusters, entropies and representatives of all layers after a run.
        case analysis
        /// Grad-CAM of the answer, from a run.
        case gradCAM
        /// What the number is made of whose explanation takes longest, of one in the middle of each layer.
        case explain
        /// From two analysed variants to all that the Compare scene shows of their largest layer.
        case compare
        /// The pool of masked variants, with the decision boundary.
        case pool

        /// What a network without class probabilities has not.
        static let needingClasses: Set = [Part.gradCAM, .pool]
    }

    /// The model's file name.
    public let model: String
    /// How many threads computed.
    public let threads: Int
    /// The processor's vector instructions that the kernels use.
    public let instructionSet: String
    /// The kernels that OpenBLAS uses, as it calls them.
    public let openBLASCore: String
    /// The side of the square mask, in pixels of the network's input.
    public let maskSide: Int
    /// How many variants the pool has.
    public let poolVariants: Int
    /// The most memory that the process has held (VmHWM), in units of 1,048,576 bytes.
    public internal(set) var peakMemoryMegabytes: Double = 0

    /// `Part.open`; nil where it was not asked for, as are the others.
    public internal(set) var openMilliseconds: Spread?
    /// `Part.dense`
    public internal(set) var denseMilliseconds: Spread?
    /// `Part.mask`
    public internal(set) var maskMilliseconds: Spread?
    /// `Part.analysis`
    public internal(set) var analysisMilliseconds: Spread?
    /// `Part.gradCAM`
    public internal(set) var gradCAMMilliseconds: Spread?
    /// `Part.explain`
    public internal(set) var explainMilliseconds: Spread?
    /// `Part.compare`
    public internal(set) var compareMilliseconds: Spread?
    /// `Part.pool`, of one variant.
    public internal(set) var poolMillisecondsPerVariant: Spread?

    init(model: String, threads: Int, maskSide: Int, poolVariants: Int) {
        self.model = model
        self.threads = threads
        self.maskSide = maskSide
        self.poolVariants = poolVariants
        instructionSet = Processor.instructionSet
        openBLASCore = LinearAlgebraSetup.coreName
    }

    /// The measurements as JSON for programs.
    public var json: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        }
    }

    /// The measurements as a table for people.
    public var table: String {
        let measured: [(String, Spread?)] = [
            ("model file to first columns", openMilliseconds),
            ("one run, every map kept", denseMilliseconds),
            ("a mask of \(maskSide) pixels to fresh maps", maskMilliseconds),
            ("clusters and representatives", analysisMilliseconds),
            ("Grad-CAM of the answer", gradCAMMilliseconds),
            ("a number explained", explainMilliseconds),
            ("two variants compared", compareMilliseconds),
            ("one of \(poolVariants) variants of the pool", poolMillisecondsPerVariant),
        ]
        let rows = measured.compactMap { name, spread in spread.map { row(name, $0) } }
        return """
            \(model), \(threads) threads, \(instructionSet), OpenBLAS \(openBLASCore)
            \(Self.columns(["milliseconds", "median", "min", "max", "of a run"]))
            \(rows.joined(separator: "\n"))
            most memory held: \(Int(peakMemoryMegabytes.rounded())) MB
            """
    }

    private func row(_ name: String, _ spread: Spread) -> String {
        let ratio = denseMilliseconds.map { String(format: "%.2f", spread.median / $0.median) } ?? ""
        return Self.columns([name] + [spread.median, spread.min, spread.max].map(Self.format) + [ratio])
    }

    static func columns(_ words: [String]) -> String {
        words.enumerated().map { index, word in
            let padding = String(repeating: " ", count: max(0, (index == 0 ? 36 : 10) - word.count))
            return index == 0 ? word + padding : padding + word
        }.joined()
    }

    static func format(_ milliseconds: Double) -> String {
        String(format: milliseconds < 10 ? "%.2f" : milliseconds < 100 ? "%.1f" : "%.0f", milliseconds)
    }
}
