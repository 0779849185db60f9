import Inference
import Tensors

/// Operators whose attributes need more than a line of `OperatorTable`.
extension NodeContext {
    /// The geometry of a convolution.
    func window() throws -> Window {
        let kernel = try axes("kernel_shape", count: 2, atLeast: 1)
        let strides = try axes("strides", count: 2, atLeast: 1)
        let dilations = try axes("dilations", count: 2, atLeast: 1)
        let pads = try axes("pads", count: 4, atLeast: 0)
        return Window(
            kernel: kernel, strides: strides, pads: pads, dilations: dilations,
            automaticPadding: try choice("auto_pad", default: .notSet),
            roundsUp: try flag("ceil_mode", default: false))
    }

    /// An average pool over pictures, or over channels that another axis was put before: so exporters write a
    /// normalisation over neighbouring channels.
    func averagePool() throws -> any Operator {
        let countsPadding = try flag("count_include_pad", default: false)
        guard let kernel = try integers("kernel_shape"), kernel.count == 3, kernel[1...] == [1, 1] else {
            return AveragePool(window: try poolWindow(), countsPadding: countsPadding)
        }
        let pads = try integers("pads") ?? [0, 0, 0, 0, 0, 0]
        let automatic = try string("auto_pad", default: "NOTSET")
        let others = try (integers("strides") ?? []) + (integers("dilations") ?? [])
        guard (1...(1 << 20)).contains(kernel[0]), pads.count == 6, automatic == "NOTSET",
            pads.allSatisfy({ 0..<kernel[0] ~= $0 }), [1, 2, 4, 5].allSatisfy({ pads[$0] == 0 }),
            others.allSatisfy({ $0 == 1 })
        else { throw invalid("kernel_shape", "is \(kernel): only pictures with two axes are supported") }
        return DepthAveragePool(
            size: kernel[0], before: pads[0], after: pads[3], countsPadding: countsPadding)
    }

    /// The geometry of a pool, which must name its kernel.
    func poolWindow() throws -> Window {
        let window = try window()
        guard !window.kernel.isEmpty else { throw invalid("kernel_shape", "is missing") }
        return window
    }

    /// A list of extents per spatial axis of a picture, empty where it is left out.
    private func axes(_ attribute: String, count: Int, atLeast minimum: Int) throws -> [Int] {
        let values = try integers(attribute) ?? []
        guard values.isEmpty || values.count == count else {
            throw invalid(attribute, "has \(values.count) numbers: only pictures with two axes are supported")
        }
        guard values.allSatisfy({ (minimum...1 << 20).contains($0) }) else {
            throw invalid(attribute, "is \(values), but must be \(minimum) to \(1 << 20)")
        }
        return values
    }

    /// A batch normalisation, which must be one for inference.
    func batchNormalization() throws -> any Operator {
        guard try integer("training_mode", default: 0) == 0 else {
            throw invalid("training_mode", "is set: export the model for inference")
        }
        guard try integer("spatial", default: 1) == 1 else {
            throw invalid("spatial", "is 0, which Convoscope does not support yet")
        }
        return BatchNormalization(epsilon: try float("epsilon", default: 1e-5))
    }

    /// A softmax by the convention of the operator set.
    func softmax(isLogarithmic: Bool) throws -> any Operator {
        let isOld = opset < 13
        return Softmax(
            axis: try integer("axis", default: isOld ? 1 : -1), flattens: isOld, isLogarithmic: isLogarithmic)
    }

    /// A reduction; the axes are an attribute in older operator sets, an input in newer ones.
    func reduce(_ function: Reduce.Function) throws -> any Operator {
        Reduce(
            function, axes: try integers("axes"), keepsAxes: try flag("keepdims", default: true),
            ignoresNoAxes: try flag("noop_with_empty_axes", default: false))
    }

    /// A constant of any shape; its number is 0 where it is left out.
    func constantOfShape() throws -> any Operator {
        guard let value = try value("value") else { return ConstantOfShape() }
        guard value.shape.reduce(1, *) == 1 else { throw invalid("value", "is not a single number") }
        return ConstantOfShape(value: value)
    }

    /// A type of elements.
    func elementType(_ attribute: String) throws -> Cast.ElementType {
        let number = try requiredInteger(attribute)
        switch Onnx_TensorProto.DataType(rawValue: number) {
        case .float, .double, .bfloat16: return .float
        case .float16: return .half
        case .int64, .uint64: return .integer(bits: 64, isSigned: true)
        case .int32: return .integer(bits: 32, isSigned: true)
        case .uint32: return .integer(bits: 32, isSigned: false)
        case .int16: return .integer(bits: 16, isSigned: true)
        case .uint16: return .integer(bits: 16, isSigned: false)
        case .int8: return .integer(bits: 8, isSigned: true)
        case .uint8: return .integer(bits: 8, isSigned: false)
        case .bool: return .truth
        default: throw invalid(attribute, "names an element type (\(number)) that is not supported")
        }
    }

    /// A rearrangement of channels into pixels.
    func depthToSpace() throws -> any Operator {
        let blockSize = try requiredInteger("blocksize")
        guard (1...1024).contains(blockSize) else { throw invalid("blocksize", "is \(blockSize)") }
        let mode: DepthToSpace.Mode = try choice("mode", default: .depthFirst)
        return DepthToSpace(blockSize: blockSize, mode: mode)
    }

    /// A change of size; "Upsample" is an older name for the same, with scales only.
    func resize() throws -> any Operator {
        let isOld = operatorName == "Upsample" || opset < 11
        let policy = try string("keep_aspect_ratio_policy", default: "stretch")
        guard policy == "stretch" else {
            throw invalid("keep_aspect_ratio_policy", "is \(policy), which Convoscope does not support yet")
        }
        return Resize(
            scales: try floats("scales"),
            interpolation: try choice("mode", default: .nearest),
            coordinates: try choice(
                "coordinate_transformation_mode", default: isOld ? .asymmetric : .halfPixel),
            rounding: try choice("nearest_mode", default: isOld ? .floor : .roundPreferFloor),
            axes: try integers("axes"), inputsHaveRegion: !isOld)
    }
}
