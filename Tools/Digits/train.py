"""Trains LeNet-5 on the UCI handwritten digits, exports ONNX and sidecar, and writes example pictures.

    python train.py --models ../../Assets/Models --examples ../../Assets/Examples

The data come with scikit-learn: 1,797 digits of 8 x 8 values 0...16, dark ink counted as high. They
become 32 x 32 by bilinear interpolation between cell centers (see `enlarged`), scaled to 0...1.
"""

import argparse
import json
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
import torch.nn.functional as F
from onnx import TensorProto, helper, numpy_helper
from PIL import Image
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split
from torch import nn

SIDE = 32
MEAN, DEVIATION = 0.5, 0.5
WORDS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
OPSET, IR_VERSION = 17, 8


class LeNet5(nn.Module):
    """LeNet-5 (LeCun et al. 1998, figure 2) with ReLU and max pools: [count, 1, 32, 32] to 10 logits."""

    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 6, 5)
        self.conv2 = nn.Conv2d(6, 16, 5)
        self.fc1 = nn.Linear(16 * 5 * 5, 120)
        self.fc2 = nn.Linear(120, 84)
        self.logits = nn.Linear(84, 10)

    def forward(self, pictures: torch.Tensor) -> torch.Tensor:
        values = (pictures - MEAN) / DEVIATION
        values = F.max_pool2d(F.relu(self.conv1(values)), 2)
        values = F.max_pool2d(F.relu(self.conv2(values)), 2)
        values = F.relu(self.fc1(values.flatten(1)))
        return self.logits(F.relu(self.fc2(values)))


def enlarged(cells: torch.Tensor) -> torch.Tensor:
    """[count, 8, 8] with values 0...16 to [count, 1, 32, 32] with values 0...1.

    Bilinear, half-pixel centers, edges repeated: what most libraries call bilinear resizing.
    """
    return F.interpolate(cells[:, None] / 16, size=(SIDE, SIDE), mode="bilinear", align_corners=False)


def moved(cells: torch.Tensor, generator: torch.Generator) -> torch.Tensor:
    """The enlarged digits, each slightly turned, scaled, sheared and shifted."""
    count = len(cells)
    draws = 2 * torch.rand(5, count, generator=generator) - 1
    angle, scale, shear = 0.2 * draws[0], 1 + 0.12 * draws[1], 0.15 * draws[2]
    cosine, sine = angle.cos() * scale, angle.sin() * scale
    rows = [cosine, shear - sine, 0.12 * draws[3], sine, cosine, 0.12 * draws[4]]
    grid = F.affine_grid(torch.stack(rows, 1).view(-1, 2, 3), [count, 1, SIDE, SIDE], align_corners=False)
    return F.grid_sample(enlarged(cells), grid, align_corners=False)


def trained(cells: torch.Tensor, digits: torch.Tensor, epochs: int, seed: int, after_epoch=lambda *_: None) -> LeNet5:
    """`after_epoch` is shown each epoch's number and the network, the first time before any training."""
    torch.manual_seed(seed)
    generator = torch.Generator().manual_seed(seed)
    network = LeNet5()
    optimizer = torch.optim.AdamW(network.parameters(), weight_decay=1e-2)
    batches = -(-len(cells) // 64)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 4e-3, total_steps=epochs * batches)
    after_epoch(0, network)
    for epoch in range(epochs):
        for chosen in torch.randperm(len(cells), generator=generator).split(64):
            loss = F.cross_entropy(
                network(moved(cells[chosen], generator)), digits[chosen], label_smoothing=0.05
            )
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
        after_epoch(epoch + 1, network)
    return network.eval()


def save(network: LeNet5, path: Path) -> None:
    """Network and sidecar."""
    onnx.save(onnx_model(network), path)
    path.with_suffix(".json").write_text(json.dumps(sidecar(), indent=2) + "\n", encoding="utf-8")


def checkpoint_writer(folder: Path, epochs: int):
    """Saves the untrained network, and those after 1, 2, 4, 8 ... and all epochs."""
    folder.mkdir(parents=True, exist_ok=True)

    def write(epoch: int, network: LeNet5) -> None:
        if epoch == epochs or epoch & (epoch - 1) == 0:
            save(network, folder / f"epoch-{epoch}.onnx")

    return write


def onnx_model(network: LeNet5) -> onnx.ModelProto:
    weights = [numpy_helper.from_array(v.detach().numpy(), n) for n, v in network.state_dict().items()]
    pool = {"kernel_shape": [2, 2], "strides": [2, 2]}
    steps = [
        ("Conv", "conv1", {"kernel_shape": [5, 5]}), ("Relu", "relu1", {}), ("MaxPool", "pool1", pool),
        ("Conv", "conv2", {"kernel_shape": [5, 5]}), ("Relu", "relu2", {}), ("MaxPool", "pool2", pool),
        ("Flatten", "flatten", {"axis": 1}),
        ("Gemm", "fc1", {"transB": 1}), ("Relu", "relu_fc1", {}),
        ("Gemm", "fc2", {"transB": 1}), ("Relu", "relu_fc2", {}),
        ("Gemm", "logits", {"transB": 1}),
    ]
    nodes, latest = [], "picture"
    for operator, name, attributes in steps:
        parameters = [f"{name}.weight", f"{name}.bias"] if operator in ("Conv", "Gemm") else []
        nodes.append(helper.make_node(operator, [latest, *parameters], [name], name, **attributes))
        latest = name
    picture = helper.make_tensor_value_info("picture", TensorProto.FLOAT, ["batch", 1, SIDE, SIDE])
    logits = helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["batch", 10])
    graph = helper.make_graph(nodes, "Digits", [picture], [logits], weights)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], producer_name="Convoscope Tools")
    model.ir_version = IR_VERSION
    onnx.checker.check_model(model, full_check=True)
    return model


def sidecar() -> dict:
    return {
        "size": [SIDE, SIDE],
        "mean": [MEAN],
        "deviation": [DEVIATION],
        "channelOrder": "gray",
        "layout": "NCHW",
        "resize": "squash",
        "labels": [str(digit) for digit in range(10)],
        "meanings": [f"The handwritten digit {word}." for word in WORDS],
        "groups": {"even": [0, 2, 4, 6, 8], "odd": [1, 3, 5, 7, 9]},
        "layerNames": {
            "conv1": "conv 1", "relu1": "relu 1", "pool1": "pool 1",
            "conv2": "conv 2", "relu2": "relu 2", "pool2": "pool 2", "flatten": "flatten",
            "fc1": "fc 1", "relu_fc1": "relu fc 1", "fc2": "fc 2", "relu_fc2": "relu fc 2",
            "logits": "logits",
        },
    }


def write_examples(folder: Path, cells: torch.Tensor, digits: torch.Tensor, right: np.ndarray) -> None:
    """Of each digit the most typical held-out picture that is read right, as 8-bit gray PNG, 32 x 32."""
    for digit in range(10):
        distance = torch.linalg.vector_norm(cells - cells[digits == digit].mean(0), dim=(1, 2)).numpy()
        typical = np.where((digits.numpy() == digit) & right, distance, np.inf).argmin()
        picture = enlarged(cells[typical][None])[0, 0].numpy()
        Image.fromarray((picture * 255).round().astype(np.uint8)).save(folder / f"digit-{digit}.png")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--models", type=Path, required=True, help="folder for digits.onnx and digits.json")
    arguments.add_argument("--examples", type=Path, required=True, help="folder for digit-0.png ... digit-9.png")
    arguments.add_argument("--checkpoints", type=Path, help="folder for the network while it learns")
    arguments.add_argument("--epochs", type=int, default=60)
    arguments.add_argument("--seed", type=int, default=1)
    options = arguments.parse_args()
    torch.set_num_threads(1)
    data = load_digits()
    split = train_test_split(data.images, data.target, test_size=0.25, random_state=options.seed, stratify=data.target)
    cells, held_out_cells = (torch.from_numpy(images).float() for images in split[:2])
    digits, held_out_digits = (torch.from_numpy(targets).long() for targets in split[2:])
    watching = [checkpoint_writer(options.checkpoints, options.epochs)] if options.checkpoints else []
    network = trained(cells, digits, options.epochs, options.seed, *watching)

    path = options.models / "digits.onnx"
    save(network, path)
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    pictures = enlarged(held_out_cells)
    logits = session.run(["logits"], {"picture": ((pictures - MEAN) / DEVIATION).numpy()})[0]
    with torch.no_grad():
        difference = np.abs(logits - network(pictures).numpy()).max()
    right = logits.argmax(1) == held_out_digits.numpy()
    print(f"largest difference to PyTorch: {difference:.1e}")
    print(f"held-out accuracy: {right.mean():.2%} ({right.sum()} of {len(right)}); trained on {len(cells)}")
    write_examples(options.examples, held_out_cells, held_out_digits, right)


if __name__ == "__main__":
    main()
