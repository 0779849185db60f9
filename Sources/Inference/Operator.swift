import Tensors

/// What a node computes: one type and one file an operator, its attributes as stored properties.
///
/// Shapes follow ONNX (`[batch, channels, height, width]`). Inside the runner four-dimensional activations lie
/// in memory with the channels last; `memoryOrder` says which of the two an operator wants to be handed.
public protocol Operator: Sendable {
    /// The operator's ONNX name, as in "Conv"; used in messages and tables.
    var name: String { get }

    /// How four-dimensional inputs and outputs lie in memory.
    var memoryOrder: MemoryOrder { get }

    /// How far an output pixel sees into the first input.
    var support: SpatialSupport { get }

    /// Whether the result depends on the inputs' shapes alone and not on their elements, as "Shape" and "Size".
    ///
    /// Such an operator is handed tensors of the right shape (as ONNX has it) with undefined elements.
    var readsShapesOnly: Bool { get }

    /// Inputs whose constant values the operator has absorbed in `prepared`: they are not handed over again.
    var absorbedInputs: Set<Int> { get }

    /// The operator with whatever it can compute once from its constant inputs: packed weights, folded scales.
    ///
    /// - Parameter constants: one entry an input, nil where the input is not constant or is left out.
    func prepared(constants: [Value?]) throws -> any Operator

    /// The same for inputs whose shapes are known, as ONNX has them; an entry an input, nil where it is left out.
    func prepared(constants: [Value?], shapes: [[Int]?]) throws -> any Operator

    /// Computes the outputs.
    ///
    /// - Parameters:
    ///   - inputs: one entry an input, nil where it is left out or absorbed. With `.channelsLast`,
    ///     four-dimensional tensors, constants too, have the shape `[batch, height, width, channels]`, and so
    ///     must the outputs.
    ///   - workers: the threads to share the work among.
    /// - Throws: `InferenceError` when shapes or values do not fit; the runner adds the node's name.
    func evaluate(_ inputs: [Value?], on workers: Workers) throws -> [Value]
}

extension Operator {
    /// Row-major unless said otherwise.
    public var memoryOrder: MemoryOrder { .rowMajor }
    /// Everything unless said otherwise.
    public var support: SpatialSupport { .everything }
    /// The elements matter unless said otherwise.
    public var readsShapesOnly: Bool { false }
    /// None unless said otherwise.
    public var absorbedInputs: Set<Int> { [] }
    /// Nothing to prepare unless said otherwise.
    public func prepared(constants: [Value?]) throws -> any Operator { self }
    /// The shapes do not matter unless said otherwise.
    public func prepared(constants: [Value?], shapes: [[Int]?]) throws -> any Operator {
        try prepared(constants: constants)
    }
}

/// How four-dimensional activations lie in memory.
public enum MemoryOrder: Sendable {
    /// `[batch, channels, height, width]`, as ONNX has it.
    case rowMajor
    /// `[batch, height, width, channels]`.
    case channelsLast
    /// The operator treats each element by itself, in whatever order they come; all inputs of four dimensions
    /// are handed over in one and the same order, and smaller constants are made to broadcast accordingly.
    case any
}

/// How far an output pixel of an operator sees into its first input, per spatial axis.
///
/// Each pair is (vertical, horizontal), in input pixels.
public enum SpatialSupport: Sendable, Equatable {
    /// Only the pixel at the same place, in every input.
    case pointwise
    /// A window: `kernel` taps `dilation` apart, moved by `stride`, starting `padding` before 0.
    case window(kernel: SIMD2<Int>, stride: SIMD2<Int>, padding: SIMD2<Int>, dilation: SIMD2<Int>)
    /// A window whose padding follows from the input's size (`auto_pad` SAME); an odd pixel of padding goes to
    /// the end, or to the start.
    case centredWindow(kernel: SIMD2<Int>, stride: SIMD2<Int>, dilation: SIMD2<Int>, oddPixel: Edge)
    /// All of it: dense layers, global pools, reshapes.
    case everything

    /// The end of an axis.
    public enum Edge: Sendable {
        /// Before the first pixel.
        case start
        /// After the last pixel.
        case end
    }
}
