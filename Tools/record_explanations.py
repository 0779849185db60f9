"""Records where numbers of a network come from, by numpy: the oracle of ExplanationRecordingTests.

    python Tools/record_explanations.py

For models of Tests/Fixtures/Networks on their recorded pictures, and for those of Assets/Models on a picture of
(37 i mod 101) / 101, and for a small model with normalisations that it makes itself
(Tests/Fixtures/Explanations/normalised.onnx), it writes Tests/Recordings/explanations/NAME.json: for convolutions, dense layers and pools some
places with what each input map gives there (for dense layers the ten largest products), the bias, scale and shift of a
batch normalisation that follows, and the result. Weights are those of the file, values those of onnxruntime, sums are
in double precision. The script stops where the sums do not agree with onnxruntime.
"""

import json
import pathlib

import numpy as np
import onnx
import onnxruntime
from onnx import helper, numpy_helper

ROOT = pathlib.Path(__file__).resolve().parent.parent
FIXTURES = [
    "alexnet_dynamo", "by_hand_opset9", "by_hand_opset21", "convnext_script", "densenet_script", "googlenet_script", "lenet_dynamo", "mobilenetv2_script",
    "mobilenetv3_script", "resnet_dynamo", "resnet_script", "shufflenet_script", "squeezenet_script", "vgg_script",
]


def values_of(path, x):
    model = onnx.load(path)
    weights = {i.name: numpy_helper.to_array(i) for i in model.graph.initializer}
    for node in model.graph.node:
        if node.op_type == "Constant":
            weights[node.output[0]] = numpy_helper.to_array(node.attribute[0].t)
    del model.graph.output[:]
    names = [o for n in model.graph.node for o in n.output if o]
    model.graph.output.extend(helper.make_empty_tensor_value_info(n) for n in names)
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    onnx.save(model, "/dev/shm/recorded.onnx")
    session = onnxruntime.InferenceSession("/dev/shm/recorded.onnx", options, providers=["CPUExecutionProvider"])
    feed = {session.get_inputs()[0].name: x}
    values = dict(zip(names, session.run(names, feed)))
    return model, weights, {**values, **feed}


def attributes(node):
    return {a.name: helper.get_attribute_value(a) for a in node.attribute}


def window(node, kernel, shape, y, x):
    """Rows and columns under a window, also those in the padding; nothing where the padding is automatic."""
    a = attributes(node)
    if a.get("auto_pad", b"NOTSET") != b"NOTSET":
        return None
    strides, dilations = a.get("strides", [1, 1]), a.get("dilations", [1, 1])
    pads = a.get("pads", [0, 0, 0, 0])
    rows = [y * strides[0] - pads[0] + i * dilations[0] for i in range(kernel[0])]
    columns = [x * strides[1] - pads[1] + i * dilations[1] for i in range(kernel[1])]
    return rows, columns


def patch(values, rows, columns):
    inside = np.zeros((len(rows), len(columns)))
    for i, row in enumerate(rows):
        for j, column in enumerate(columns):
            if 0 <= row < values.shape[0] and 0 <= column < values.shape[1]:
                inside[i, j] = values[row, column]
    return inside


def convolution(node, weights, values, c, y, x):
    w, maps = weights[node.input[1]].astype(float), values[node.input[0]][0].astype(float)
    bias = float(weights[node.input[2]][c]) if len(node.input) > 2 else 0.0
    found = window(node, w.shape[2:], maps.shape, y, x)
    if found is None:
        return None
    groups = attributes(node).get("group", 1)
    first = c // (w.shape[0] // groups) * w.shape[1]
    parts = [float((patch(maps[first + k], *found) * w[c, k]).sum()) for k in range(w.shape[1])]
    return {"first": first, "parts": parts, "bias": bias, "sum": sum(parts) + bias}


def dense(node, weights, values, c):
    a = attributes(node)
    w = weights[node.input[1]].astype(float)
    row = values[node.input[0]].reshape(-1).astype(float)
    products = row * (w[c] if a.get("transB", 0) else w[:, c]) * a.get("alpha", 1.0)
    bias = float(weights[node.input[2]].reshape(-1)[c]) * a.get("beta", 1.0) if len(node.input) > 2 else 0.0
    largest = sorted(products.tolist(), key=lambda p: -abs(p))[:10]
    return {"products": largest, "bias": bias, "sum": float(products.sum()) + bias}


def normalization(node, weights, c):
    scale, shift, mean, variance = (float(weights[name][c]) for name in node.input[1:5])
    factor = scale / np.sqrt(variance + attributes(node).get("epsilon", 1e-5))
    return {"scale": factor, "shift": shift - mean * factor}


def record(path, x, name):
    model, weights, values = values_of(path, x)
    readers = {}
    for node in model.graph.node:
        for i in node.input:
            readers.setdefault(i, []).append(node)
    random = np.random.default_rng(3)
    entries = []
    for node in model.graph.node:
        out = values.get(node.output[0])
        if out is None or out.ndim not in (2, 4) or out.shape[0] != 1:
            continue
        for _ in range(2):
            place = [int(random.integers(0, n)) for n in out.shape[1:]] + [0, 0]
            c, y, x_ = place[:3]
            if node.op_type == "Conv" and node.input[1] in weights and out.ndim == 4:
                entry = convolution(node, weights, values, c, y, x_)
            elif node.op_type == "Gemm" and node.input[1] in weights:
                entry = dense(node, weights, values, c)
            elif node.op_type == "MaxPool":
                a = attributes(node)
                maps = values[node.input[0]][0]
                found = window(node, a["kernel_shape"], maps.shape, y, x_)
                inside = [(maps[c, r, q], r, q) for r in found[0] for q in found[1]
                          if 0 <= r < maps.shape[1] and 0 <= q < maps.shape[2]] if found else []
                best = max(inside, key=lambda t: t[0]) if inside else None
                entry = {"winner": [int(best[2]), int(best[1])], "sum": float(best[0])} if best else None
            else:
                continue
            if entry is None:
                continue
            actual = float(out[0, c] if out.ndim == 2 else out[0, c, y, x_])
            assert abs(actual - entry["sum"]) < 1e-4 * max(1, np.abs(out).max()), (name, node.name)
            after = readers.get(node.output[0], [])
            if len(after) == 1 and after[0].op_type == "BatchNormalization":
                entry["normalization"] = normalization(after[0], weights, c)
            entries.append({"node": node.name or node.output[0], "output": node.output[0], "kind": node.op_type,
                            "channel": c, "y": y, "x": x_, **entry})
    if len(entries) > 40:
        chosen = np.unique(np.linspace(0, len(entries) - 1, 40).astype(int))
        entries = [entries[i] for i in chosen]
    target = ROOT / "Tests" / "Recordings" / "explanations" / f"{name}.json"
    target.parent.mkdir(exist_ok=True)
    rounded = json.loads(json.dumps(entries), parse_float=lambda s: float(f"{float(s):.7g}"))
    target.write_text(json.dumps(rounded) + "\n")
    print(name, len(entries), {e["kind"] for e in entries}, sum("normalization" in e for e in entries))


def recorded_picture(name):
    folder = ROOT / "Tests" / "Recordings" / "Networks"
    numbers, start = np.load(folder / f"{name}.npy"), 0
    for entry in json.loads((folder / f"{name}.json").read_text()):
        count = int(np.prod(entry["shape"]))
        if entry["kind"] == "input":
            return numbers[start:start + count].reshape(entry["shape"]).astype(np.float32)
        start += count


def make_normalised(path):
    """Convolutions with groups, strides, padding and dilation, each with a batch normalisation, and a residual sum."""
    random, nodes, weights = np.random.default_rng(5), [], []

    def constant(name, *shape, low=-1.0, high=1.0):
        weights.append(numpy_helper.from_array(random.uniform(low, high, shape).astype(np.float32), name))
        return name

    def add(kind, inputs, name, **attributes):
        nodes.append(helper.make_node(kind, inputs, [name], name=name, **attributes))
        return name

    def normalised(name, value, shape, has_bias, **attributes):
        inputs = [value, constant(name + "_w", *shape)] + ([constant(name + "_b", shape[0])] if has_bias else [])
        value = add("Conv", inputs, name, **attributes)
        own = [constant(f"{name}_{kind}", shape[0]) for kind in ("gamma", "beta", "mean")]
        variance = constant(name + "_variance", shape[0], low=0.2, high=2)
        return add("BatchNormalization", [value, *own, variance], name + "_bn")

    value = normalised("conv1", "x", (12, 2, 3, 2), False, group=2, strides=[2, 1], dilations=[1, 2], pads=[1, 0, 2, 1])
    stem = add("Relu", [value], "relu1")
    value = normalised("conv2", stem, (12, 1, 3, 3), True, group=12, pads=[1, 1, 1, 1])
    value = add("LeakyRelu", [value], "relu2", alpha=0.1)
    value = normalised("conv3", value, (20, 12, 1, 1), True)
    value = add("Relu", [add("Add", [value, normalised("short", stem, (20, 12, 1, 1), False)], "sum")], "relu3")
    value = add("Relu", [normalised("conv4", value, (24, 20, 3, 3), True, pads=[1, 1, 1, 1])], "relu4")
    value = add("Flatten", [add("GlobalAveragePool", [value], "mean")], "flat")
    add("Gemm", [value, constant("fc_w", 5, 24), constant("fc_b", 5)], "fc", transB=1)
    picture = helper.make_tensor_value_info("x", onnx.TensorProto.FLOAT, [1, 4, 33, 29])
    output = helper.make_tensor_value_info("fc", onnx.TensorProto.FLOAT, [1, 5])
    model = helper.make_model(helper.make_graph(nodes, "normalised", [picture], [output], weights),
                              opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    path.parent.mkdir(exist_ok=True)
    onnx.save(model, path)


if __name__ == "__main__":
    made = ROOT / "Tests" / "Fixtures" / "Explanations" / "normalised.onnx"
    make_normalised(made)
    record(made, (np.arange(4 * 33 * 29) * 37 % 101 / np.float32(101)).reshape(1, 4, 33, 29).astype(np.float32), made.stem)
    for name in FIXTURES:
        record(ROOT / "Tests" / "Fixtures" / "Networks" / f"{name}.onnx", recorded_picture(name), name)
    for name, shape in [("digits", (1, 1, 32, 32)), ("pictograms", (1, 3, 128, 128))]:
        picture = np.arange(np.prod(shape)) * 37 % 101 / np.float32(101)
        record(ROOT / "Assets" / "Models" / f"{name}.onnx", picture.reshape(shape).astype(np.float32), f"shipped_{name}")
