"""Small classifiers of the well-known kinds, for record_oracles.py: exported by PyTorch, and written by hand."""

import io
import os
import tempfile

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import nn


class Residual(nn.Module):
    def __init__(self, channels, out, stride):
        super().__init__()
        self.body = nn.Sequential(
            nn.Conv2d(channels, out, 3, stride, 1, bias=False), nn.BatchNorm2d(out), nn.ReLU(),
            nn.Conv2d(out, out, 3, 1, 1, bias=False), nn.BatchNorm2d(out))
        self.skip = nn.Identity() if stride == 1 and channels == out else nn.Sequential(
            nn.Conv2d(channels, out, 1, stride, bias=False), nn.BatchNorm2d(out))

    def forward(self, x):
        return torch.relu(self.body(x) + self.skip(x))


class InvertedResidual(nn.Module):
    def __init__(self, channels, out, stride):
        super().__init__()
        wide = channels * 3
        self.body = nn.Sequential(
            nn.Conv2d(channels, wide, 1, bias=False), nn.BatchNorm2d(wide), nn.ReLU6(),
            nn.Conv2d(wide, wide, 3, stride, 1, groups=wide, bias=False), nn.BatchNorm2d(wide), nn.ReLU6(),
            nn.Conv2d(wide, out, 1, bias=False), nn.BatchNorm2d(out))
        self.adds = stride == 1 and channels == out

    def forward(self, x):
        return x + self.body(x) if self.adds else self.body(x)


class Fire(nn.Module):
    def __init__(self, channels, squeeze, expand):
        super().__init__()
        self.squeeze = nn.Conv2d(channels, squeeze, 1)
        self.one = nn.Conv2d(squeeze, expand, 1)
        self.three = nn.Conv2d(squeeze, expand, 3, padding=1)

    def forward(self, x):
        x = torch.relu(self.squeeze(x))
        return torch.cat([torch.relu(self.one(x)), torch.relu(self.three(x))], 1)


class DenseBlock(nn.Module):
    def __init__(self, channels, growth, count):
        super().__init__()
        self.steps = nn.ModuleList(nn.Sequential(
            nn.BatchNorm2d(channels + i * growth), nn.ReLU(),
            nn.Conv2d(channels + i * growth, growth, 3, padding=1, bias=False)) for i in range(count))

    def forward(self, x):
        for step in self.steps:
            x = torch.cat([x, step(x)], 1)
        return x


class Inception(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.one = nn.Conv2d(channels, 4, 1)
        self.three = nn.Sequential(nn.Conv2d(channels, 3, 1), nn.ReLU(), nn.Conv2d(3, 5, 3, padding=1))
        self.five = nn.Sequential(nn.Conv2d(channels, 2, 1), nn.ReLU(), nn.Conv2d(2, 3, 5, padding=2))
        self.pool = nn.Sequential(nn.MaxPool2d(3, 1, 1), nn.Conv2d(channels, 2, 1))

    def forward(self, x):
        return torch.relu(torch.cat([self.one(x), self.three(x), self.five(x), self.pool(x)], 1))


class SqueezeExcite(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.gate = nn.Sequential(
            nn.AdaptiveAvgPool2d(1), nn.Conv2d(channels, 3, 1), nn.ReLU(), nn.Conv2d(3, channels, 1),
            nn.Hardsigmoid())

    def forward(self, x):
        return x * self.gate(x)


class Shuffle(nn.Module):
    """ShuffleNet's unit: channels split in half, one half convolved, then interleaved."""

    def __init__(self, channels):
        super().__init__()
        half = channels // 2
        self.body = nn.Sequential(nn.Conv2d(half, half, 1), nn.ReLU(),
                                  nn.Conv2d(half, half, 3, 1, 1, groups=half))

    def forward(self, x):
        first, second = x.chunk(2, 1)
        x = torch.cat([first, self.body(second)], 1)
        n, c, h, w = x.shape
        return x.view(n, 2, c // 2, h, w).transpose(1, 2).reshape(n, c, h, w)


class LayerScale(nn.Module):
    """ConvNeXt's unit: depthwise convolution, layer normalisation over the channels, dense layers."""

    def __init__(self, channels):
        super().__init__()
        self.spread = nn.Conv2d(channels, channels, 5, padding=2, groups=channels)
        self.norm = nn.LayerNorm(channels)
        self.dense = nn.Sequential(nn.Linear(channels, 2 * channels), nn.GELU(), nn.Linear(2 * channels, channels))
        self.scale = nn.Parameter(torch.rand(channels, 1, 1))

    def forward(self, x):
        y = self.dense(self.norm(self.spread(x).permute(0, 2, 3, 1))).permute(0, 3, 1, 2)
        return x + y * self.scale


def head(channels, classes=5):
    return [nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(channels, classes)]


def networks():
    """Name -> (module, shape of the input without the batch)."""
    return {
        "lenet": (nn.Sequential(
            nn.Conv2d(1, 4, 5), nn.Tanh(), nn.AvgPool2d(2), nn.Conv2d(4, 6, 5), nn.Tanh(), nn.AvgPool2d(2),
            nn.Flatten(), nn.Linear(6 * 16, 12), nn.Tanh(), nn.Linear(12, 10)), (1, 28, 28)),
        "vgg": (nn.Sequential(
            nn.Conv2d(3, 4, 3, padding=1), nn.ReLU(), nn.Conv2d(4, 4, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
            nn.Conv2d(4, 6, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2), nn.AdaptiveAvgPool2d(4), nn.Flatten(),
            nn.Linear(96, 16), nn.ReLU(), nn.Dropout(), nn.Linear(16, 7)), (3, 16, 16)),
        "resnet": (nn.Sequential(
            nn.Conv2d(3, 4, 7, 2, 3, bias=False), nn.BatchNorm2d(4), nn.ReLU(), nn.MaxPool2d(3, 2, 1),
            Residual(4, 4, 1), Residual(4, 8, 2), *head(8)), (3, 32, 32)),
        "mobilenetv2": (nn.Sequential(
            nn.Conv2d(3, 4, 3, 2, 1, bias=False), nn.BatchNorm2d(4), nn.ReLU6(), InvertedResidual(4, 4, 1),
            InvertedResidual(4, 6, 2), *head(6)), (3, 24, 24)),
        "squeezenet": (nn.Sequential(
            nn.Conv2d(3, 6, 3, 2), nn.ReLU(), nn.MaxPool2d(3, 2, ceil_mode=True), Fire(6, 3, 4), Fire(8, 3, 4),
            nn.Dropout(), nn.Conv2d(8, 5, 1), nn.ReLU(), nn.AdaptiveAvgPool2d(1), nn.Flatten()), (3, 28, 28)),
        "densenet": (nn.Sequential(
            nn.Conv2d(3, 6, 3, 2, 1, bias=False), DenseBlock(6, 3, 3), nn.BatchNorm2d(15), nn.ReLU(),
            nn.Conv2d(15, 7, 1), nn.AvgPool2d(2), DenseBlock(7, 3, 2), *head(13)), (3, 16, 16)),
        "googlenet": (nn.Sequential(
            nn.Conv2d(3, 6, 3, 2, 1), nn.ReLU(), Inception(6), nn.MaxPool2d(2, ceil_mode=True),
            Inception(14), *head(14)), (3, 18, 18)),
        "mobilenetv3": (nn.Sequential(
            nn.Conv2d(3, 6, 3, 2, 1), nn.Hardswish(), SqueezeExcite(6), nn.Conv2d(6, 6, 3, padding=1, groups=6),
            nn.SiLU(), *head(6)), (3, 16, 16)),
        "alexnet": (nn.Sequential(
            nn.Conv2d(3, 6, 5, 2), nn.ReLU(), nn.LocalResponseNorm(3, 0.02), nn.MaxPool2d(3, 2),
            nn.Conv2d(6, 8, 3, padding=1, groups=2), nn.ReLU(), nn.LocalResponseNorm(4, 0.02), nn.Flatten(),
            nn.Linear(72, 5)), (3, 17, 17)),
        "shufflenet": (nn.Sequential(nn.Conv2d(3, 8, 3, 2, 1), Shuffle(8), Shuffle(8), *head(8)), (3, 16, 16)),
        "convnext": (nn.Sequential(nn.Conv2d(3, 6, 4, 4), LayerScale(6), *head(6)), (3, 24, 24)),
    }


def randomize(module, seed):
    """Weights and running statistics that keep the activations near 1."""
    torch.manual_seed(seed)
    for part in module.modules():
        if isinstance(part, (nn.Conv2d, nn.Linear)):
            nn.init.kaiming_normal_(part.weight, nonlinearity="relu")
            if part.bias is not None:
                nn.init.normal_(part.bias, 0, 0.1)
        elif isinstance(part, nn.BatchNorm2d):
            nn.init.uniform_(part.weight, 0.5, 1.5)
            nn.init.normal_(part.bias, 0, 0.2)
            nn.init.normal_(part.running_mean, 0, 0.2)
            nn.init.uniform_(part.running_var, 0.5, 1.5)
    return module.eval()


def exported(module, example, dynamo, opset, symbolic_batch):
    """The ONNX model that one of PyTorch's two exporters writes."""
    options = dict(input_names=["picture"], output_names=["scores"], opset_version=opset)
    if dynamo:
        if symbolic_batch:
            options["dynamic_shapes"] = {"input": {0: torch.export.Dim("batch")}}
        return torch.onnx.export(module, (example,), dynamo=True, verbose=False, **options).model_proto
    if symbolic_batch:
        options["dynamic_axes"] = {"picture": {0: "batch"}, "scores": {0: "batch"}}
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "model.onnx")
        torch.onnx.export(module, (example,), path, dynamo=False, **options)
        return onnx.load(path)


def by_hand(opset, initializers_as_inputs):
    """LRN, a grouped convolution, padding and a softmax, written with onnx.helper for the operator set."""
    random = np.random.default_rng(opset)
    weights = {}

    def weight(name, *shape):
        weights[name] = (random.normal(size=shape) / np.sqrt(np.prod(shape[1:]) or 1)).astype(np.float32)
        return name

    def constant(name, *values):
        weights[name] = np.array(values, dtype=np.int64)
        return name

    nodes = [
        helper.make_node("Conv", ["picture", weight("w1", 6, 3, 3, 3), weight("b1", 6)], ["c1"],
                         auto_pad="SAME_UPPER", strides=[2, 2]),
        helper.make_node("Relu", ["c1"], ["r1"]),
        helper.make_node("LRN", ["r1"], ["n1"], size=3, alpha=0.02, beta=0.75, bias=1.0),
        helper.make_node("Conv", ["n1", weight("w2", 8, 3, 3, 3)], ["c2"], group=2, pads=[0, 1, 2, 1],
                         dilations=[2, 1], name="grouped"),
        helper.make_node("LeakyRelu", ["c2"], ["r2"], alpha=0.1, name="leaky"),
        helper.make_node("Mul", ["r2", weight("gain", 8, 1, 1)], ["scaled"]),
    ]
    if opset < 11:
        nodes.append(helper.make_node("Pad", ["scaled"], ["padded"], pads=[0, 0, 1, 1, 0, 0, 0, 0]))
        nodes.append(helper.make_node("Clip", ["padded"], ["clipped"], min=-1.0, max=2.0))
        nodes.append(helper.make_node("Dropout", ["clipped"], ["dropped", "mask"] if opset == 9 else ["dropped"]))
    else:
        nodes.append(helper.make_node("Pad", ["scaled", constant("pads", 0, 0, 1, 1, 0, 0, 0, 0)], ["padded"]))
        weights["low"], weights["high"] = np.float32(-1), np.float32(2)
        nodes.append(helper.make_node("Clip", ["padded", "low", "high"], ["clipped"]))
        nodes.append(helper.make_node("Dropout", ["clipped"], ["dropped"]))
    nodes += [
        helper.make_node("AveragePool", ["dropped"], ["pooled"], kernel_shape=[3, 3], strides=[2, 2],
                         pads=[1, 1, 1, 1], count_include_pad=opset % 2),
        helper.make_node("Reshape", ["pooled", constant("flat", 0, -1)], ["row"]),
        helper.make_node("Gemm", ["row", weight("w3", 4, 96), weight("b3", 4)], ["scores"], transB=1, alpha=0.5),
        helper.make_node("Softmax", ["scores"], ["probabilities"]),
    ]
    inputs = [helper.make_tensor_value_info("picture", TensorProto.FLOAT, ["batch", 3, 14, 14])]
    if initializers_as_inputs:
        inputs += [helper.make_tensor_value_info(key, helper.np_dtype_to_tensor_dtype(value.dtype), value.shape)
                   for key, value in weights.items()]
    outputs = [helper.make_tensor_value_info("probabilities", TensorProto.FLOAT, ["batch", 4])]
    graph = helper.make_graph(nodes, f"by_hand_{opset}", inputs, outputs,
                              [numpy_helper.from_array(value, key) for key, value in weights.items()])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", opset)], ir_version=8 if opset < 21 else 10)
    onnx.checker.check_model(model)
    return model


def models():
    """(name, model, feeds, whether weights go to a file of their own)."""
    for seed, (name, (module, shape)) in enumerate(networks().items()):
        module = randomize(module, seed)
        example = torch.randn(1, *shape, generator=torch.Generator().manual_seed(seed))
        feeds = {"picture": example.numpy()}
        yield f"{name}_dynamo", exported(module, example, True, 18, seed % 2 == 0), feeds, name == "vgg"
        if name == "alexnet":  # the older exporter writes its normalisation with a branch
            continue
        old = {"lenet": 9, "vgg": 11, "resnet": 13, "densenet": 9, "convnext": 17}.get(name, 14 if seed % 2 else 17)
        yield f"{name}_script", exported(module, example, False, old, seed % 2 == 1), feeds, False
    picture = np.random.default_rng(0).normal(size=(1, 3, 14, 14)).astype(np.float32)
    for opset in (7, 9, 11, 13, 17, 21):
        yield f"by_hand_opset{opset}", by_hand(opset, opset < 10), {"picture": picture}, False
