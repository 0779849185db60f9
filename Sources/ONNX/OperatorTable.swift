import Inference
import Tensors

/// Which ONNX operators are supported and what builds each: one line an operator.
///
/// To add one, write `Inference/Operators/X.swift` and its line here.
enum OperatorTable {
    typealias Builder = @Sendable (NodeContext) throws -> any Operator

    /// Whether the table holds the node's operator.
    static func holds(_ node: Onnx_NodeProto) -> Bool {
        isStandard(domain: node.domain) && (builders[node.opType] != nil || node.opType == "Constant")
    }

    /// Whether operators of the domain are ONNX's own.
    static func isStandard(domain: String) -> Bool { domain.isEmpty || domain == "ai.onnx" }

    /// The node's operator with its attributes.
    static func operation(for node: NodeContext) throws -> any Operator {
        guard let builder = builders[node.operatorName] else {
            throw ONNXError.unsupportedOperator(name: node.operatorName, node: node.name, others: 0)
        }
        return try builder(node)
    }

    /// Operators whose further outputs serve training or analysis: they are left out unless somebody reads them.
    static let haveTrainingOutputs: Set<String> = [
        "BatchNormalization", "Dropout", "LayerNormalization", "MaxPool",
    ]

    private static let builders = [
        windows, dense, activations, arithmetic, trigonometry, logic, shapes, reductions,
    ].reduce(into: [:]) { $0.merge($1) { first, _ in first } }

    private static let windows: [String: Builder] = [
        "Conv": { try $0.convolution() },
        "ConvTranspose": { try $0.transposedConvolution() },
        "MaxPool": { try $0.maxPool() },
        "AveragePool": { try $0.averagePool() },
        "LpPool": { try $0.normPool() },
        "GlobalAveragePool": { _ in GlobalAveragePool() },
        "GlobalMaxPool": { _ in GlobalMaxPool() },
        "GlobalLpPool": { GlobalNormPool(exponent: try $0.positive("p", default: 2)) },
        "BatchNormalization": { try $0.batchNormalization() },
        "GroupNormalization": {
            GroupNormalization(
                groups: try $0.requiredInteger("num_groups"), epsilon: try $0.float("epsilon", default: 1e-5))
        },
        "LpNormalization": {
            LpNormalization(
                axis: try $0.integer("axis", default: -1), exponent: try $0.positive("p", default: 2))
        },
        "InstanceNormalization": { InstanceNormalization(epsilon: try $0.float("epsilon", default: 1e-5)) },
        "LRN": {
            LocalResponseNormalization(
                alpha: try $0.float("alpha", default: 1e-4), beta: try $0.float("beta", default: 0.75),
                bias: try $0.float("bias", default: 1), size: try $0.requiredInteger("size"))
        },
    ]

    private static let dense: [String: Builder] = [
        "Gemm": {
            Gemm(
                alpha: try $0.float("alpha", default: 1), beta: try $0.float("beta", default: 1),
                transposesA: try $0.flag("transA", default: false),
                transposesB: try $0.flag("transB", default: false))
        },
        "MatMul": { _ in MatMul() },
        "Einsum": { Einsum(equation: try $0.string("equation", default: "")) },
        "QuantizeLinear": { try $0.quantizeLinear() },
        "DequantizeLinear": {
            DequantizeLinear(
                axis: try $0.integer("axis", default: 1), blockSize: try $0.integer("block_size", default: 0))
        },
        "QLinearMatMul": {
            QuantizedProduct(MatMul(), name: "QLinearMatMul", range: try $0.quantizedRange(ofInput: 7))
        },
        "QLinearConv": {
            QuantizedProduct(
                try $0.convolution(weights: 3), name: "QLinearConv", range: try $0.quantizedRange(ofInput: 7))
        },
        "LayerNormalization": {
            LayerNormalization(
                axis: try $0.integer("axis", default: -1), epsilon: try $0.float("epsilon", default: 1e-5))
        },
        "Hardmax": { Hardmax(axis: try $0.softmaxAxis(), flattens: $0.opset < 13) },
        "Softmax": { try $0.softmax(isLogarithmic: false) },
        "LogSoftmax": { try $0.softmax(isLogarithmic: true) },
    ]

    private static let activations: [String: Builder] = [
        "Relu": { _ in Activation(.relu) },
        "LeakyRelu": { Activation(.leakyRelu(alpha: try $0.float("alpha", default: 0.01))) },
        "Clip": { Activation(.clip(minimum: try $0.float("min"), maximum: try $0.float("max"))) },
        "Sigmoid": { _ in Activation(.sigmoid) },
        "Tanh": { _ in Activation(.tanh) },
        "HardSwish": { _ in Activation(.hardSwish) },
        "HardSigmoid": {
            Activation(
                .hardSigmoid(
                    alpha: try $0.float("alpha", default: 0.2), beta: try $0.float("beta", default: 0.5)))
        },
        "Elu": { Activation(.elu(alpha: try $0.float("alpha", default: 1))) },
        "Celu": { Activation(.celu(alpha: try $0.float("alpha", default: 1))) },
        "Selu": {
            Activation(
                .selu(
                    alpha: try $0.float("alpha", default: 1.67326319),
                    gamma: try $0.float("gamma", default: 1.05070102)))
        },
        "Softplus": { _ in Activation(.softplus) },
        "Softsign": { _ in Activation(.softsign) },
        "Mish": { _ in Activation(.mish) },
        "Shrink": {
            Activation(
                .shrink(limit: try $0.float("lambd", default: 0.5), bias: try $0.float("bias", default: 0)))
        },
        "ThresholdedRelu": { Activation(.thresholdedRelu(alpha: try $0.float("alpha", default: 1))) },
        "PRelu": { _ in ElementwiseBinary(.parametricRelu) },
        "Gelu": {
            ElementwiseUnary(try $0.string("approximate", default: "none") == "tanh" ? .geluByTanh : .gelu)
        },
    ]

    private static let arithmetic: [String: Builder] = [
        "Add": { _ in ElementwiseBinary(.add) },
        "Sub": { _ in ElementwiseBinary(.subtract) },
        "Mul": { _ in ElementwiseBinary(.multiply) },
        "Div": { _ in ElementwiseBinary(.divide) },
        "Pow": { _ in ElementwiseBinary(.power) },
        "Mod": { Remainder(sign: try $0.flag("fmod", default: false) ? .ofDividend : .ofDivisor) },
        "Sum": { _ in ElementwiseFold(.sum) },
        "Mean": { _ in ElementwiseFold(.mean) },
        "Min": { _ in ElementwiseFold(.minimum) },
        "Max": { _ in ElementwiseFold(.maximum) },
        "Neg": { _ in ElementwiseUnary(.negate) },
        "Abs": { _ in ElementwiseUnary(.absolute) },
        "Sign": { _ in ElementwiseUnary(.sign) },
        "Sqrt": { _ in ElementwiseUnary(.squareRoot) },
        "Exp": { _ in ElementwiseUnary(.exponential) },
        "Log": { _ in ElementwiseUnary(.logarithm) },
        "Reciprocal": { _ in ElementwiseUnary(.reciprocal) },
        "Floor": { _ in ElementwiseUnary(.floor) },
        "Ceil": { _ in ElementwiseUnary(.ceiling) },
        "Round": { _ in ElementwiseUnary(.round) },
        "Erf": { _ in ElementwiseUnary(.errorFunction) },
    ]

    private static let trigonometry: [String: Builder] = [
        "Sin": { _ in ElementwiseUnary(.sine) },
        "Cos": { _ in ElementwiseUnary(.cosine) },
        "Tan": { _ in ElementwiseUnary(.tangent) },
        "Asin": { _ in ElementwiseUnary(.arcSine) },
        "Acos": { _ in ElementwiseUnary(.arcCosine) },
        "Atan": { _ in ElementwiseUnary(.arcTangent) },
        "Sinh": { _ in ElementwiseUnary(.hyperbolicSine) },
        "Cosh": { _ in ElementwiseUnary(.hyperbolicCosine) },
        "Asinh": { _ in ElementwiseUnary(.areaSine) },
        "Acosh": { _ in ElementwiseUnary(.areaCosine) },
        "Atanh": { _ in ElementwiseUnary(.areaTangent) },
    ]

    private static let logic: [String: Builder] = [
        "Equal": { _ in Comparison(.equal) },
        "Greater": { _ in Comparison(.greater) },
        "Less": { _ in Comparison(.less) },
        "GreaterOrEqual": { _ in Comparison(.greaterOrEqual) },
        "LessOrEqual": { _ in Comparison(.lessOrEqual) },
        "And": { _ in Comparison(.and) },
        "Or": { _ in Comparison(.or) },
        "Xor": { _ in Comparison(.exclusiveOr) },
        "Not": { _ in Not() },
        "Where": { _ in Where() },
        "If": {
            Conditional(
                whenTrue: try $0.branch("then_branch"), whenFalse: try $0.branch("else_branch"),
                captured: $0.captured)
        },
    ]

    private static let shapes: [String: Builder] = [
        "Concat": { Concat(axis: try $0.requiredInteger("axis")) },
        "Split": {
            Split(
                axis: try $0.integer("axis", default: 0), extents: try $0.integers("split"),
                count: $0.outputCount)
        },
        "Slice": {
            Slice(
                starts: try $0.integers("starts"), ends: try $0.integers("ends"),
                axes: try $0.integers("axes"))
        },
        "GatherElements": { GatherElements(axis: try $0.integer("axis", default: 0)) },
        "Trilu": { Trilu(isUpper: try $0.flag("upper", default: true)) },
        "Gather": { Gather(axis: try $0.integer("axis", default: 0)) },
        "Pad": {
            Pad(
                mode: try $0.choice("mode", default: .constant), pads: try $0.integers("pads"),
                value: try $0.float("value"))
        },
        "Reshape": { Reshape(allowsZero: try $0.flag("allowzero", default: false)) },
        "Flatten": { Flatten(axis: try $0.integer("axis", default: 1)) },
        "Squeeze": { Squeeze(axes: try $0.integers("axes")) },
        "Unsqueeze": { Unsqueeze(axes: try $0.integers("axes")) },
        "Transpose": { Transpose(permutation: try $0.integers("perm")) },
        "Expand": { _ in Expand() },
        "Tile": { _ in Tile() },
        "Shape": { Shape(start: try $0.integer("start", default: 0), end: try $0.integer("end")) },
        "Size": { _ in Size() },
        "ConstantOfShape": { try $0.constantOfShape() },
        "Cast": { Cast(to: try $0.elementType("to")) },
        "CastLike": { try $0.castLike() },
        "Identity": { _ in Identity() },
        "Dropout": { try $0.dropout() },
        "Range": { _ in NumberRange() },
        "DepthToSpace": { try $0.depthToSpace() },
        "SpaceToDepth": { SpaceToDepth(blockSize: try $0.blockSize()) },
        "Resize": { try $0.resize() },
        "Upsample": { try $0.resize() },
    ]

    private static let reductions: [String: Builder] = [
        "ReduceMean": { try $0.reduce(.mean) },
        "ReduceSum": { try $0.reduce(.sum) },
        "ReduceMax": { try $0.reduce(.maximum) },
        "ReduceMin": { try $0.reduce(.minimum) },
        "ReduceProd": { try $0.reduce(.product) },
        "ReduceL1": { try $0.reduce(.norm1) },
        "ReduceL2": { try $0.reduce(.norm2) },
        "ReduceSumSquare": { try $0.reduce(.squares) },
        "ReduceLogSum": { try $0.reduce(.logarithmOfSum) },
        "ReduceLogSumExp": { try $0.reduce(.logarithmOfPowers) },
        "ArgMax": { try $0.argMax(.largest) },
        "ArgMin": { try $0.argMax(.smallest) },
        "TopK": {
            TopK(
                axis: try $0.integer("axis", default: -1),
                takesLargest: try $0.flag("largest", default: true),
                count: try $0.integer("k"))
        },
        "CumSum": {
            CumulativeSum(
                isExclusive: try $0.flag("exclusive", default: false),
                isReversed: try $0.flag("reverse", default: false))
        },
    ]
}
