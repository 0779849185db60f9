"""Records what maps give to maps, units and classes, by numpy: the oracle of ContributionRecordingTests.

    python Tools/record_connections.py

For the models of Assets/Models and for Tests/Fixtures/Explanations/normalised.onnx on a picture of (37 i mod 101) / 101 it
writes Tests/Recordings/explanations/connections.json: for two channels of every convolution and two units of every dense
layer, what each input map gives there: the sum over all positions of the output, and the sum of the magnitudes at each
position; with the scale of a batch normalisation that follows. Of a dense layer that reads maps laid out in a row, or
their means, what a map gives is the sum over its pixels. Weights are those of the file, values those of onnxruntime.
"""

import json

import numpy as np

from record_explanations import ROOT, attributes, normalization, values_of


def slid(plane, kernel, strides, pads, dilations, extents):
    """A correlation of one map with one kernel, position by position."""
    padded = np.pad(plane, ((pads[0], pads[2]), (pads[1], pads[3])))
    result = np.zeros(extents)
    for i in range(kernel.shape[0]):
        for j in range(kernel.shape[1]):
            top, left = i * dilations[0], j * dilations[1]
            part = padded[top::strides[0], left::strides[1]][:extents[0], :extents[1]]
            result += kernel[i, j] * part
    return result


def convolution(node, weights, values, channel):
    w, maps = weights[node.input[1]].astype(float), values[node.input[0]][0].astype(float)
    a = attributes(node)
    first = channel // (w.shape[0] // a.get("group", 1)) * w.shape[1]
    extents = values[node.output[0]].shape[2:]
    parts = [slid(maps[first + k], w[channel, k], a.get("strides", [1, 1]), a.get("pads", [0] * 4),
                  a.get("dilations", [1, 1]), extents) for k in range(w.shape[1])]
    bias = float(weights[node.input[2]][channel]) if len(node.input) > 2 else 0
    whole = values[node.output[0]][0, channel]
    assert np.abs(sum(parts) + bias - whole).max() < 1e-4 * max(1, np.abs(whole).max())
    return first, [part.sum() for part in parts], [np.abs(part).sum() for part in parts]


def dense(node, weights, values, makers, unit):
    w = weights[node.input[1]].astype(float)
    row = w[unit] if attributes(node).get("transB", 0) else w[:, unit]
    products = values[node.input[0]].reshape(-1).astype(float) * row
    maker = makers.get(node.input[0])
    count = len(products)
    if maker is not None and maker.op_type in ("Flatten", "Reshape") and values[maker.input[0]].ndim == 4:
        count = values[maker.input[0]].shape[1]
    sums = products.reshape(count, -1).sum(1)
    return 0, sums.tolist(), np.abs(sums).tolist()


def record(path, shape):
    picture = (np.arange(np.prod(shape)) * 37 % 101 / np.float32(101)).reshape(shape).astype(np.float32)
    model, weights, values = values_of(path, picture)
    makers = {output: node for node in model.graph.node for output in node.output}
    readers = {}
    for node in model.graph.node:
        for name in node.input:
            readers.setdefault(name, []).append(node)
    random, entries = np.random.default_rng(11), []
    for node in model.graph.node:
        if node.op_type not in ("Conv", "Gemm"):
            continue
        count = values[node.output[0]].shape[1]
        for channel in map(int, random.choice(count, 2, replace=False)):
            if node.op_type == "Conv":
                first, sums, magnitudes = convolution(node, weights, values, channel)
            else:
                first, sums, magnitudes = dense(node, weights, values, makers, channel)
            factor = 1.0
            after = readers.get(node.output[0], [])
            if len(after) == 1 and after[0].op_type == "BatchNormalization":
                factor = float(normalization(after[0], weights, channel)["scale"])
            entries.append({
                "node": node.name or node.output[0], "channel": channel, "first": first,
                "sums": [float(f"{s * factor:.7g}") for s in sums],
                "magnitudes": [float(f"{m * abs(factor):.7g}") for m in magnitudes]})
    return entries


if __name__ == "__main__":
    recorded = {
        "digits": record(ROOT / "Assets/Models/digits.onnx", (1, 1, 32, 32)),
        "pictograms": record(ROOT / "Assets/Models/pictograms.onnx", (1, 3, 128, 128)),
        "normalised": record(ROOT / "Tests/Fixtures/Explanations/normalised.onnx", (1, 4, 33, 29)),
    }
    target = ROOT / "Tests" / "Recordings" / "explanations" / "connections.json"
    target.write_text(json.dumps(recorded) + "\n")
    print({name: len(entries) for name, entries in recorded.items()})
