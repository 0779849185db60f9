"""One graph an operator set with a node of every kind and variant, for record_oracles.py."""

import numpy as np
import onnx
from onnx import helper, numpy_helper


class GraphWriter:
    """Collects nodes that read given arrays or each other's results."""

    def __init__(self, opset):
        self.opset = opset
        self.random = np.random.default_rng(opset)
        self.nodes, self.feeds, self.weights = [], {}, {}

    def feed(self, array):
        name = f"input{len(self.feeds)}"
        self.feeds[name] = np.asarray(array)
        return name

    def weight(self, array):
        name = f"constant{len(self.weights)}"
        self.weights[name] = np.asarray(array)
        return name

    def ints(self, *values):
        return self.weight(np.array(values, dtype=np.int64))

    def normal(self, *shape):
        return self.random.normal(size=shape).astype(np.float32)

    def node(self, operator, *inputs, outputs=1, **attributes):
        name = f"{operator}{len(self.nodes)}"
        results = [f"{name}_{index}" for index in range(outputs)]
        self.nodes.append(helper.make_node(operator, list(inputs), results, name=name, **attributes))
        return results[0]

    def outputs(self):
        """The last value, and those that serve analysis only and are not made unless somebody reads them."""
        extra = [name for node in self.nodes if node.op_type in ("MaxPool", "LayerNormalization", "Dropout")
                 for name in node.output[1:]]
        return extra + [self.nodes[-1].output[0]]

    def model(self):
        def info(name, array):
            return helper.make_tensor_value_info(name, helper.np_dtype_to_tensor_dtype(array.dtype), array.shape)

        graph = helper.make_graph(
            self.nodes, f"operators_{self.opset}", [info(*pair) for pair in self.feeds.items()],
            [onnx.ValueInfoProto(name=name) for name in self.outputs()],
            [numpy_helper.from_array(value, key) for key, value in self.weights.items()])
        return helper.make_model(graph, opset_imports=[helper.make_opsetid("", self.opset)],
                                 ir_version=8 if self.opset < 19 else 10)


def elementwise(w):
    x = w.feed(w.normal(2, 3, 4, 5))
    y = w.feed(w.normal(2, 3, 4, 5))
    positive = w.feed(np.abs(w.normal(2, 3, 4, 5)) + 0.1)
    others = [y, w.weight(w.normal(3, 1, 1)), w.weight(w.normal(1, 3, 1, 1)), w.weight(w.normal(5)),
              w.weight(np.float32(1.5)), w.weight(w.normal(4, 1)), w.weight(w.normal(2, 1, 4, 5))]
    for other in others:
        for operator in ("Add", "Sub", "Mul", "Div"):
            w.node(operator, x, other)
        w.node("Sub", other, x)
    w.node("Pow", positive, w.weight(np.float32(2)))
    w.node("Pow", positive, y)
    w.node("PRelu", x, w.weight(w.normal(3, 1, 1)))
    w.node("PRelu", x, w.weight(np.abs(w.normal(1))))
    small = w.weight(w.normal(1, 3, 1, 5))
    for operator in ("Sum", "Mean", "Min", "Max"):
        w.node(operator, x)
        w.node(operator, x, y, positive)
        if w.opset >= 8:
            w.node(operator, small, x, w.weight(w.normal(3, 1, 1)))
    for operator in ("Neg", "Abs", "Exp", "Floor", "Ceil"):
        w.node(operator, x)
    for operator in ("Sqrt", "Log", "Reciprocal"):
        w.node(operator, positive)
    i = w.feed(w.random.integers(-7, 8, (3, 4)))
    j = w.weight(w.random.integers(1, 5, (4,)))
    for operator in ("Add", "Sub", "Mul", "Div"):
        w.node(operator, i, j)
    if w.opset >= 9:
        w.node("Erf", x)
        w.node("Sign", x)
        w.node("Where", w.node("Greater", x, y), x, small)
        w.node("Where", w.node("Less", i, j), i, j)
    if w.opset >= 11:
        w.node("Round", w.weight(np.array([-2.5, -1.5, -0.5, 0.5, 1.5, 2.4, 2.6], np.float32)))
        w.node("Equal", x, x)
    if w.opset >= 12:
        for operator in ("GreaterOrEqual", "LessOrEqual"):
            w.node(operator, x, y)
            w.node(operator, i, j)
    if w.opset >= 20:
        w.node("Gelu", x)
        w.node("Gelu", x, approximate="tanh")
    equal = w.node("Equal", i, j)
    less = w.node("Less", x, y) if w.opset >= 9 else w.node("Equal", i, i)
    w.node("Not", less)
    for operator in ("And", "Or", "Xor"):
        w.node(operator, equal, w.node("Not", equal))


def shapes(w):
    x = w.feed(w.normal(2, 6, 4, 5))
    y = w.feed(w.normal(2, 3, 4, 5))
    vector = w.feed(w.normal(7))
    for axis in (1, -3):
        if axis > 0 or w.opset >= 11:
            w.node("Concat", x, y, x, axis=axis)
    w.node("Concat", y, y, axis=0)
    w.node("Concat", y, y, y, axis=3)
    w.node("Concat", w.ints(1, 2), w.ints(3), axis=0)
    w.node("Transpose", x)
    w.node("Transpose", x, perm=[0, 2, 3, 1])
    w.node("Flatten", x)
    for axis in (0, 2, 4):
        w.node("Flatten", x, axis=axis)
    w.node("Reshape", x, w.ints(0, -1))
    w.node("Reshape", x, w.ints(2, 2, 3, 20))
    w.node("Reshape", x, w.ints(-1))
    w.node("Shape", x)
    w.node("Size", x)
    w.node("Identity", x)
    w.node("Gather", x, w.ints(3, 0), axis=1)
    w.node("Gather", x, w.weight(np.int64(1)), axis=2)
    w.node("Gather", x, w.weight(np.array([[0, 1], [1, 0]])))
    w.node("Tile", y, w.ints(1, 2, 1, 3))
    w.node("Cast", x, to=onnx.TensorProto.INT64)
    w.node("Cast", x, to=onnx.TensorProto.INT8)
    w.node("Cast", w.node("Cast", x, to=onnx.TensorProto.BOOL), to=onnx.TensorProto.FLOAT)
    w.node("Cast", x, to=onnx.TensorProto.DOUBLE)
    w.node("DepthToSpace", w.weight(w.normal(1, 12, 2, 3)), blocksize=2)
    if w.opset >= 8:
        w.node("Expand", w.weight(w.normal(3, 1, 5)), w.ints(2, 1, 4, 1))
    if w.opset >= 9:
        w.node("ConstantOfShape", w.ints(2, 3), value=numpy_helper.from_array(np.array([7], np.int64)))
        w.node("ConstantOfShape", w.ints(2))
    if w.opset >= 11:
        w.node("Range", *[w.weight(np.int64(v)) for v in (2, 11, 3)])
        w.node("Range", *[w.weight(np.float32(v)) for v in (1, -1, -0.3)])
        w.node("DepthToSpace", w.weight(w.normal(1, 12, 2, 3)), blocksize=2, mode="CRD")
        w.node("Gather", x, w.ints(-1, -2), axis=-1)
    if w.opset >= 15:
        w.node("Shape", x, start=1, end=-1)
        w.node("Shape", x, start=-2)
    if w.opset >= 14:
        w.node("Reshape", w.weight(np.zeros((0, 3), np.float32)), w.ints(3, 0), allowzero=1)
    moving(w, x, y, vector)


def moving(w, x, y, vector):
    """Operators whose parameters moved from attributes to inputs."""
    single = w.feed(w.normal(1, 3, 1, 2))
    if w.opset < 10:
        w.node("Slice", x, starts=[1, -3], ends=[5, 9999], axes=[1, 3])
        w.node("Slice", x, starts=[0, 2], ends=[1, -2])
    else:
        w.node("Slice", x, w.ints(1, -3), w.ints(5, 9999), w.ints(1, 3))
        w.node("Slice", x, w.ints(0, 2), w.ints(1, -2))
        w.node("Slice", x, w.ints(-1, 4), w.ints(-9999, 0), w.ints(1, 3), w.ints(-1, -2))
        w.node("Slice", vector, w.ints(5), w.ints(1), w.ints(0), w.ints(2))
    if w.opset < 13:
        w.node("Split", x, outputs=2, axis=1, split=[2, 4])
        w.node("Split", x, outputs=3, axis=1)
        w.node("Squeeze", single)
        w.node("Squeeze", single, axes=[2])
        w.node("Unsqueeze", vector, axes=[0, 2])
    else:
        w.node("Split", x, w.ints(2, 4), outputs=2, axis=1)
        w.node("Split", x, outputs=3, axis=1, **({"num_outputs": 3} if w.opset >= 18 else {}))
        if w.opset >= 18:
            w.node("Split", vector, outputs=3, num_outputs=3)
        w.node("Squeeze", single)
        w.node("Squeeze", single, w.ints(-2))
        w.node("Unsqueeze", vector, w.ints(0, -1))
    pads = [0, 1, 2, 0, 0, 0, 1, 3]
    for mode in ("constant", "reflect", "edge"):
        widths = pads if mode != "reflect" else [0, 0, 2, 1, 0, 0, 1, 3]
        if w.opset < 11:
            w.node("Pad", x, pads=widths, mode=mode, **({"value": 1.5} if mode == "constant" else {}))
        else:
            extra = [w.weight(np.float32(1.5))] if mode == "constant" else []
            w.node("Pad", x, w.ints(*widths), *extra, mode=mode)
    w.node("Pad", x, *([] if w.opset < 11 else [w.ints(0, 0, -1, 0, 0, 0, 0, -2)]),
           **({"pads": [0, 0, -1, 0, 0, 0, 0, -2]} if w.opset < 11 else {}))
    if w.opset >= 18:
        w.node("Pad", x, w.ints(1, 2), "", w.ints(-1), mode="edge")
    if w.opset == 9:
        w.node("Upsample", y, w.weight(np.array([1, 1, 2, 3], np.float32)))
    if w.opset == 7:
        w.node("Upsample", y, scales=[1.0, 1.0, 2.0, 1.5])
    if w.opset >= 11:
        resize(w, y)


def resize(w, y):
    none = w.weight(np.zeros(0, np.float32))
    twice = w.weight(np.array([1, 1, 2, 2.5], np.float32))
    for coordinates in ("half_pixel", "pytorch_half_pixel", "asymmetric", "align_corners"):
        for rounding in ("round_prefer_floor", "round_prefer_ceil", "floor", "ceil"):
            options = dict(mode="nearest", coordinate_transformation_mode=coordinates, nearest_mode=rounding)
            w.node("Resize", y, none, twice, **options)
            w.node("Resize", y, none, none, w.ints(2, 3, 3, 8), **options)


def reductions(w):
    x = w.feed(w.normal(2, 3, 4, 5))
    row = w.feed(w.normal(3, 7))
    functions = ("ReduceMean", "ReduceSum", "ReduceMax", "ReduceMin", "ReduceProd", "ReduceL1", "ReduceL2",
                 "ReduceSumSquare")
    for operator in functions:
        as_input = w.opset >= (13 if operator == "ReduceSum" else 18)
        for axes in ([2, 3], [1], [0, 2]):
            for keep in (0, 1):
                inputs = [w.ints(*axes)] if as_input else []
                w.node(operator, x, *inputs, keepdims=keep, **({} if as_input else {"axes": axes}))
        w.node(operator, x)
        if w.opset >= 11:
            w.node(operator, x, *([w.ints(-1, -2)] if as_input else []), keepdims=0,
                   **({} if as_input else {"axes": [-1, -2]}))
    if w.opset >= 13:
        w.node("ReduceSum", x, noop_with_empty_axes=1)
    w.node("ArgMax", x, axis=1)
    w.node("ArgMax", row, axis=1, keepdims=0)
    if w.opset >= 12:
        w.node("ArgMax", w.weight(np.array([[1, 3, 3], [2, 2, 1]], np.float32)), axis=-1, select_last_index=1)
    for operator in ("Softmax", "LogSoftmax"):
        w.node(operator, row)
        w.node(operator, x)
        for axis in (0, 1, 2, 3):
            w.node(operator, x, axis=axis)
    w.node("InstanceNormalization", x, w.weight(w.normal(3)), w.weight(w.normal(3)))
    if w.opset >= 17:
        w.node("LayerNormalization", x, w.weight(w.normal(5)), w.weight(w.normal(5)))
        w.node("LayerNormalization", x, w.weight(w.normal(4, 5)), axis=2, epsilon=1e-3)


def windows(w):
    """Convolutions and pools over one, two and three axes, with what a two-dimensional one is not asked for."""
    line, maps, volume = w.feed(w.normal(2, 4, 11)), w.feed(w.normal(2, 4, 7, 6)), w.feed(w.normal(1, 2, 5, 6, 4))
    w.node("Conv", line, w.weight(w.normal(6, 4, 3)))
    w.node("Conv", line, w.weight(w.normal(6, 2, 3)), w.weight(w.normal(6)), group=2, strides=[2], pads=[2, 1],
           dilations=[2], kernel_shape=[3])
    w.node("Conv", line, w.weight(w.normal(4, 1, 4)), group=4, auto_pad="SAME_LOWER", strides=[2])
    w.node("Conv", maps, w.weight(w.normal(6, 2, 3, 2)), group=2, auto_pad="SAME_UPPER", strides=[2, 3])
    w.node("ConvTranspose", line, w.weight(w.normal(4, 3, 3)), strides=[2], output_padding=[1])
    kernel = w.weight(w.normal(4, 3, 3, 2))
    w.node("ConvTranspose", maps, kernel)
    w.node("ConvTranspose", maps, kernel, w.weight(w.normal(3)), strides=[2, 3], pads=[1, 0, 2, 1],
           output_padding=[1, 2])
    w.node("ConvTranspose", maps, kernel, w.weight(w.normal(6)), group=2, dilations=[2, 1], kernel_shape=[3, 2])
    for automatic in ("SAME_UPPER", "SAME_LOWER"):
        w.node("ConvTranspose", maps, kernel, auto_pad=automatic, strides=[2, 2])
    w.node("ConvTranspose", maps, kernel, auto_pad="VALID", strides=[2, 1])
    w.node("ConvTranspose", maps, kernel, output_shape=[15, 12], strides=[2, 2])
    w.node("ConvTranspose", volume, w.weight(w.normal(2, 3, 2, 2, 2)), strides=[2, 1, 2])
    for operator in ("MaxPool", "AveragePool"):
        w.node(operator, line, kernel_shape=[3], strides=[2], pads=[1, 1])
        w.node(operator, volume, kernel_shape=[2, 3, 2], strides=[2, 1, 1], pads=[1, 0, 1, 0, 2, 0])
    w.node("AveragePool", volume, kernel_shape=[3, 1, 2], pads=[1, 0, 1, 1, 0, 0], count_include_pad=1)
    w.node("AveragePool", line, kernel_shape=[4], strides=[3], pads=[2, 1], count_include_pad=1)
    for pooled in (line, maps, volume):
        w.node("LpPool", pooled, kernel_shape=[2] * 3 if pooled == volume else [3] * (1 if pooled == line else 2),
               p=3, strides=[2] * (1 if pooled == line else 2 if pooled == maps else 3))
        for operator in ("GlobalAveragePool", "GlobalMaxPool", "GlobalLpPool"):
            w.node(operator, pooled)
    w.node("LRN", maps, size=3, alpha=0.3, beta=0.6, bias=1.2)
    if w.opset >= 8:
        for order in (0, 1):
            w.node("MaxPool", maps, outputs=2, kernel_shape=[3, 2], strides=[2, 2], pads=[1, 1, 0, 0],
                   storage_order=order)
    if w.opset >= 10:
        w.node("MaxPool", maps, kernel_shape=[3, 2], dilations=[2, 1], ceil_mode=1, strides=[2, 2])
        w.node("MaxPool", volume, kernel_shape=[2, 2, 2], dilations=[2, 3, 1], ceil_mode=1, strides=[2, 2, 2])
        w.node("AveragePool", maps, kernel_shape=[3, 3], ceil_mode=1, strides=[2, 2], pads=[1, 1, 0, 0])
    if w.opset >= 12:
        w.node("MaxPool", w.weight(w.random.integers(0, 255, (1, 2, 5, 5)).astype(np.uint8)), kernel_shape=[2, 2])
    if w.opset >= 19:
        w.node("AveragePool", maps, kernel_shape=[3, 2], dilations=[2, 3], pads=[1, 0, 0, 1])


def normalizations(w):
    for shape in ((3, 4), (2, 4, 5), (2, 4, 3, 5), (1, 4, 2, 3, 2)):
        parameters = [w.weight(w.normal(4)) for _ in range(3)] + [w.weight(np.abs(w.normal(4)) + 0.1)]
        w.node("BatchNormalization", w.feed(w.normal(*shape)), *parameters, epsilon=1e-3)
    line, maps = w.feed(w.normal(2, 6, 5)), w.feed(w.normal(2, 6, 3, 5))
    for x in (line, maps):
        w.node("InstanceNormalization", x, w.weight(w.normal(6)), w.weight(w.normal(6)), epsilon=1e-2)
    for axis in (-1, 1):
        for p in (1, 2):
            w.node("LpNormalization", maps, axis=axis, p=p)
    w.node("Dropout", line, outputs=2 if w.opset >= 10 else 1)
    if w.opset >= 17:
        w.node("LayerNormalization", maps, w.weight(w.normal(3, 5)), w.weight(w.normal(3, 5)), axis=-2, outputs=3)
    if w.opset >= 21:
        for x in (line, maps):
            w.node("GroupNormalization", x, w.weight(w.normal(6)), w.weight(w.normal(6)), num_groups=3)
    if w.opset >= 10:
        quantization(w)


def quantization(w):
    byte, signed = np.uint8, np.int8
    x = w.feed(3 * w.normal(2, 3, 4, 3))
    scale, zero = w.weight(np.float32(0.05)), w.weight(byte(120))
    w.node("QuantizeLinear", x, scale, zero)
    w.node("QuantizeLinear", x, scale)
    bytes_ = w.weight(w.random.integers(0, 255, (2, 3, 4, 3)).astype(byte))
    w.node("DequantizeLinear", bytes_, scale, zero)
    w.node("DequantizeLinear", w.weight(w.random.integers(-9, 9, (2, 3)).astype(np.int32)), scale)
    filters = w.weight(w.random.integers(-128, 127, (4, 3, 3, 2)).astype(signed))
    each, none = w.weight(np.abs(w.normal(4)) / 50 + 0.001), w.weight(np.zeros(4, signed))
    bias = w.weight(w.random.integers(-900, 900, 4).astype(np.int32))
    w.node("QLinearConv", bytes_, scale, zero, filters, each, none, w.weight(np.float32(0.3)), zero, bias,
           pads=[1, 0, 1, 1])
    w.node("QLinearConv", bytes_, scale, zero, filters, w.weight(np.float32(0.01)), w.weight(signed(3)),
           w.weight(np.float32(0.3)), zero, strides=[2, 1])
    matrix = w.weight(w.random.integers(0, 255, (3, 5)).astype(byte))
    w.node("QLinearMatMul", bytes_, scale, zero, matrix, w.weight(np.float32(0.02)), w.weight(byte(99)),
           w.weight(np.float32(0.9)), zero)
    if w.opset >= 13:
        by_channel = w.weight(np.array([0.02, 0.3, 0.05], np.float32))
        zeros = w.weight(np.array([0, -5, 30], signed))
        w.node("QuantizeLinear", x, by_channel, zeros, axis=1)
        w.node("DequantizeLinear", w.weight(w.random.integers(-128, 127, (2, 3, 4, 3)).astype(signed)), by_channel,
               zeros, axis=-1)
    if w.opset >= 21:
        blocks = w.weight(np.abs(w.normal(2, 3, 2, 3)) / 20 + 0.01)
        w.node("QuantizeLinear", x, blocks, axis=2, block_size=2, output_dtype=onnx.TensorProto.INT16)
        w.node("DequantizeLinear", bytes_, blocks, axis=2, block_size=2)


def resizing(w):
    """Resize between elements; by the nearest one it is in `resize`."""
    x = w.feed(w.normal(1, 2, 5, 6))
    none = w.weight(np.zeros(0, np.float32))
    up, down = (w.weight(np.array([1, 1, *factors], np.float32)) for factors in ((2, 1.7), (0.6, 0.7)))
    coordinates = ["half_pixel", "pytorch_half_pixel", "asymmetric", "align_corners"]
    for mode in ("linear", "cubic"):
        for name in coordinates + (["half_pixel_symmetric"] if w.opset >= 19 else []):
            for scales in (up, down):
                w.node("Resize", x, none, scales, mode=mode, coordinate_transformation_mode=name)
            w.node("Resize", x, none, none, w.ints(1, 2, 8, 3), mode=mode, coordinate_transformation_mode=name)
    slight = w.weight(np.array([1, 1, 1.1, 1.15], np.float32))
    w.node("Resize", x, none, slight, mode="linear")
    w.node("Resize", x, none, up, mode="cubic", cubic_coeff_a=-0.5, exclude_outside=1)
    region = w.weight(np.array([0, 0, 0.2, -0.1, 1, 1, 0.7, 1.1], np.float32))
    for mode in ("nearest", "linear"):
        w.node("Resize", x, region, none, w.ints(1, 2, 4, 5), mode=mode, extrapolation_value=7.0,
               coordinate_transformation_mode="tf_crop_and_resize")
    if w.opset >= 18:
        for mode in ("linear", "cubic"):
            for scales in (up, down, w.weight(np.array([1, 1, 1.1, 0.7], np.float32))):
                w.node("Resize", x, none, scales, mode=mode, antialias=1)
        for policy in ("not_larger", "not_smaller"):
            w.node("Resize", x, none, none, w.ints(9, 11), axes=[2, 3], mode="linear",
                   keep_aspect_ratio_policy=policy)
            w.node("Resize", x, none, none, w.ints(9, 11), axes=[2, 3], keep_aspect_ratio_policy=policy)


def functions(w):
    """Functions of one element, and what is like them."""
    x = w.feed(2 * w.normal(2, 3, 4, 5))
    for operator in ("Relu", "LeakyRelu", "Elu", "Selu", "Sigmoid", "HardSigmoid", "Softplus", "Softsign", "Tanh"):
        w.node(operator, x)
    w.node("LeakyRelu", x, alpha=0.3)
    w.node("Elu", x, alpha=0.7)
    w.node("Selu", x, alpha=1.2, gamma=0.8)
    w.node("HardSigmoid", x, alpha=0.3, beta=0.4)
    w.node("SpaceToDepth", w.weight(w.normal(1, 2, 4, 6)), blocksize=2)
    inside = w.feed(np.tanh(w.normal(3, 7)).astype(np.float32))
    for operator in ("Sin", "Cos", "Tan", "Asin", "Acos", "Atan"):
        w.node(operator, inside)
    if w.opset >= 9:
        for operator in ("Sinh", "Cosh", "Asinh", "Atanh"):
            w.node(operator, inside)
        w.node("Acosh", w.weight(np.abs(w.normal(7)) + 1))
    bounds = [] if w.opset < 11 else [w.weight(np.float32(-0.5)), w.weight(np.float32(0.8))]
    w.node("Clip", x, *bounds, **({"min": -0.5, "max": 0.8} if w.opset < 11 else {}))
    if w.opset >= 11:
        w.node("Clip", x, "", w.weight(np.float32(0.8)))
    if w.opset >= 12:
        w.node("Celu", x, alpha=1.5)
        w.node("Clip", w.weight(np.arange(-6, 6)), w.weight(np.int64(-2)), w.weight(np.int64(3)))
    if w.opset >= 14:
        w.node("HardSwish", x)
    if w.opset >= 18:
        w.node("Mish", x)
    if w.opset >= 10:
        i, j = w.weight(np.array([-7, -4, 5, 8, 9])), w.weight(np.array([3, -3, 3, -5, 3]))
        w.node("Mod", i, j)
        w.node("Mod", i, j, fmod=1)
        w.node("Mod", x, w.weight(np.float32(-0.7)), fmod=1)
    for axis in (0, 2):
        w.node("ArgMin", x, axis=axis, keepdims=axis // 2)
    axes = {"axes": [1, 3]} if w.opset < 18 else {}
    for operator in ("ReduceLogSum", "ReduceLogSumExp"):
        y = w.weight(np.abs(w.normal(2, 3, 4, 5)) + 0.1)
        w.node(operator, y, *([w.ints(1, 3)] if w.opset >= 18 else []), **axes)


def rarities(w):
    """What classifiers seldom need."""
    x, matrix = w.feed(2 * w.normal(2, 3, 4, 5)), w.feed(w.normal(3, 4))
    for largest in (0, 1):
        w.node("TopK", x, w.ints(2), outputs=2, axis=2, largest=largest)
    w.node("TopK", w.weight(np.array([3, 1, 3, 2])), w.ints(3), outputs=2)
    for options in ({}, {"exclusive": 1}, {"reverse": 1}, {"exclusive": 1, "reverse": 1}):
        w.node("CumSum", x, w.weight(np.int64(-2)), **options)
    for upper in (0, 1):
        w.node("Trilu", x, w.weight(np.int64(1)), upper=upper)
    w.node("Trilu", matrix)
    w.node("GatherElements", matrix, w.weight(np.array([[2, -1, 0], [0, 1, 1]])), axis=0)
    w.node("GatherElements", matrix, w.weight(np.array([[3, -4], [0, 1]])), axis=1)
    w.node("Einsum", matrix, x, equation="ij,bcjd->bicd")
    w.node("Einsum", x, x, equation="...ij,...kj->...ik")
    w.node("Einsum", matrix, equation="ij->ji")
    w.node("Einsum", matrix, matrix, equation="ij, ij")
    w.node("Einsum", w.weight(w.normal(2, 3, 3)), equation="...ii->...i")
    w.node("Hardmax", x, axis=1)
    w.node("Shrink", x, lambd=0.8, bias=0.3)
    w.node("ThresholdedRelu", x, alpha=0.6)
    w.node("CastLike", matrix, w.weight(np.int32(0)))
    branches(w, x, matrix)


def branches(w, x, matrix):
    """Conditions that are fed, and one that the file answers."""
    def graph(name, *nodes, constants=()):
        output = onnx.ValueInfoProto(name=nodes[-1].output[0])
        return helper.make_graph(nodes, name, [], [output], constants)

    factor = numpy_helper.from_array(np.float32(3), "factor")
    for truth in (True, False):
        condition = w.feed(np.array(truth))
        name = f"branch{len(w.nodes)}"
        yes = graph("yes", helper.make_node("Mul", [matrix, "factor"], [f"{name}_a"]),
                    helper.make_node("Relu", [f"{name}_a"], [f"{name}_b"]), constants=[factor])
        no = graph("no", helper.make_node("Shape", [x], [f"{name}_c"]),
                   helper.make_node("Cast", [f"{name}_c"], [f"{name}_d"], to=1))
        w.node("If", condition, then_branch=yes, else_branch=no)
    known = w.weight(np.array(False))
    squeezed = graph("squeezed", helper.make_node("Squeeze", [matrix], ["never"]))
    same = graph("same", helper.make_node("Neg", [matrix], ["negated"]))
    w.node("Abs", w.node("If", known, then_branch=squeezed, else_branch=same))


def models():
    """(name, model, feeds)."""
    for opset in (7, 9, 11, 13, 18, 21):
        newer = {7: [windows, normalizations, functions], 11: [windows, functions, resizing],
                 18: [normalizations, functions, resizing, rarities], 21: [windows, normalizations, resizing]}
        for group in [elementwise, shapes, reductions, *newer.get(opset, [])]:
            writer = GraphWriter(opset)
            group(writer)
            yield f"{group.__name__}_opset{opset}", writer.model(), writer.feeds
