"""Computes again, with numpy, what `convoscope analyze --pool --tensors --out DIR` says about an occlusion map.

    python Tools/check_analysis.py DIR [--model M.onnx]

From the exported logits: the map of occlusion.npy and its lowest and highest number. From the points in curves.csv:
the shares and the areas. With --model (onnxruntime): every point of both curves, from input.png, the map's order and
the fill, for black, white, mean and #rrggbb. Where superpixels were written and scikit-image is there: their
labels. Prints the largest differences; ends with 1 where one is larger than rounding explains.
"""

import argparse
import json
import pathlib
import sys

import numpy as np
from PIL import Image

failures = []


def say(what, difference, limit):
    verdict = "ok" if difference <= limit else "WRONG"
    print(f"{verdict:5} {what}: largest difference {difference:.3g}, allowed {limit:.0e}")
    if difference > limit:
        failures.append(what)


def softmax(logits):
    powers = np.exp(logits.astype(np.float64) - logits.max(-1, keepdims=True))
    return powers / powers.sum(-1, keepdims=True)


def occlusion_map(pool, logits, before, label, shape):
    after = softmax(logits)[:, label]
    total, covering = np.zeros(shape), np.zeros(shape)
    for variant, probability in zip(pool["variants"], after):
        mask = variant["mask"]
        inside = np.s_[mask["y"]:mask["y"] + mask["height"], mask["x"]:mask["x"] + mask["width"]]
        total[inside] += before - probability
        covering[inside] += 1
    return np.divide(total, covering, out=np.zeros(shape), where=covering > 0)


def fill_color(fill, picture):
    if fill == "black":
        return np.zeros(3, np.uint8)
    if fill == "white":
        return np.full(3, 255, np.uint8)
    if fill == "mean":
        return np.floor(picture.reshape(-1, 3).mean(0) + 0.5).astype(np.uint8)
    if fill.startswith("#"):
        return np.array([int(fill[at:at + 2], 16) for at in (1, 3, 5)], np.uint8)
    return None


class Network:
    def __init__(self, model, preprocessing):
        import onnxruntime

        self.session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
        self.preprocessing = preprocessing

    def fed(self, picture):
        order = self.preprocessing["channelOrder"]
        if order == "gray":
            levels = np.asarray(Image.fromarray(picture).convert("L"))[..., None]
        else:
            levels = picture[..., ::-1] if order == "BGR" else picture
        mean, deviation = (np.float32(self.preprocessing[key]) for key in ("mean", "deviation"))
        values = (levels.astype(np.float32) / np.float32(255) - mean) / deviation
        return values[None] if self.preprocessing["layout"] == "NHWC" else values.transpose(2, 0, 1)[None]

    def probability(self, picture, label):
        output = self.session.run(None, {self.session.get_inputs()[0].name: self.fed(picture)})[0].ravel()
        isSoftmax = output.min() >= 0 and abs(output.sum() - 1) < 1e-4
        return (output if isSoftmax else softmax(output))[label]


def check_curves(folder, occlusion, importance, network):
    table = np.loadtxt(folder / "curves.csv", delimiter=",", skiprows=1)
    curves, steps = occlusion["curves"], len(table) - 1
    pixels = importance.size
    counts = np.array([(2 * step * pixels + steps) // (2 * steps) for step in range(steps + 1)])
    say("shares of curves.csv", np.abs(table[:, 0] - counts / pixels).max(), 1e-6)
    for column, key in ((1, "deletionArea"), (2, "insertionArea")):
        say(key, abs(np.trapezoid(table[:, column], table[:, 0]) - curves[key]), 1e-5)
    picture = np.asarray(Image.open(folder / "input.png").convert("RGB"))
    color = fill_color(curves["fill"], picture)
    if network is None or color is None:
        return
    order = np.argsort(-importance.ravel(), kind="stable")
    worst = np.zeros(2)
    for step, count in enumerate(counts):
        chosen = np.zeros(pixels, bool)
        chosen[order[:count]] = True
        for column, hidden in ((1, chosen), (2, ~chosen)):
            masked = np.where(hidden.reshape(importance.shape)[..., None], color, picture)
            expected = network.probability(masked, occlusion["class"]["index"])
            worst[column - 1] = max(worst[column - 1], abs(expected - table[step, column]))
    say("deletion, by onnxruntime", worst[0], 1e-3)
    say("insertion, by onnxruntime", worst[1], 1e-3)


def check_superpixels(folder, analysis):
    try:
        from skimage.segmentation import slic
    except ImportError:
        return
    picture = np.asarray(Image.open(folder / "input.png").convert("RGB"))
    expected = slic(
        picture, n_segments=analysis["superpixels"]["wanted"], compactness=10, sigma=0, start_label=0,
        enforce_connectivity=True, channel_axis=-1)
    found = np.load(folder / analysis["superpixels"]["labels"])
    say("share of pixels in another superpixel than scikit-image's", (found != expected).mean(), 0.02)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--model", help="also runs both curves with onnxruntime")
    arguments = parser.parse_args()
    folder = arguments.folder
    analysis = json.loads((folder / "analysis.json").read_text())
    missing = [name for name in analysis["files"] if not (folder / name).exists()]
    say("files that analysis.json names and are not there", len(missing), 0)
    if "occlusion" in analysis:
        occlusion = json.loads((folder / analysis["occlusion"]).read_text())
        importance = np.load(folder / occlusion["map"])
        network = arguments.model and Network(arguments.model, analysis["input"]["preprocessing"])
        label, before = occlusion["class"]["index"], occlusion["class"]["probability"]
        logits = np.load(folder / analysis["pool"]["logitsTensor"])
        expected = occlusion_map(analysis["pool"], logits, before, label, importance.shape)
        say("occlusion.npy", np.abs(importance - expected).max(), 1e-6)
        say("lowest and highest", max(
            abs(importance.min() - occlusion["lowest"]), abs(importance.max() - occlusion["highest"])), 1e-7)
        if network:
            picture = np.asarray(Image.open(folder / "input.png").convert("RGB"))
            say("probability of the unmasked picture", abs(network.probability(picture, label) - before), 1e-3)
        check_curves(folder, occlusion, importance, network)
    if "superpixels" in analysis:
        check_superpixels(folder, analysis)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
