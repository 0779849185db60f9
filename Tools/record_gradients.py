"""Records Grad-CAM by PyTorch's autograd: the oracle of GradCAMTests.

    python Tools/record_gradients.py

For every model of Tests/Fixtures/Networks, and for those of Assets/Models on random squares of 8 x 8 pixels, it writes
Tests/Recordings/gradients/NAME.json: for the likeliest class the weights (the mean of the logit's derivative over the
pixels of a map) and the map (the weighted sum of the maps where it is above 0) of up to eight values with maps, the
last ones and some before. Arrays are base64 of little-endian 32-bit floats. The numbers are computed in double
precision; the script stops where the forward pass does not agree with onnxruntime.

    python Tools/record_gradients.py MODEL INPUT.npy VALUE OUT.npz

writes the same for one value of any model, with the whole gradient, to look at.
"""

import base64
import json
import pathlib
import sys

import numpy as np
import onnx
import onnxruntime
import torch

import onnx_in_torch

ROOT = pathlib.Path(__file__).resolve().parent.parent


def floats(array):
    return base64.b64encode(np.ascontiguousarray(array, dtype="<f4").tobytes()).decode()


def logits_name(model):
    """The first output, or what its softmax reads."""
    name = model.graph.output[0].name
    makers = {output: node for node in model.graph.node for output in node.output}
    while name in makers and makers[name].op_type in ("Softmax", "Flatten", "Reshape", "Identity"):
        if makers[name].op_type == "Softmax":
            return makers[name].input[0]
        name = makers[name].input[0]
    return model.graph.output[0].name


def traced(path, x):
    """The model's values on an input, and which of them is the likeliest class's logit."""
    model = onnx.load(path)
    values = onnx_in_torch.run(model, {model.graph.input[0].name: x})
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    expected = session.run(None, {model.graph.input[0].name: x})[0]
    actual = values[model.graph.output[0].name].detach().numpy()
    distance = np.abs(actual - expected).max() / max(1, np.abs(expected).max())
    assert distance < 1e-4, f"{path.name} is {distance} from onnxruntime"
    logits = values[logits_name(model)].reshape(-1)
    index = int(logits.argmax())
    return model, values, logits[index], index


def gradcam(value, gradient):
    weights = gradient.mean((1, 2))
    return weights, torch.relu((weights[:, None, None] * value).sum(0))


def record(path, x, name, squares=None):
    model, values, logit, index = traced(path, x)
    candidates = [
        output for node in model.graph.node for output in node.output
        if output in values and values[output].dim() == 4 and values[output].shape[-1] > 1
        and values[output].requires_grad and values[output].shape[0] == 1]
    early = candidates[:-4][::max(1, len(candidates) // 4)][:4]
    chosen = (early if squares is None else []) + candidates[-4:]
    gradients = torch.autograd.grad(logit, [values[each] for each in chosen], allow_unused=True)
    entries = []
    for value, gradient in zip(chosen, gradients):
        if gradient is None:
            continue
        weights, heat = gradcam(values[value].detach()[0], gradient[0])
        entries.append({"value": value, "weights": floats(weights), "map": floats(heat)})
    folder = ROOT / "Tests" / "Recordings" / "gradients"
    folder.mkdir(parents=True, exist_ok=True)
    content = {"classIndex": index, "squares": None if squares is None else floats(squares), "layers": entries}
    (folder / f"{name}.json").write_text(json.dumps(content, indent=1) + "\n")
    print(f"{name}: class {index}, {len(entries)} values")


def fixture_input(name):
    folder = ROOT / "Tests" / "Recordings" / "Networks"
    first = json.loads((folder / f"{name}.json").read_text())[0]
    return np.load(folder / f"{name}.npy")[:int(np.prod(first["shape"]))].reshape(first["shape"])


def random_squares(channels, side):
    """One number for each square of 8 x 8 pixels."""
    return np.random.default_rng(4).normal(size=(1, channels, side // 8, side // 8)).astype(np.float32)


if __name__ == "__main__":
    torch.set_grad_enabled(True)
    if len(sys.argv) == 5:
        path, value = pathlib.Path(sys.argv[1]), sys.argv[3]
        _, values, logit, index = traced(path, np.load(sys.argv[2]))
        gradient = torch.autograd.grad(logit, values[value])[0]
        weights, heat = gradcam(values[value].detach()[0], gradient[0])
        np.savez(sys.argv[4], classIndex=index, gradient=gradient[0].numpy(), weights=weights, map=heat)
        sys.exit()
    for path in sorted((ROOT / "Tests" / "Fixtures" / "Networks").glob("*.onnx")):
        record(path, fixture_input(path.stem), path.stem)
    for name, channels, side in (("digits", 1, 32), ("pictograms", 3, 128)):
        squares = random_squares(channels, side)
        picture = np.kron(squares, np.ones((8, 8), np.float32))
        record(ROOT / "Assets" / "Models" / f"{name}.onnx", picture, f"shipped_{name}", squares)
