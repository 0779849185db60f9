import Inference
import Tensors

/// Operators that slide a window over one, two or three axes.
extension NodeContext {
    /// A convolution over pictures or sequences.
    ///
    /// - Parameter weights: which input the weights are.
    func convolution(weights: Int = 1) throws -> any Operator {
        let groups = try integer("group", default: 1)
        return switch try axisCount(weights: weights) {
        case 1: Lifted(Convolution(window: try window(axes: 1).lifted, groups: groups))
        case 2: Convolution(window: try window(axes: 2), groups: groups)
        case let count: throw invalid("kernel_shape", Self.unsupported(axes: count))
        }
    }

    /// A transposed convolution over any number of axes.
    func transposedConvolution() throws -> any Operator {
        let count = try axisCount(weights: 1)
        return ConvolutionTranspose(
            window: try window(axes: count), groups: try integer("group", default: 1),
            outputPadding: try lengths("output_padding", count: count, atLeast: 0),
            outputShape: try lengths("output_shape", count: count, atLeast: 1))
    }

    /// A pool that takes the largest element.
    func maxPool() throws -> any Operator {
        let (count, window) = (try poolAxisCount(), try poolWindow())
        let holdsIntegers = type(ofInput: 0).map { !$0.holdsFloats } ?? false
        if makes(output: 1) || count > 2 || holdsIntegers {
            let order: GeneralPool.IndexOrder =
                try flag("storage_order", default: false) ? .columnMajor : .rowMajor
            return GeneralPool(.maximum, window: window, indices: makes(output: 1) ? order : nil)
        }
        return count == 1 ? Lifted(MaxPool(window: window.lifted)) : MaxPool(window: window)
    }

    /// A pool that takes the mean.
    func averagePool() throws -> any Operator {
        let (count, window) = (try poolAxisCount(), try poolWindow())
        let countsPadding = try flag("count_include_pad", default: false)
        return switch count {
        case 1: Lifted(AveragePool(window: window.lifted, countsPadding: countsPadding))
        case 2: AveragePool(window: window, countsPadding: countsPadding)
        default: GeneralPool(.average(countsPadding: countsPadding), window: window)
        }
    }

    /// A pool that takes a norm.
    func normPool() throws -> any Operator {
        let exponent = try integer("p", default: 2)
        guard exponent > 0 else { throw invalid("p", "is \(exponent), but must be at least 1") }
        return GeneralPool(.norm(exponent: exponent), window: try poolWindow())
    }

    /// The geometry of a window over the given number of axes.
    func window(axes count: Int) throws -> Window {
        Window(
            kernel: try lengths("kernel_shape", count: count, atLeast: 1),
            strides: try lengths("strides", count: count, atLeast: 1),
            pads: try lengths("pads", count: 2 * count, atLeast: 0),
            dilations: try lengths("dilations", count: count, atLeast: 1),
            automaticPadding: try choice("auto_pad", default: .notSet),
            roundsUp: try flag("ceil_mode", default: false))
    }

    private func poolWindow() throws -> Window { try window(axes: try poolAxisCount()) }

    /// A pool must name its kernel.
    private func poolAxisCount() throws -> Int {
        guard let kernel = try integers("kernel_shape"), !kernel.isEmpty else {
            throw invalid("kernel_shape", "is missing")
        }
        guard kernel.count <= 3 else { throw invalid("kernel_shape", Self.unsupported(axes: kernel.count)) }
        return kernel.count
    }

    /// Over how many axes a convolution's window slides: told by its attributes, else by its weights' rank.
    private func axisCount(weights: Int) throws -> Int {
        let counts = try [
            integers("kernel_shape")?.count, integers("strides")?.count, integers("dilations")?.count,
            integers("pads").map { $0.count / 2 }, rank(ofInput: weights).map { $0 - 2 },
            rank(ofInput: 0).map { $0 - 2 },
        ]
        let count = counts.compactMap { $0 }.first { $0 > 0 } ?? 2
        guard count <= 3 else { throw invalid("kernel_shape", Self.unsupported(axes: count)) }
        return count
    }

    private static func unsupported(axes count: Int) -> String {
        "is for \(count) axes, and Convoscope slides windows over pictures and sequences"
    }

    /// A list of numbers, empty where it is left out.
    private func lengths(_ attribute: String, count: Int, atLeast minimum: Int) throws -> [Int] {
        let values = try integers(attribute) ?? []
        guard values.isEmpty || values.count == count else {
            throw invalid(attribute, "has \(values.count) numbers where \(count) are needed")
        }
        guard values.allSatisfy({ (minimum...1 << 20).contains($0) }) else {
            throw invalid(attribute, "is \(values), but must be \(minimum) to \(1 << 20)")
        }
        return values
    }
}
