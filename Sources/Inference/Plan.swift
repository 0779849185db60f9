import Foundation
import Tensors

/// A graph made ready to run on pictures of one size: simplified, its weights packed, its layers found.
///
/// The second of three stages, `Graph` -> Plan -> `Runner`.
public struct Plan: Sendable {
    /// What a vector is taken for that a network gives.
    public enum VectorReading: Sendable {
        /// One number a class, where it looks like that.
        case asItLooks
        /// One number a class, whatever it looks like.
        case classes
        /// Anything but classes: features, a code.
        case noClasses
    }

    /// How far nodes are merged.
    public enum Fusion: Sendable {
        /// Normalisations and activations become part of the node before; nodes nobody reads are dropped.
        case full
        /// Every node is computed by itself, so that every value of the file can be asked for.
        case none
    }

    /// The network as its file describes it, without the constants: operators have taken up most of them, and large
    /// weights are not held twice.
    public let graph: Graph
    /// How many floats the constants of the file hold.
    public let weightCount: Int
    /// The value that is fed.
    public let inputName: String
    /// The shape of what is fed, as the file has it, for one picture: `[1, channels, height, width]` or
    /// `[1, height, width, channels]`.
    public let inputShape: [Int]
    /// What further inputs are fed with every picture, by name.
    public let furtherInputs: [String: Value]
    /// What is shown as columns, in the order in which they are computed.
    public let layers: [Layer]
    /// The steps of the network that change what samples look like, the input first.
    public let operations: [PlanOperation]
    /// The value before the final softmax: one number a class; nil where the network gives no class probabilities.
    public let logits: String?
    /// The node that makes the logits.
    public let logitsNode: String?
    /// Whether the file itself ends in a softmax.
    public let endsInSoftmax: Bool
    /// How many classes there are; 0 where the network gives no class probabilities.
    public var classCount: Int { logits.flatMap { shapes[$0] }?.reduce(1, *) ?? 0 }

    /// What a run goes through.
    let program: Program
    /// The shapes of all values for one picture, as ONNX has them.
    let shapes: [String: [Int]]
    /// Names of the file that were simplified away, by the name of the equal value that is left.
    let aliases: [String: String]
    /// Normalisations that are part of the weights, by the name of the node that has taken them up.
    let foldings: [String: NormalizationFolding]
    /// Between which values the last steps keep the outputs that they bound, by name.
    let outputBounds: [String: ClosedRange<Float>]
    /// Why there are no classes, where they might have been.
    let absence: ClassAbsence?
    /// Which values are maps in another shape than `[1, channels, height, width]`.
    let layouts: MapLayouts

    /// Makes a graph ready to run; runs it once, on zeros.
    ///
    /// - Parameters:
    ///   - inputShape: the input's shape for one picture, where the file leaves it open.
    ///   - values: what further inputs are fed with every picture, by name: constants from then on.
    ///   - reading: what a vector that the graph gives is taken for.
    ///   - fusion: how far nodes are merged.
    ///   - workers: what the run on zeros is shared among.
    /// - Throws: `InferenceError`.
    public init(
        _ graph: Graph, inputShape: [Int]? = nil, values: [String: Value] = [:],
        reading: VectorReading = .asItLooks, fusion: Fusion = .full, workers: Workers = .standard
    ) throws {
        let input = try PlanInput(graph, besides: Set(values.keys), wanted: inputShape)
        var working = try WorkingGraph(graph, fed: values).foldingConstants()
        if fusion == .full {
            working = try working.droppingIdentities().droppingUnread()
                .foldingNormalizations().fusingActivations()
        }
        let rehearsal = try Rehearsal(
            working, inputName: input.name, inputShape: input.shape, on: workers)
        working = rehearsal.graph
        guard !graph.outputs.isEmpty else { throw InferenceError.notShowable(reason: "it has no output") }
        let search = Classifier.search(
            working, shapes: rehearsal.shapes, inputShape: input.shape, reading: reading)
        let classifier = search.found

        self.graph = Graph(
            name: graph.name, inputs: graph.inputs, outputs: graph.outputs, nodes: graph.nodes, constants: [:]
        )
        weightCount = graph.constants.values.reduce(0) { sum, value in
            guard case .float(let tensor) = value else { return sum }
            return sum + tensor.count
        }
        inputName = input.name
        self.inputShape = input.shape
        furtherInputs = values
        layers = LayerFinder(working, of: graph, rehearsal: rehearsal, classifier: classifier).layers()
        (logits, logitsNode) = (classifier?.logits, classifier?.node)
        endsInSoftmax = classifier?.endsInSoftmax ?? false
        outputBounds = working.outputBounds(of: graph.outputs)
        absence = search.absence
        program = Program(
            working, rehearsal: rehearsal, inputName: input.name, logits: classifier?.logits, layers: layers,
            fusion: fusion)
        shapes = rehearsal.shapes
        aliases = working.aliases
        foldings = working.foldings
        layouts = MapLayouts(program, shapes: rehearsal.shapes, input: input)
        operations = OperationFinder(
            working, rehearsal: rehearsal, inputName: input.name,
            input: input.isChannelsLast
                ? [input.shape[3], input.shape[1], input.shape[2]] : Array(input.shape[1...]), layers: layers,
            logits: classifier?.logits, logitsNode: classifier?.node
        ).operations()
    }

    /// The shape of a value of the file for one picture, as ONNX has it; nil where fusion has removed it.
    public func shape(of value: String) -> [Int]? { shapes[aliases[value] ?? value] }
}

extension WorkingGraph {
    /// - Parameter values: what further inputs are fed, by name.
    init(_ graph: Graph, fed values: [String: Value] = [:]) {
        self.init(
            nodes: graph.nodes, constants: graph.constants.merging(values) { $1 }, outputs: graph.outputs)
    }
}
