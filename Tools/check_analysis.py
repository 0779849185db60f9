"""Computes again, with numpy, what `convoscope analyze --pool --tensors --out DIR` says about an occlusion map.

    python Tools/check_analysis.py DIR [--model M.onnx]

From the exported logits: the map of occlusion.npy and its lowest and highest number. From the points in curves.csv:
the shares and the areas. With --model (onnxruntime): every point of both curves, from input.png, the map's order and
the fill, for black, white, mean and #rrggbb; likewise in a painted order (scipy). Where superpixels were written and
scikit-image is there: their labels. Prints the largest differences; ends with 1 where one is larger than rounding
explains.
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


def check_curves(folder, name, curves, label, order, network):
    table = np.loadtxt(folder / name, delimiter=",", skiprows=1)
    steps, pixels = len(table) - 1, order.size
    counts = np.array([(2 * step * pixels + steps) // (2 * steps) for step in range(steps + 1)])
    say(f"shares of {name}", np.abs(table[:, 0] - counts / pixels).max(), 1e-6)
    for column, key in ((1, "deletionArea"), (2, "insertionArea")):
        say(f"{key} of {name}", abs(np.trapezoid(table[:, column], table[:, 0]) - curves[key]), 1e-5)
    picture = np.asarray(Image.open(folder / "input.png").convert("RGB"))
    color = fill_color(curves["fill"], picture)
    if not network or color is None:
        return
    worst = np.zeros(2)
    for step, count in enumerate(counts):
        chosen = np.zeros(pixels, bool)
        chosen[order[:count]] = True
        for column, hidden in ((1, chosen), (2, ~chosen)):
            masked = np.where(hidden.reshape(picture.shape[:2])[..., None], color, picture)
            expected = network.probability(masked, label)
            worst[column - 1] = max(worst[column - 1], abs(expected - table[step, column]))
    say(f"deletion of {name}, by onnxruntime", worst[0], 1e-3)
    say(f"insertion of {name}, by onnxruntime", worst[1], 1e-3)


def painted_order(path, shape):
    """Bright pixels first, then black ones by their distance from the others."""
    from scipy.ndimage import distance_transform_edt

    picture = Image.open(path).convert("RGB").resize(shape[::-1], Image.NEAREST)
    weighed = np.asarray(picture).astype(int) @ [299, 587, 114]
    levels = (weighed + 500) // 1000
    away = np.rint(distance_transform_edt(levels == 0) ** 2).astype(int)
    return np.lexsort((np.arange(levels.size), away.ravel(), -levels.ravel())), levels > 0


def check_painted(folder, analysis, importance, network):
    order = analysis["order"]
    shape = (analysis["input"]["height"], analysis["input"]["width"])
    pixels, marked = painted_order(order["orderPicture"], shape)
    say("marked pixels", abs(int(marked.sum()) - order["markedPixels"]), 0)
    check_curves(folder, order["file"], order, order["class"]["index"], pixels, network)
    if importance is not None:
        top = np.zeros(importance.size, bool)
        top[np.argsort(-importance.ravel(), kind="stable")[:-(-importance.size // 10)]] = True
        top = top.reshape(shape)
        expected = (top & marked).sum() / (top | marked).sum()
        say("intersection over union", abs(expected - order["intersectionOverUnion"]), 1e-6)


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
    network = arguments.model and Network(arguments.model, analysis["input"]["preprocessing"])
    importance = None
    if analysis.get("merged"):
        sys.exit("Labels were merged: the exported logits are those of every class by itself. Nothing is checked.")
    if "occlusion" in analysis:
        occlusion = json.loads((folder / analysis["occlusion"]).read_text())
        importance = np.load(folder / occlusion["map"])
        label, before = occlusion["class"]["index"], occlusion["class"]["probability"]
        logits = np.load(folder / analysis["pool"]["logitsTensor"])
        expected = occlusion_map(analysis["pool"], logits, before, label, importance.shape)
        say("occlusion.npy", np.abs(importance - expected).max(), 1e-6)
        say("lowest and highest", max(
            abs(importance.min() - occlusion["lowest"]), abs(importance.max() - occlusion["highest"])), 1e-7)
        if network:
            picture = np.asarray(Image.open(folder / "input.png").convert("RGB"))
            say("probability of the unmasked picture", abs(network.probability(picture, label) - before), 1e-3)
        order = np.argsort(-importance.ravel(), kind="stable")
        check_curves(folder, "curves.csv", occlusion["curves"], label, order, network)
    if "order" in analysis:
        check_painted(folder, analysis, importance, network)
    if "superpixels" in analysis:
        check_superpixels(folder, analysis)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
