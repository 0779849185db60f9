import Tensors

/// A network as its file describes it: nodes in an order in which each comes after what it reads.
///
/// The first of three stages, Graph -> `Plan` -> `Runner`. Names are those of the file.
public struct Graph: Sendable {
    /// One step of the network.
    public struct Node: Sendable {
        /// Unique within the graph; made from the output's name where the file gives none.
        public var name: String
        /// What the node computes.
        public var operation: any Operator
        /// The values it reads; an empty string is an optional input that is left out.
        public var inputs: [String]
        /// The values that it makes; an empty string is an output nobody asked for.
        public var outputs: [String]
        /// The module of the source program that it comes from, as "layer1.0"; empty where the file does not say.
        public var module: String

        /// A node; see the properties for the meaning of the parameters.
        public init(
            name: String, operation: any Operator, inputs: [String], outputs: [String], module: String = ""
        ) {
            self.name = name
            self.operation = operation
            self.inputs = inputs
            self.outputs = outputs
            self.module = module
        }
    }

    /// A value that is fed from outside.
    public struct Input: Sendable {
        /// The value's name.
        public var name: String
        /// The extents, outermost first, usually `[batch, channels, height, width]`; nil is symbolic or unknown.
        public var shape: [Int?]
        /// Whether its elements are integers or truth values, not floats.
        public var holdsIntegers: Bool

        /// An input; see the properties for the meaning of the parameters.
        public init(name: String, shape: [Int?], holdsIntegers: Bool = false) {
            self.name = name
            self.shape = shape
            self.holdsIntegers = holdsIntegers
        }
    }

    /// The graph's name in the file, often empty.
    public var name: String
    /// What must be fed, without the initialisers.
    public var inputs: [Input]
    /// The values that the network returns.
    public var outputs: [String]
    /// The steps, each after those whose outputs it reads.
    public var nodes: [Node]
    /// Weights and other constants by value name.
    public var constants: [String: Value]

    /// A graph; see the properties for the meaning of the parameters.
    public init(
        name: String, inputs: [Input], outputs: [String], nodes: [Node], constants: [String: Value]
    ) {
        self.name = name
        self.inputs = inputs
        self.outputs = outputs
        self.nodes = nodes
        self.constants = constants
    }
}
