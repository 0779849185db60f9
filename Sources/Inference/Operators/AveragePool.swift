import CKernels
import Tensors

/// ONNX "AveragePool" in two dimensions.
public struct AveragePool: Operator {
    /// The geometry.
    public var window: Window
    /// Whether padded pixels count in the divisor (`count_include_pad`).
    public var countsPadding: Bool

    /// A pool over the given window.
    public init(window: Window, countsPadding: Bool = false) {
        self.window = window
        self.countsPadding = countsPadding
    }

    /// The ONNX name.
    public var name: String { "AveragePool" }
    /// Channels last.
    public var memoryOrder: MemoryOrder { .channelsLast }
    /// The window.
    public var support: SpatialSupport { window.support(kernel: window.kernel) }

    /// The mean under every window.
    public func evaluate(_ inputs: [Value?], on workers: Workers) throws -> [Value] {
        let input = try inputs.maps(at: 0, of: name)
        return [
            .float(
                try slide(window, over: input, on: workers) { [countsPadding] pieces in
                    ck_average_pool(
                        pieces.input, pieces.maps, pieces.geometry.vertical, pieces.geometry.horizontal,
                        pieces.geometry.outputHeight, pieces.geometry.outputWidth, pieces.rows.lowerBound,
                        pieces.rows.count, countsPadding ? 1 : 0, pieces.geometry.bottom,
                        pieces.geometry.right, pieces.output)
                })
        ]
    }
}

extension AveragePool: SlidingOperator {
    func geometry(height: Int, width: Int) -> WindowGeometry? {
        try? WindowGeometry(window, kernel: window.kernel, height: height, width: width)
    }

    /// Zeros where padding counts like pixels; none where it does not, unless there is no padding.
    func paddingValue(_ geometry: WindowGeometry) -> Float? {
        let isPadded =
            geometry.vertical.padding > 0 || geometry.horizontal.padding > 0 || geometry.bottom > 0
            || geometry.right > 0
        return (countsPadding || !isPadded) && !window.roundsUp ? 0 : nil
    }

    var withoutPadding: any Operator {
        var result = self
        result.window = window.withoutPadding
        return result
    }
}
