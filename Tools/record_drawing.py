"""Records what becomes of hand-made drawings on their way to the Digits network, as oracles for the Swift tests.

    python record_drawing.py

Writes Tests/Recordings/analysis/drawing.json, made with numpy and onnxruntime:
- `counted`: rasters of 32 x 32 random dots and their counts in blocks of 4 x 4;
- `enlarged`: digits of load_digits and their 32 x 32 bytes as the data set that comes with the program has them, which
  PyTorch made;
- `drawn`: strokes of digits, the counts of the raster that they are brought to, the pen, and the network's
  probabilities.
"""

import base64
import gzip
import json
from pathlib import Path

import numpy as np
import onnxruntime
from sklearn.datasets import load_digits

ROOT = Path(__file__).resolve().parent.parent
SIDE, WIDEST, INK = 32, 24, 0.305
PENS = np.arange(3, 8.01, 0.25)


def coded(numbers):
    return base64.b64encode(np.asarray(numbers, "u1").tobytes()).decode()


def counts(dots):
    return dots.reshape(8, 4, 8, 4).sum((1, 3))


def enlarged(cells):
    """Bilinear between the centers of the blocks, edges repeated."""
    place = (np.arange(SIDE) + 0.5) / 4 - 0.5
    low = np.floor(place).astype(int)
    weights = np.zeros((SIDE, 8))
    np.add.at(weights, (np.arange(SIDE), np.clip(low, 0, 7)), 1 - (place - low))
    np.add.at(weights, (np.arange(SIDE), np.clip(low + 1, 0, 7)), place - low)
    return np.round(weights @ (cells / 16) @ weights.T * 255)


def distances(strokes):
    y, x = np.mgrid[:SIDE, :SIDE] + 0.5
    nearest = np.full((SIDE, SIDE), np.inf)
    for stroke in strokes:
        for (ax, ay), (bx, by) in zip(stroke, stroke[1:]):
            dx, dy = bx - ax, by - ay
            squared = dx * dx + dy * dy
            share = np.clip(((x - ax) * dx + (y - ay) * dy) / squared, 0, 1) if squared else 0
            nearest = np.minimum(nearest, np.hypot(x - ax - share * dx, y - ay - share * dy))
    return nearest


def fitted(strokes, pen):
    points = np.array([point for stroke in strokes for point in stroke])
    low, high = points.min(0), points.max(0)
    down = min((SIDE - pen) / max(high[1] - low[1], 1e-6), 4 * SIDE)
    across = min(down, (WIDEST - pen) / max(high[0] - low[0], 1e-6))
    center = (low + high) / 2
    moved = [[((x - center[0]) * across + 16, (y - center[1]) * down + 16) for x, y in stroke] for stroke in strokes]
    nearest = distances(moved)
    pen = min(PENS, key=lambda pen: abs((nearest <= pen / 2).sum() - INK * SIDE * SIDE))
    return nearest <= pen / 2, float(pen)


def drawn(strokes):
    _, pen = fitted(strokes, 4.5)
    return fitted(strokes, pen)


def arc(x, y, across, down, start, end, count=24):
    angles = np.radians(np.linspace(start, end, count))
    return [(round(x + across * np.cos(a), 4), round(y + down * np.sin(a), 4)) for a in angles]


DIGITS = [
    (0, [arc(0.5, 0.5, 0.25, 0.36, -90, 270, 40)]),
    (1, [[(0.5, 0.15), (0.5, 0.85)]]),
    (1, [[(0.38, 0.3), (0.52, 0.15), (0.52, 0.85)]]),
    (2, [arc(0.5, 0.33, 0.22, 0.19, 180, 370) + [(0.3, 0.85), (0.74, 0.85)]]),
    (3, [arc(0.47, 0.32, 0.2, 0.18, 200, 450) + arc(0.47, 0.68, 0.23, 0.18, -90, 160)]),
    (4, [[(0.45, 0.14), (0.25, 0.6), (0.75, 0.6)], [(0.6, 0.4), (0.6, 0.88)]]),
    (5, [[(0.7, 0.15), (0.35, 0.15), (0.33, 0.45)] + arc(0.48, 0.64, 0.22, 0.22, -120, 150)]),
    (6, [[(0.62, 0.13), (0.42, 0.35)] + arc(0.5, 0.67, 0.2, 0.2, 180, 540, 40)]),
    (7, [[(0.25, 0.15), (0.72, 0.15), (0.45, 0.87)], [(0.38, 0.5), (0.7, 0.5)]]),
    (8, [arc(0.5, 0.32, 0.17, 0.17, 90, 450, 30) + arc(0.5, 0.68, 0.21, 0.19, -90, 270, 30)]),
    (9, [arc(0.5, 0.35, 0.2, 0.2, 0, 360, 30) + [(0.68, 0.5), (0.6, 0.88)]]),
    # Small and in a corner: it is brought to the same place.
    (4, [[(0.12, 0.05), (0.06, 0.17), (0.2, 0.17)], [(0.16, 0.12), (0.16, 0.26)]]),
]


def main():
    session = onnxruntime.InferenceSession(
        str(ROOT / "Assets/Models/digits.onnx"), providers=["CPUExecutionProvider"])

    def probabilities(cells):
        picture = ((enlarged(cells) / 255 - 0.5) / 0.5).astype(np.float32)
        logits = session.run(["logits"], {"picture": picture[None, None]})[0][0].astype(float)
        shares = np.exp(logits - logits.max())
        return (shares / shares.sum()).tolist()

    random = np.random.default_rng(7)
    rasters = [random.random((SIDE, SIDE)) < share for share in (0.1, 0.3, 0.9)]
    pictures = np.frombuffer(
        gzip.decompress((ROOT / "Assets/Data/Digits/digits-images-idx3-ubyte.gz").read_bytes())[16:], np.uint8
    ).reshape(-1, SIDE, SIDE)
    cells = load_digits().images
    for own, shipped in zip(cells, pictures):
        assert (enlarged(own) == shipped).all()
    examples = []
    for digit, strokes in DIGITS:
        dots, pen = drawn(strokes)
        examples.append({
            "digit": digit, "strokes": [[list(map(float, point)) for point in stroke] for stroke in strokes], "pen": pen,
            "counts": coded(counts(dots)), "probabilities": probabilities(counts(dots))})
        print(digit, int(np.argmax(examples[-1]["probabilities"])), pen, round(dots.mean(), 3))
    path = ROOT / "Tests/Recordings/analysis/drawing.json"
    path.write_text(json.dumps({
        "counted": [{"dots": coded(dots), "counts": coded(counts(dots))} for dots in rasters],
        "enlarged": [{"counts": coded(cells[i]), "bytes": coded(pictures[i])} for i in (0, 7, 100, 1796)],
        "drawn": examples, "blank": probabilities(np.zeros((8, 8))),
    }) + "\n")


if __name__ == "__main__":
    main()
