import Tensors

/// ONNX "ConvTranspose" over any number of axes: input `[batch, in, ...]`, weights `[in, out / groups, ...]`,
/// optional bias `[out]`.
///
/// Every input pixel is multiplied with the whole kernel (one matrix product a picture and group), and the
/// products are added up where they fall: the gradient of a convolution with respect to its input (Dumoulin and
/// Visin 2016, chapter 4).
public struct ConvolutionTranspose: Operator, Equatable {
    /// The geometry; an empty kernel is taken from the weights.
    public var window: Window
    /// Groups of channels that do not see each other.
    public var groups: Int
    /// Pixels added after the last one, an extent an axis; empty means 0.
    public var outputPadding: [Int]
    /// The extents of the result, from which the padding follows; empty where the padding is given.
    public var outputShape: [Int]

    /// A transposed convolution; see the properties for the meaning of the parameters.
    public init(window: Window, groups: Int = 1, outputPadding: [Int] = [], outputShape: [Int] = []) {
        self.window = window
        self.groups = groups
        self.outputPadding = outputPadding
        self.outputShape = outputShape
    }

    /// The ONNX name.
    public var name: String { "ConvTranspose" }

    /// Computes the output; see `Operator`.
    public func evaluate(_ inputs: [Value?], on workers: Workers) throws -> [Value] {
        let input = try inputs.floats(at: 0, of: name)
        let weights = try inputs.floats(at: 1, of: name)
        let bias = try inputs.optionalFloats(at: 2, of: name)
        try requireFit(input.shape, weights.shape, bias: bias)
        let axes = try input.shape.indices.dropFirst(2).map { axis in
            try TransposedAxis(
                self, axis: axis - 2, kernel: weights.shape[axis], extent: input.shape[axis])
        }
        let shape = [input.shape[0], weights.shape[1] * groups] + axes.map(\.outputs)
        _ = try checkedCount(of: shape)
        var result = Tensor(shape: shape)
        scatter(input, weights, axes, into: &result, on: workers)
        if let bias { result.add(bias) }
        return [.float(result)]
    }

    /// - Throws: `InferenceError` where the input, its weights and its bias do not belong together.
    private func requireFit(_ input: [Int], _ weights: [Int], bias: Tensor?) throws {
        guard input.count > 2, weights.count == input.count, groups > 0, weights[0] == input[1],
            input[1] % groups == 0
        else {
            throw InferenceError.shapeMismatch(
                node: "", expected: "weights for \(input) in \(groups) groups", actual: weights)
        }
        let outputs = weights[1] * groups
        guard bias.map({ $0.count == outputs }) ?? true else {
            throw InferenceError.shapeMismatch(
                node: "", expected: "a bias for each of \(outputs) channels", actual: bias?.shape ?? [])
        }
    }

    /// Adds up the products of pixels and kernels, some output maps a piece.
    private func scatter(
        _ input: Tensor, _ weights: Tensor, _ axes: [TransposedAxis], into result: inout Tensor,
        on workers: Workers
    ) {
        let sizes = ScatterSizes(input: input.shape, weights: weights.shape, groups: groups, axes: axes)
        guard input.count > 0, weights.count > 0, result.count > 0 else { return }
        let parts = min(workers.count, sizes.maps)
        input.withPointer { input in
            weights.withPointer { weights in
                result.withMutablePointer { result in
                    let (input, weights) = (SharedReadPointer(input), SharedReadPointer(weights))
                    let result = SharedPointer(result)
                    workers.forEach(sizes.batch * sizes.groups * parts) { piece in
                        let (block, part) = piece.quotientAndRemainder(dividingBy: parts)
                        let maps = Workers.share(part, of: parts, among: sizes.maps)
                        let group = block % sizes.groups
                        sizes.scatter(
                            input.address + block * sizes.channels * sizes.pixels,
                            weights.address + group * sizes.channels * sizes.rows, maps: maps, along: axes,
                            into: result.address + block * sizes.maps * sizes.outputPixels)
                    }
                }
            }
        }
    }
}

/// The extents of a transposed convolution, each group by itself.
private struct ScatterSizes: Sendable {
    let batch: Int, groups: Int
    /// Input and output channels of a group.
    let channels: Int, maps: Int
    /// Elements of a kernel, of an input map and of an output map.
    let taps: Int, pixels: Int, outputPixels: Int
    /// Numbers that an input pixel is multiplied with.
    var rows: Int { maps * taps }

    init(input: [Int], weights: [Int], groups: Int, axes: [TransposedAxis]) {
        batch = input[0]
        self.groups = groups
        channels = input[1] / groups
        maps = weights[1]
        taps = weights[2...].reduce(1, *)
        pixels = input[2...].reduce(1, *)
        outputPixels = axes.map(\.outputs).reduce(1, *)
    }

    /// Some maps of one group of one picture.
    func scatter(
        _ input: UnsafePointer<Float>, _ weights: UnsafePointer<Float>, maps: Range<Int>,
        along axes: [TransposedAxis], into result: UnsafeMutablePointer<Float>
    ) {
        var products = Tensor(uninitialized: [maps.count * taps, pixels])
        products.withMutablePointer { products in
            MatrixProduct.multiply(
                .init(weights + maps.lowerBound * taps, stride: rows, isTransposed: true),
                .init(input, stride: pixels), rows: maps.count * taps, columns: pixels, depth: channels,
                into: products, resultStride: pixels)
            for row in 0..<(maps.count * taps) {
                let (map, tap) = row.quotientAndRemainder(dividingBy: taps)
                let target = result + (maps.lowerBound + map) * outputPixels
                TransposedAxis.add(products + row * pixels, to: target, along: axes[...], tap: tap)
            }
        }
    }
}

/// One axis of a transposed convolution.
struct TransposedAxis: Sendable {
    /// Extents of kernel, input and output.
    let kernel: Int, extent: Int, outputs: Int
    private let stride: Int, dilation: Int, padding: Int

    init(_ operation: ConvolutionTranspose, axis: Int, kernel: Int, extent: Int) throws {
        let window = operation.window
        func entry(_ list: [Int], _ index: Int, default value: Int) -> Int {
            list.indices.contains(index) ? list[index] : value
        }
        self.kernel = kernel
        self.extent = extent
        stride = entry(window.strides, axis, default: 1)
        dilation = entry(window.dilations, axis, default: 1)
        let full =
            stride * (extent - 1) + entry(operation.outputPadding, axis, default: 0)
            + (kernel - 1) * dilation + 1
        let isSame = [.sameUpper, .sameLower].contains(window.automaticPadding)
        if isSame || !operation.outputShape.isEmpty {
            // Without padding to take away there are no more pixels than that, as onnxruntime has it.
            outputs = entry(operation.outputShape, axis, default: min(full, extent * stride))
            let total = max(0, full - outputs)
            padding = window.automaticPadding == .sameUpper ? total / 2 : total - total / 2
        } else if window.automaticPadding == .valid {
            (outputs, padding) = (full, 0)
        } else {
            padding = entry(window.pads, axis, default: 0)
            outputs = full - padding - entry(window.pads, axis + window.pads.count / 2, default: 0)
        }
        guard kernel > 0, extent > 0, outputs > 0 else {
            throw InferenceError.invalid("nothing is left of \(full) pixels without the padding")
        }
    }

    /// The input pixels whose kernels reach any of the output pixels; nil where none does.
    func inputs(feeding outputs: Range<Int>) -> Range<Int>? {
        (0..<extent).filter { input in
            (0..<kernel).contains { outputs.contains(input * stride - padding + $0 * dilation) }
        }.span
    }

    /// Adds what one tap makes of the input pixels to where it falls.
    ///
    /// - Parameter tap: the place in the kernel, row-major over all axes.
    static func add(
        _ source: UnsafePointer<Float>, to target: UnsafeMutablePointer<Float>,
        along axes: ArraySlice<TransposedAxis>, tap: Int
    ) {
        guard let axis = axes.first else { return }
        let inner = axes.dropFirst()
        let innerTaps = inner.reduce(1) { $0 * $1.kernel }
        let first = tap / innerTaps * axis.dilation - axis.padding
        let sourceStep = inner.reduce(1) { $0 * $1.extent }
        let targetStep = inner.reduce(1) { $0 * $1.outputs }
        for index in 0..<axis.extent {
            let place = first + index * axis.stride
            guard (0..<axis.outputs).contains(place) else { continue }
            if inner.isEmpty {
                target[place] += source[index]
            } else {
                add(
                    source + index * sourceStep, to: target + place * targetStep, along: inner,
                    tap: tap % innerTaps)
            }
        }
    }
}

extension Tensor {
    /// Adds a number to every map, `[batch, maps, ...]`.
    fileprivate mutating func add(_ bias: Tensor) {
        let size = shape[2...].reduce(1, *)
        let numbers = bias.values
        withMutableValues { values in
            for index in values.indices { values[index] += numbers[index / size % numbers.count] }
        }
    }
}
