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

    /// The operator with whatever it can compute once from its constant inputs: packed weights, folded scales.
    ///
    /// - Parameter constants: one entry an input, nil where the input is not constant or is left out.
    func prepared(constants: [Value?]) throws -> any Operator

    /// Computes the outputs.
    ///
    /// - Parameters:
    ///   - inputs: one entry an input, nil where it is left out. With `.channelsLast`, four-dimensional tensors
    ///     have the shape `[batch, height, width, channels]`, and so must the outputs.
    ///   - workers: the threads to share the work among.
    /// - Throws: `InferenceError` when shapes or values do not fit; the runner adds the node's name.
    func evaluate(_ inputs: [Value?], on workers: Workers) throws -> [Value]
}

extension Operator {
    /// Row-major unless said otherwise.
    public var memoryOrder: MemoryOrder { .rowMajor }
    /// Everything unless said otherwise.
    public var support: SpatialSupport { .everything }
    /// Nothing to prepare unless said otherwise.
    public func prepared(constants: [Value?]) throws -> any Operator { self }
}

/// How four-dimensional activations lie in memory.
public enum MemoryOrder: Sendable {
    /// `[batch, channels, height, width]`, as ONNX has it.
    case rowMajor
    /// `[batch, height, width, channels]`.
    case channelsLast
    /// The operator treats each element by itself, in whatever order they come; all inputs of four dimensions
    /// are handed over in one and the same order.
    case any
}

/// How far an output pixel of an operator sees into its first input, per spatial axis.
public enum SpatialSupport: Sendable, Equatable {
    /// Only the pixel at the same place.
    case pointwise
    /// A window, in input pixels: `kernel` taps `dilation` apart, moved by `stride`, starting `padding` before 0.
    /// Each pair is (vertical, horizontal). `padding` is nil where it depends on the input's size (`auto_pad`).
    case window(kernel: SIMD2<Int>, stride: SIMD2<Int>, padding: SIMD2<Int>?, dilation: SIMD2<Int>)
    /// All of it: dense layers, global pools, reshapes.
    case everything
}
