import CKernels
import Tensors

/// ONNX "MaxPool" in two dimensions; the optional output of indices is not made.
public struct MaxPool: Operator {
    /// The geometry.
    public var window: Window

    /// A pool over the given window.
    public init(window: Window) { self.window = window }

    /// The ONNX name.
    public var name: String { "MaxPool" }
    /// Channels last.
    public var memoryOrder: MemoryOrder { .channelsLast }
    /// The window.
    public var support: SpatialSupport { window.support(kernel: window.kernel) }

    /// The largest element under every window.
    public func evaluate(_ inputs: [Value?], on workers: Workers) throws -> [Value] {
        let input = try inputs.maps(at: 0, of: name)
        return [
            .float(
                try slide(window, over: input, on: workers) { pieces in
                    ck_max_pool(
                        pieces.input, pieces.maps, pieces.geometry.vertical, pieces.geometry.horizontal,
                        pieces.geometry.outputHeight, pieces.geometry.outputWidth, pieces.rows.lowerBound,
                        pieces.rows.count, pieces.output)
                })
        ]
    }
}

extension MaxPool: SlidingOperator {
    func geometry(height: Int, width: Int) -> WindowGeometry? {
        try? WindowGeometry(window, kernel: window.kernel, height: height, width: width)
    }

    /// The lowest number, which is also the result where a window sees nothing but padding.
    func paddingValue(_ geometry: WindowGeometry) -> Float? { -.greatestFiniteMagnitude }

    var withoutPadding: any Operator {
        var result = self
        result.window = window.withoutPadding
        return result
    }
}
