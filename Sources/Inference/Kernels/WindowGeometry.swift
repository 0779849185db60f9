import CKernels

/// A `Window` over maps of a known size: nothing is left to be found out.
struct WindowGeometry {
    /// Rows.
    let vertical: ck_axis
    /// Columns.
    let horizontal: ck_axis
    /// The padding after the last row and column; that before the first is in the axes.
    let bottom: Int, right: Int
    /// The output's extent in pixels.
    let outputHeight: Int, outputWidth: Int

    /// - Parameter kernel: [vertical, horizontal]; the window's own where it has one.
    /// - Throws: `InferenceError` where the attributes are not for two dimensions or no window fits.
    init(_ window: Window, kernel: [Int], height: Int, width: Int) throws {
        try window.requireTwoDimensions(kernel: kernel)
        let rows = try WindowAxis(window, axis: 0, kernel: kernel[0], extent: height)
        let columns = try WindowAxis(window, axis: 1, kernel: kernel[1], extent: width)
        (vertical, bottom, outputHeight) = (rows.kernelAxis, rows.end, rows.outputs)
        (horizontal, right, outputWidth) = (columns.kernelAxis, columns.end, columns.outputs)
    }
}

/// One axis of a window over an extent.
struct WindowAxis {
    let kernelAxis: ck_axis
    let end: Int
    let outputs: Int

    init(_ window: Window, axis: Int, kernel: Int, extent: Int) throws {
        let stride = window.strides.isEmpty ? 1 : window.strides[axis]
        let dilation = window.dilations.isEmpty ? 1 : window.dilations[axis]
        let reach = (kernel - 1) * dilation + 1
        let start: Int
        switch window.automaticPadding {
        case .notSet:
            start = window.pads.isEmpty ? 0 : window.pads[axis]
            end = window.pads.isEmpty ? 0 : window.pads[axis + window.pads.count / 2]
        case .valid: (start, end) = (0, 0)
        case .sameUpper, .sameLower:
            let total = max(((extent + stride - 1) / stride - 1) * stride + reach - extent, 0)
            start = window.automaticPadding == .sameUpper ? total / 2 : (total + 1) / 2
            end = total - start
        }
        guard extent + start + end >= reach else {
            throw InferenceError.unsupported(
                node: "", reason: "a window of \(reach) pixels does not fit into \(extent + start + end)")
        }
        outputs = Self.outputCount(
            room: extent + start + end - reach, stride: stride, roundsUp: window.roundsUp,
            lastStart: extent + start)
        kernelAxis = ck_axis(kernel: kernel, stride: stride, padding: start, dilation: dilation)
    }

    /// A window that would start beyond the input and its leading padding does not count.
    private static func outputCount(room: Int, stride: Int, roundsUp: Bool, lastStart: Int) -> Int {
        guard roundsUp else { return room / stride + 1 }
        let count = (room + stride - 1) / stride + 1
        return (count - 1) * stride >= lastStart ? count - 1 : count
    }
}

extension Window {
    /// How far an output pixel sees, for a window with the given kernel.
    func support(kernel: [Int]) -> SpatialSupport {
        guard (try? requireTwoDimensions(kernel: kernel)) != nil else { return .everything }
        func pair(_ values: [Int], default value: Int) -> SIMD2<Int> {
            values.isEmpty ? SIMD2(repeating: value) : SIMD2(values[0], values[1])
        }
        let size = pair(kernel, default: 1)
        let stride = pair(strides, default: 1)
        let dilation = pair(dilations, default: 1)
        switch automaticPadding {
        case .sameUpper, .sameLower:
            return .centredWindow(
                kernel: size, stride: stride, dilation: dilation,
                oddPixel: automaticPadding == .sameUpper ? .end : .start)
        case .valid:
            return .window(kernel: size, stride: stride, padding: SIMD2(0, 0), dilation: dilation)
        case .notSet:
            return .window(
                kernel: size, stride: stride, padding: pair(pads, default: 0), dilation: dilation)
        }
    }

    fileprivate func requireTwoDimensions(kernel: [Int]) throws {
        let lengths = [(kernel, 2), (strides, 2), (dilations, 2), (pads, 4)]
        for (values, length) in lengths where !values.isEmpty && values.count != length {
            throw InferenceError.unsupported(
                node: "", reason: "windows slide over height and width, not over \(kernel.count) dimensions")
        }
        let isSensible =
            kernel.count == 2 && kernel.allSatisfy { $0 > 0 } && strides.allSatisfy { $0 > 0 }
            && dilations.allSatisfy { $0 > 0 } && pads.allSatisfy { $0 >= 0 }
        guard isSensible else {
            throw InferenceError.unsupported(
                node: "", reason: "the window \(kernel), strides \(strides), pads \(pads) makes no sense")
        }
    }
}
