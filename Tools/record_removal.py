"""Records occlusion maps, pixel orders, and deletion and insertion curves as numpy computes them, as oracles.

    python Tools/record_removal.py

Writes Tests/Recordings/analysis/removal.json. Everything comes from fixed seeds. Run with numpy 2.4.
"""

import base64
import json
import pathlib

import numpy as np

FOLDER = pathlib.Path(__file__).parent.parent / "Tests" / "Recordings" / "analysis"


def floats(array):
    return base64.b64encode(np.ascontiguousarray(array, dtype="<f4").tobytes()).decode()


def octets(array):
    return base64.b64encode(np.ascontiguousarray(array, dtype=np.uint8).tobytes()).decode()


def softmax(logits):
    powers = np.exp(logits.astype(np.float64) - logits.max(-1, keepdims=True))
    return powers / powers.sum(-1, keepdims=True)


def record_maps(random):
    """Windows of all kinds, some beyond the picture, over a picture that they do not cover everywhere."""
    height, width, classes, count = 19, 26, 5, 40
    rectangles = np.stack([
        random.integers(-5, width, count), random.integers(-5, height, count),
        random.integers(1, 12, count), random.integers(1, 12, count)], 1)
    original, logits = random.normal(size=classes), random.normal(size=(count, classes))
    original, logits = original.astype(np.float32), logits.astype(np.float32)
    before, after = softmax(original), softmax(logits)
    maps = []
    for label in range(classes):
        total, covering = np.zeros((height, width)), np.zeros((height, width))
        for (x, y, w, h), row in zip(rectangles, after):
            inside = np.s_[max(y, 0):max(y + h, 0), max(x, 0):max(x + w, 0)]
            total[inside] += before[label] - row[label]
            covering[inside] += 1
        maps.append(np.divide(total, covering, out=np.zeros_like(total), where=covering > 0))
    return {
        "width": width, "height": height, "rectangles": rectangles.tolist(), "original": floats(original),
        "logits": floats(logits), "maps": [floats(m) for m in maps]}


def record_curves(random):
    height, width, classes = 6, 5, 3
    pixels = height * width
    picture = random.integers(0, 256, (height, width, 3), dtype=np.uint8)
    fill = np.array([32, 160, 255], np.uint8)
    weights = random.normal(size=(classes, 3 * pixels)).astype(np.float32)
    # Whole numbers of few values: most pixels are as important as others.
    importance = random.integers(-3, 4, (height, width)).astype(np.float32)
    order = np.argsort(-importance.ravel(), kind="stable")

    def probability(shown, label):
        flat = np.where(shown[:, None], picture.reshape(pixels, 3), fill)
        fed = (flat.T.astype(np.float64) / 255).ravel()
        return softmax(weights.astype(np.float64) @ fed)[label]

    cases = []
    for label, steps in [(0, 30), (2, 7), (1, 1)]:
        counts = [int(np.floor(step * pixels / steps + 0.5)) for step in range(steps + 1)]
        deletion, insertion = [], []
        for count in counts:
            chosen = np.zeros(pixels, bool)
            chosen[order[:count]] = True
            deletion.append(probability(~chosen, label))
            insertion.append(probability(chosen, label))
        shares = np.array(counts) / pixels
        cases.append({
            "label": label, "steps": steps, "shares": floats(shares), "deletion": floats(deletion),
            "insertion": floats(insertion), "deletionArea": np.trapezoid(deletion, shares),
            "insertionArea": np.trapezoid(insertion, shares)})
    return {
        "width": width, "height": height, "picture": octets(picture), "fill": fill.tolist(), "weights": floats(weights),
        "importance": floats(importance), "order": order.tolist(), "cases": cases}


def main():
    random = np.random.default_rng(21)
    content = {"maps": record_maps(random), "curves": record_curves(random)}
    (FOLDER / "removal.json").write_text(json.dumps(content, indent=1) + "\n")


if __name__ == "__main__":
    main()
