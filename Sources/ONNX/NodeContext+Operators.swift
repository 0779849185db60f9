import Inference
import Tensors

/// Operators whose attributes need more than a line of `OperatorTable`.
extension NodeContext {
    /// A batch normalisation, which must be one for inference.
    func batchNormalization() throws -> any Operator {
        guard try integer("training_mode", default: 0) == 0 else {
            throw invalid("training_mode", "is set: export the model for inference")
        }
        guard outputCount <= 1 else {
            throw invalid("training_mode", "is asked for by further outputs: export the model for inference")
        }
        return BatchNormalization(
            epsilon: try float("epsilon", default: 1e-5), isSpatial: try flag("spatial", default: true))
    }

    /// A softmax by the convention of the operator set.
    func softmax(isLogarithmic: Bool) throws -> any Operator {
        Softmax(axis: try softmaxAxis(), flattens: opset < 13, isLogarithmic: isLogarithmic)
    }

    /// The axis of a softmax, whose default has changed.
    func softmaxAxis() throws -> Int { try integer("axis", default: opset < 13 ? 1 : -1) }

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
        let type = Onnx_TensorProto.DataType(rawValue: try requiredInteger(attribute))
        guard let element = type?.element else {
            throw ONNXError.unsupportedType(name: name, type: "elements of the type \(type?.words ?? "")")
        }
        return element
    }

    /// A rearrangement of channels into pixels.
    func depthToSpace() throws -> any Operator {
        DepthToSpace(blockSize: try blockSize(), mode: try choice("mode", default: .depthFirst))
    }

    /// The side of a block of pixels.
    func blockSize() throws -> Int {
        let blockSize = try requiredInteger("blocksize")
        guard (1...1024).contains(blockSize) else { throw invalid("blocksize", "is \(blockSize)") }
        return blockSize
    }

    /// A positive integer.
    func positive(_ attribute: String, default fallback: Int) throws -> Int {
        let value = try integer(attribute, default: fallback)
        guard value > 0 else { throw invalid(attribute, "is \(value), but must be at least 1") }
        return value
    }

    /// A dropout, which must be one for inference.
    func dropout() throws -> any Operator {
        if case .integer(let flag)? = constant(ofInput: 2), flag.values.first == 1 {
            throw invalid("training_mode", "is set: export the model for inference")
        }
        return Identity(name: "Dropout")
    }

    /// Where the largest or smallest element is.
    func argMax(_ extreme: ArgMax.Extreme) throws -> any Operator {
        ArgMax(
            extreme, axis: try integer("axis", default: 0), keepsAxis: try flag("keepdims", default: true),
            prefersLast: try flag("select_last_index", default: false))
    }

    /// A cast to the second input's type.
    func castLike() throws -> any Operator {
        guard let type = type(ofInput: 1), type != .undefined else { return CastLike() }
        guard let element = type.element else {
            throw ONNXError.unsupportedType(name: name, type: "elements of the type \(type.words)")
        }
        return Cast(to: element)
    }

    /// A quantisation into the type of the zero point, or of the attribute `output_dtype`.
    func quantizeLinear() throws -> any Operator {
        let asked = try integer("output_dtype", default: 0)
        let range =
            asked == 0 ? try quantizedRange(ofInput: 2) : try quantizedRange(elementType("output_dtype"))
        return QuantizeLinear(
            axis: try integer("axis", default: 1), blockSize: try integer("block_size", default: 0),
            range: range)
    }

    /// The range of the input's type; that of bytes where the file does not tell.
    func quantizedRange(ofInput index: Int) throws -> QuantizedRange {
        guard let type = type(ofInput: index) else { return QuantizedRange() }
        guard let element = type.element else {
            throw ONNXError.unsupportedType(name: name, type: "elements of the type \(type.words)")
        }
        return try quantizedRange(element)
    }

    private func quantizedRange(_ element: Cast.ElementType) throws -> QuantizedRange {
        guard case .integer(let bits, let isSigned) = element, bits < 64 else {
            throw invalid("output_dtype", "is no type of small integers")
        }
        return QuantizedRange(bits: bits, isSigned: isSigned)
    }

    /// A change of size; "Upsample" is an older name for the same, with scales only.
    func resize() throws -> any Operator {
        let isOld = operatorName == "Upsample" || opset < 11
        let filter = ResizeFilter(
            interpolation: try interpolation(),
            coordinates: try choice(
                "coordinate_transformation_mode", default: isOld ? .asymmetric : .halfPixel),
            rounding: try choice("nearest_mode", default: isOld ? .outwards : .roundPreferFloor),
            cubicSlope: try float("cubic_coeff_a", default: -0.75),
            smoothsWhenShrinking: try flag("antialias", default: false),
            excludesOutside: try flag("exclude_outside", default: false))
        return Resize(
            scales: try floats("scales"), filter: filter, axes: try integers("axes"),
            policy: try choice("keep_aspect_ratio_policy", default: .stretch),
            extrapolationValue: try float("extrapolation_value", default: 0), inputsHaveRegion: !isOld)
    }

    /// "bilinear" is what some writers of the oldest operator sets say.
    private func interpolation() throws -> ResizeFilter.Interpolation {
        try string("mode", default: "nearest") == "bilinear" ? .linear : choice("mode", default: .nearest)
    }
}
