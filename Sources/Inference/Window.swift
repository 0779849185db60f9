/// A sliding window over height and width: the geometry that convolutions and pools share.
///
/// Holds the ONNX attributes `kernel_shape`, `strides`, `pads`, `dilations`, `auto_pad` and `ceil_mode`.
public struct Window: Sendable, Equatable {
    /// How the padding is found; the raw values are those of ONNX's `auto_pad`.
    public enum AutomaticPadding: String, Sendable {
        /// `pads` are taken as they are.
        case notSet = "NOTSET"
        /// ceil(input / stride) outputs; an odd pixel of padding goes to the end.
        case sameUpper = "SAME_UPPER"
        /// ceil(input / stride) outputs; an odd pixel of padding goes to the start.
        case sameLower = "SAME_LOWER"
        /// No padding.
        case valid = "VALID"
    }

    /// Taps per axis, [vertical, horizontal]; empty where a convolution takes it from its weights.
    public var kernel: [Int]
    /// Input pixels between neighbouring outputs, [vertical, horizontal]; empty means 1.
    public var strides: [Int]
    /// Pixels added around the input: [top, left, bottom, right]; empty means 0.
    public var pads: [Int]
    /// Input pixels between neighbouring taps, [vertical, horizontal]; empty means 1.
    public var dilations: [Int]
    /// How the padding is found.
    public var automaticPadding: AutomaticPadding
    /// Whether a last window that is only partly filled counts (`ceil_mode`).
    public var roundsUp: Bool

    /// A window; see the properties for the meaning of the parameters.
    public init(
        kernel: [Int] = [], strides: [Int] = [], pads: [Int] = [], dilations: [Int] = [],
        automaticPadding: AutomaticPadding = .notSet, roundsUp: Bool = false
    ) {
        self.kernel = kernel
        self.strides = strides
        self.pads = pads
        self.dilations = dilations
        self.automaticPadding = automaticPadding
        self.roundsUp = roundsUp
    }
}
