"""Writes the trained network as ONNX, batch normalization folded away, and its sidecar.

    python export.py --weights pictograms.pt --model ../../Assets/Models/pictograms.onnx

The graph is built by hand so that every node has the name a reader expects: conv1_1, relu1_1, pool1.
"""

import argparse
import json
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import TensorProto, helper, numpy_helper

from classes import CLASSES, LABELS, groups
from network import BLOCKS, DEVIATION, MEAN, SIDE, Pictograms
from scenes import DEFAULT_FONT, Sprites, draw, random_scenes

OPSET, IR_VERSION = 17, 8


def folded(network: Pictograms, name: str) -> tuple[np.ndarray, np.ndarray]:
    """Weight and bias of a convolution that does what it and its normalization did together."""
    normalization = network.normalizations[name]
    scale = normalization.weight / torch.sqrt(normalization.running_var + normalization.eps)
    weight = network.convolutions[name].weight * scale[:, None, None, None]
    bias = normalization.bias - normalization.running_mean * scale
    return weight.detach().contiguous().numpy(), bias.detach().numpy()


class GraphBuilder:
    """A chain of nodes; each is named like the one value it makes."""

    def __init__(self, source: str):
        self.nodes, self.weights, self.latest = [], [], source

    def add(self, operator: str, name: str, *weights: np.ndarray, **attributes) -> None:
        names = [f"{name}.{part}" for part in ("weight", "bias")[: len(weights)]]
        self.weights += [numpy_helper.from_array(w, n) for w, n in zip(weights, names)]
        self.nodes.append(helper.make_node(operator, [self.latest, *names], [name], name, **attributes))
        self.latest = name


def onnx_model(network: Pictograms) -> onnx.ModelProto:
    builder = GraphBuilder("picture")
    for block, widths in enumerate(BLOCKS, start=1):
        for place in range(1, len(widths) + 1):
            name = f"{block}_{place}"
            builder.add("Conv", f"conv{name}", *folded(network, name), kernel_shape=[3, 3], pads=[1, 1, 1, 1])
            builder.add("Relu", f"relu{name}")
        builder.add("MaxPool", f"pool{block}", kernel_shape=[2, 2], strides=[2, 2])
    builder.add("Flatten", "flatten", axis=1)
    for name, dense in (("fc1", network.fc1), ("logits", network.logits)):
        builder.add("Gemm", name, dense.weight.detach().numpy(), dense.bias.detach().numpy(), transB=1)
        if name == "fc1":
            builder.add("Relu", "relu_fc1")
    picture = helper.make_tensor_value_info("picture", TensorProto.FLOAT, ["batch", 3, SIDE, SIDE])
    logits = helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["batch", len(LABELS)])
    graph = helper.make_graph(builder.nodes, "Pictograms", [picture], [logits], builder.weights)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], producer_name="Convoscope Tools")
    model.ir_version = IR_VERSION
    onnx.checker.check_model(model, full_check=True)
    return model


def shown_names(model: onnx.ModelProto) -> dict[str, str]:
    """conv1_1 -> conv 1_1, relu_fc1 -> relu fc 1, pool1 -> pool 1."""
    special = {"flatten": "flatten", "logits": "logits", "fc1": "fc 1", "relu_fc1": "relu fc 1"}
    names = [node.name for node in model.graph.node]
    return {name: special.get(name, f"{name[:4]} {name[4:]}") for name in names}


def sidecar(model: onnx.ModelProto) -> dict:
    return {
        "size": [SIDE, SIDE],
        "mean": [MEAN] * 3,
        "deviation": [DEVIATION] * 3,
        "channelOrder": "RGB",
        "layout": "NCHW",
        "resize": "squash",
        "labels": LABELS,
        "meanings": [entry.meaning for entry in CLASSES],
        "groups": groups(),
        "layerNames": shown_names(model),
    }


def check_against_pytorch(network: Pictograms, path: Path, font: Path) -> None:
    """Stops with an error unless the file gives PyTorch's logits on random scenes."""
    sprites = Sprites(font)
    scenes, _ = random_scenes(32, sprites, torch.Generator().manual_seed(7))
    pictures = draw(scenes, sprites, SIDE)
    with torch.no_grad():
        expected = network(pictures).numpy()
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    actual = session.run(["logits"], {"picture": ((pictures - MEAN) / DEVIATION).numpy()})[0]
    difference = float(np.abs(actual - expected).max())
    print(f"largest difference to PyTorch over {len(pictures)} pictures: {difference:.1e}")
    if difference > 1e-3:
        raise SystemExit("The ONNX file does not compute what PyTorch computes.")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--weights", type=Path, required=True)
    arguments.add_argument("--model", type=Path, required=True, help="the .onnx to write; its .json goes beside it")
    arguments.add_argument("--font", type=Path, default=DEFAULT_FONT)
    options = arguments.parse_args()
    torch.set_num_threads(1)
    network = Pictograms()
    network.load_state_dict(torch.load(options.weights, map_location="cpu"))
    network.eval()
    model = onnx_model(network)
    onnx.save(model, options.model)
    text = json.dumps(sidecar(model), indent=2, ensure_ascii=False)
    options.model.with_suffix(".json").write_text(text + "\n", encoding="utf-8")
    check_against_pytorch(network, options.model, options.font)
    print(f"{options.model}: {options.model.stat().st_size / 1e6:.2f} MB, {len(model.graph.node)} nodes")


if __name__ == "__main__":
    main()
