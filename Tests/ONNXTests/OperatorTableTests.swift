import Testing

@testable import ONNX

@Suite struct OperatorTableTests {
    /// What the engine promises to compute.
    private static let promised = """
        Conv ConvTranspose Gemm MatMul BatchNormalization InstanceNormalization LayerNormalization \
        GroupNormalization LRN LpNormalization Relu LeakyRelu PRelu Elu Celu Selu Sigmoid HardSigmoid HardSwish \
        Softplus Softsign Tanh Erf Gelu Mish Clip MaxPool AveragePool LpPool GlobalAveragePool GlobalMaxPool \
        GlobalLpPool Softmax LogSoftmax Add Sub Mul Div Pow Sqrt Exp Log Neg Abs Reciprocal Min Max Mean Sum \
        ReduceL1 ReduceL2 ReduceLogSum ReduceLogSumExp ReduceMax ReduceMean ReduceMin ReduceProd ReduceSum \
        ReduceSumSquare ArgMax Concat Split Slice Gather Pad Reshape Flatten Squeeze Unsqueeze Transpose Expand \
        Tile DepthToSpace SpaceToDepth Resize Upsample Shape Size Constant ConstantOfShape Cast Identity Dropout \
        Where Equal Greater Less And Or Not Range QuantizeLinear DequantizeLinear QLinearConv QLinearMatMul If
        """.split(separator: " ").map(String.init)

    @Test("Every operator that is promised is in the table", arguments: promised)
    func isOffered(name: String) {
        #expect(OperatorTable.holds(ModelBytes.node(name, [], [])))
    }

    @Test("Operators of other domains and unknown ones are not")
    func othersAreNot() {
        var foreign = ModelBytes.node("Conv", [], [])
        foreign.domain = "com.example"
        #expect(!OperatorTable.holds(foreign))
        #expect(!OperatorTable.holds(ModelBytes.node("Loop", [], [])))
    }
}
