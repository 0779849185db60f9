/// What is shown as one column: the output of a convolution or dense node after its normalisation, activation and
/// gate, or a join where branches meet.
public struct Layer: Sendable, Identifiable, Hashable {
    /// What kind of column it is.
    public enum Kind: String, Sendable {
        /// A convolution, and whatever else has maps: a dense layer at every pixel, an output of the network.
        case convolution
        /// A fully connected layer.
        case dense
        /// Branches added, multiplied or concatenated: a knot of the drawing, with no maps of its own.
        case join
    }

    /// The position in `Plan.layers`.
    public let id: Int
    /// The name a person reads: the node's, shortened; a sidecar may replace it.
    public var name: String
    /// What kind of column it is.
    public let kind: Kind
    /// The node that the layer is named after.
    public let node: String
    /// The value that is shown: after normalisation and activation.
    public let value: String
    /// `[channels, height, width]`; dense layers are `[units, 1, 1]`.
    public let shape: [Int]
    /// The layers whose values reach this one without passing another, by `id`; empty: the network's input.
    public let predecessors: [Int]
    /// Whether the value itself is `[1, height, width, channels]`: a dense layer at every pixel.
    public let hasChannelsLast: Bool
    /// Whether it is what the network gives, where that is not what another layer shows.
    public let isOutput: Bool
    /// Where the values before the non-linearity are.
    public let linear: Linear

    /// Where a layer's values before its non-linearity are: after normalisation and bias.
    public enum Linear: Sendable, Hashable {
        /// In the shown value itself: there is no non-linearity.
        case shown
        /// In another value.
        case value(String)
        /// Nowhere: the layer's node applies its activation while it computes.
        case fused
    }

    /// Whether the shown value lies behind a non-linearity.
    public var isBent: Bool { linear != .shown }

    /// What kind of column it is, in a word.
    public var kindWord: String { isOutput ? "output" : kind.rawValue }
    /// The number of maps.
    public var mapCount: Int { shape[0] }
    /// Rows of a map, in pixels.
    public var height: Int { shape[1] }
    /// Columns of a map, in pixels.
    public var width: Int { shape[2] }

    /// A layer; see the properties for the meaning of the parameters.
    public init(
        id: Int, name: String, kind: Kind, node: String, value: String, shape: [Int], predecessors: [Int],
        hasChannelsLast: Bool = false, linear: Linear = .shown, isOutput: Bool = false
    ) {
        self.id = id
        self.name = name
        self.kind = kind
        self.node = node
        self.value = value
        self.shape = shape
        self.predecessors = predecessors
        self.hasChannelsLast = hasChannelsLast
        self.linear = linear
        self.isOutput = isOutput
    }
}
