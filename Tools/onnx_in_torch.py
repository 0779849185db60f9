"""Runs an ONNX classifier with PyTorch's functions, so that autograd can be asked for gradients of any value.

    values = run(model, feeds)          # every value of the graph by name, as tensors that know where they come from

Double precision throughout. Knows the operators that classifiers of pictures are made of; another one is a KeyError.
"""

import numpy as np
import torch
from onnx import helper, numpy_helper
from torch.nn import functional as F

REAL = torch.float64


def attributes(node):
    return {entry.name: helper.get_attribute_value(entry) for entry in node.attribute}


def tensor(proto):
    array = np.array(numpy_helper.to_array(proto))
    return torch.from_numpy(array).to(REAL) if array.dtype.kind == "f" else torch.from_numpy(array)


def padded(x, settings, value):
    """The input with its padding: pixels before every axis, then after every axis."""
    pads = settings.get("pads", [])
    automatic = settings.get("auto_pad", b"NOTSET")
    if automatic in (b"SAME_UPPER", b"SAME_LOWER"):
        totals = []
        for axis, kernel in enumerate(settings["kernel_shape"]):
            stride, dilation = settings.get("strides", [1, 1])[axis], settings.get("dilations", [1, 1])[axis]
            size = x.shape[2 + axis]
            totals.append(max(0, (-(-size // stride) - 1) * stride + (kernel - 1) * dilation + 1 - size))
        smaller, larger = [total // 2 for total in totals], [-(-total // 2) for total in totals]
        pads = smaller + larger if automatic == b"SAME_UPPER" else larger + smaller
    half = len(pads) // 2
    sides = [pads[axis + side * half] for axis in reversed(range(half)) for side in (0, 1)]
    return F.pad(x, sides, value=value) if any(sides) else x


def conv(a, x, w, b=None):
    a.setdefault("kernel_shape", list(w.shape[2:]))
    return F.conv2d(padded(x, a, 0), w, b, a.get("strides", 1), 0, a.get("dilations", 1), a.get("group", 1))


def room_for_last_window(x, a, value):
    """With ceil_mode a window that is only partly filled counts: pixels are added until it is full."""
    if not a.get("ceil_mode", 0):
        return x
    extra = []
    for axis in (1, 0):
        size, kernel, stride = x.shape[2 + axis], a["kernel_shape"][axis], a.get("strides", [1, 1])[axis]
        windows = -(-(size - kernel) // stride)
        windows -= windows * stride >= size - a.get("pads", [0] * 4)[2 + axis]
        extra += [0, max(0, windows * stride + kernel - size)]
    return F.pad(x, extra, value=value)


def max_pool(a, x):
    x = room_for_last_window(padded(x, a, -torch.inf), a, -torch.inf)
    return F.max_pool2d(x, a["kernel_shape"], a.get("strides", [1, 1]), 0, a.get("dilations", 1))


def average_pool(a, x):
    if len(a["kernel_shape"]) == 3:
        assert not any(a.get("pads", [])) and not a.get("ceil_mode", 0), "another pool over three axes"
        return F.avg_pool3d(x, a["kernel_shape"], a.get("strides", 1))
    kernel, strides = a["kernel_shape"], a.get("strides", [1, 1])
    ones = padded(torch.ones_like(x), a, float(a.get("count_include_pad", 0)))
    sums, counts = (
        F.avg_pool2d(room_for_last_window(each, a, 0), kernel, strides, divisor_override=1)
        for each in (padded(x, a, 0), ones))
    return sums / counts


def gemm(a, x, w, c=None):
    x, w = (x.T if a.get("transA") else x), (w.T if a.get("transB") else w)
    result = a.get("alpha", 1.0) * (x @ w)
    return result if c is None else result + a.get("beta", 1.0) * c


def batch_norm(a, x, scale, bias, mean, variance):
    return F.batch_norm(x, mean, variance, scale, bias, eps=a.get("epsilon", 1e-5))


def layer_norm(a, x, scale, bias=None):
    axis = a.get("axis", -1) % x.dim()
    return F.layer_norm(x, x.shape[axis:], scale, bias, a.get("epsilon", 1e-5))


def clip(a, x, low=None, high=None):
    low = a.get("min") if low is None else low.item()
    high = a.get("max") if high is None else high.item()
    return torch.clamp(x, low, high)


def reduce_mean(a, x, axes=None):
    axes = a.get("axes") if axes is None else axes.tolist()
    return x.mean(axes, keepdim=bool(a.get("keepdims", 1)))


def reshape(a, x, shape):
    return x.reshape([x.shape[i] if extent == 0 else extent for i, extent in enumerate(shape.tolist())])


def flatten(a, x):
    axis = a.get("axis", 1)
    return x.reshape(int(np.prod(x.shape[:axis], dtype=int)), -1)


def squeeze(a, x, axes=None):
    axes = a.get("axes") if axes is None else axes.tolist()
    return x.squeeze() if axes is None else x.squeeze([axis % x.dim() for axis in axes])


def unsqueeze(a, x, axes=None):
    for axis in sorted(a.get("axes") if axes is None else axes.tolist()):
        x = x.unsqueeze(axis)
    return x


def slices(a, x, starts=None, ends=None, axes=None, steps=None):
    starts, ends = (a["starts"], a["ends"]) if starts is None else (starts.tolist(), ends.tolist())
    axes = a.get("axes", list(range(len(starts)))) if axes is None else axes.tolist()
    steps = [1] * len(starts) if steps is None else steps.tolist()
    for start, end, axis, step in zip(starts, ends, axes, steps):
        assert step > 0, "a step backwards"
        x = x[(slice(None),) * (axis % x.dim()) + (slice(start, end, step),)]
    return x


def split(a, x, sizes=None):
    axis = a.get("axis", 0)
    sizes = a.get("split") if sizes is None else sizes.tolist()
    return x.split(sizes or -(-x.shape[axis] // a["outputs"]), axis)


def pad(a, x, pads=None, value=None, axes=None):
    assert a.get("mode", b"constant") == b"constant" and axes is None, "another kind of padding"
    return padded(x, {"pads": a["pads"] if pads is None else pads.tolist()}, 0.0 if value is None else value.item())


def local_response(a, x):
    # PyTorch's own takes one neighbour more on the other side where the size is even; ONNX's sizes are odd here.
    assert a["size"] % 2 == 1, "an even size"
    return F.local_response_norm(x, a["size"], a.get("alpha", 1e-4), a.get("beta", 0.75), a.get("bias", 1.0))


def gather(a, x, indices):
    axis = a.get("axis", 0) % x.dim()
    picked = x.index_select(axis, indices.reshape(-1))
    return picked.reshape(x.shape[:axis] + indices.shape + x.shape[axis + 1:])


def cast(a, x):
    kinds = {1: REAL, 6: torch.int32, 7: torch.int64, 9: torch.bool, 10: REAL, 11: REAL}
    return x.to(kinds[a["to"]])


OPERATORS = {
    "Conv": conv, "MaxPool": max_pool, "AveragePool": average_pool, "Gemm": gemm,
    "MatMul": lambda a, x, y: x @ y,
    "GlobalAveragePool": lambda a, x: x.mean(tuple(range(2, x.dim())), keepdim=True),
    "GlobalMaxPool": lambda a, x: F.adaptive_max_pool2d(x, 1),
    "BatchNormalization": batch_norm, "LayerNormalization": layer_norm, "LRN": local_response,
    "Relu": lambda a, x: torch.relu(x), "Clip": clip, "Sigmoid": lambda a, x: torch.sigmoid(x),
    "Tanh": lambda a, x: torch.tanh(x), "Erf": lambda a, x: torch.erf(x), "HardSwish": lambda a, x: F.hardswish(x),
    "HardSigmoid": lambda a, x: torch.clamp(a.get("alpha", 0.2) * x + a.get("beta", 0.5), 0, 1),
    "LeakyRelu": lambda a, x: F.leaky_relu(x, a.get("alpha", 0.01)), "Elu": lambda a, x: F.elu(x, a.get("alpha", 1.0)),
    "Gelu": lambda a, x: F.gelu(x, approximate=a.get("approximate", b"none").decode()),
    "Softplus": lambda a, x: F.softplus(x), "Mish": lambda a, x: F.mish(x),
    "Softmax": lambda a, x: torch.softmax(x, a.get("axis", -1)),
    "Add": lambda a, x, y: x + y, "Sub": lambda a, x, y: x - y, "Mul": lambda a, x, y: x * y,
    "Div": lambda a, x, y: torch.div(x, y, rounding_mode=None if x.is_floating_point() else "trunc"), "Pow": lambda a, x, y: x ** y, "Sqrt": lambda a, x: torch.sqrt(x),
    "Max": lambda a, x, y: torch.maximum(x, y), "Min": lambda a, x, y: torch.minimum(x, y),
    "ReduceMean": reduce_mean, "Reshape": reshape, "Flatten": flatten, "Squeeze": squeeze, "Unsqueeze": unsqueeze,
    "Transpose": lambda a, x: x.permute(a.get("perm", list(reversed(range(x.dim()))))),
    "Concat": lambda a, *xs: torch.cat(xs, a["axis"]), "Split": split, "Slice": slices, "Pad": pad, "Gather": gather,
    "Shape": lambda a, x: torch.tensor(x.shape), "Cast": cast,
    "Identity": lambda a, x: x.view_as(x), "Dropout": lambda a, x, *_: x.view_as(x),
}


def run(model, feeds):
    """Every value of the graph by name; the floats of `feeds` are fed in double precision and traced."""
    values = {initializer.name: tensor(initializer) for initializer in model.graph.initializer}
    for name, array in feeds.items():
        values[name] = torch.from_numpy(np.asarray(array)).to(REAL).requires_grad_()
    for node in model.graph.node:
        settings = attributes(node)
        if node.op_type == "Constant":
            values[node.output[0]] = tensor(settings["value"])
            continue
        settings["outputs"] = len(node.output)
        result = OPERATORS[node.op_type](settings, *[values[name] if name else None for name in node.input])
        results = result if isinstance(result, (tuple, list)) else [result]
        values.update(zip(node.output, results))
    return values
