"""Records what scikit-image, scipy, scikit-learn and numpy find about channels and samples, as oracles for the tests.

    python Tools/record_clusters.py [summaries|linkage|clusters]

Writes Tests/Recordings/analysis/summaries.json and its neighbours. Floats are 32 bits, little-endian, in base64. Run
with scikit-image 0.26, scipy 1.17 and scikit-learn 1.9.
"""

import base64
import json
import pathlib
import sys

import numpy as np
from scipy.cluster.hierarchy import leaves_list, linkage
from scipy.spatial.distance import pdist, squareform
from skimage.filters import threshold_otsu

FOLDER = pathlib.Path(__file__).parent.parent / "Tests" / "Recordings" / "analysis"


def floats(values):
    return base64.b64encode(np.ascontiguousarray(values, "<f4").tobytes()).decode()


def write(name, content):
    (FOLDER / name).write_text(json.dumps(content, indent=1) + "\n")


def record_summaries():
    random = np.random.default_rng(21)
    edges = np.linspace(np.float32(0.3), np.float32(2.7), 257, dtype=np.float32)
    maps = {
        "normal": random.normal(size=196),
        "after a ReLU": np.maximum(random.normal(size=400), 0),
        "two hills": np.concatenate([random.normal(size=150), 6 + random.normal(size=40)]),
        "negative": -random.exponential(size=100),
        "on the edges": edges * random.choice([-1, 1], 257),
        "whole numbers": random.integers(-9, 10, size=144),
        "far from zero": 1000 + random.uniform(size=64),
        "tiny": random.normal(size=64) * 1e-30,
        "two pixels": np.array([-3.5, 2.25]),
        "constant": np.full(49, -1.5),
        "zero": np.zeros(49),
        "few pixels": random.normal(size=49),
        "one bright pixel": np.concatenate([np.full(80, 0.125), [9]]),
    }
    for seed in range(10):
        maps[f"random {seed}"] = random.normal(size=81) ** 3 * 10.0 ** random.integers(-4, 5)
    write("summaries.json", [summary(name, np.float32(values)) for name, values in maps.items()])


def summary(name, values):
    sizes = np.abs(values)
    wide = sizes.astype(np.float64)
    return {
        "name": name, "values": floats(values), "otsu": float(wide[sizes > threshold_otsu(sizes)].sum()),
        "l2": float(np.sqrt((wide ** 2).sum())), "mean": float(wide.mean()), "max": float(wide.max())}


def record_linkage():
    random = np.random.default_rng(22)
    sets = random.uniform(size=(18, 20)) < 0.3
    cases = {
        "points": pdist(random.normal(size=(24, 3))),
        "two": np.array([0.75]),
        "three alike": np.array([1, 1, 1]),
        "a grid, where many distances are equal": pdist(np.argwhere(np.ones((4, 5)))),
        "whole numbers": random.integers(1, 5, size=15 * 14 // 2),
        "Jaccard distances": pdist(sets, "jaccard"),
        "a line": pdist(np.arange(11.0)[:, None] ** 1.5),
    }
    content = []
    for name, distances in cases.items():
        distances = np.float32(distances)
        merges = linkage(distances.astype(np.float64), method="average")
        content.append({
            "name": name, "distances": floats(squareform(distances)), "left": merges[:, 0].astype(int).tolist(),
            "right": merges[:, 1].astype(int).tolist(), "heights": merges[:, 2].tolist(),
            "sizes": merges[:, 3].astype(int).tolist(), "leaves": leaves_list(merges).tolist()})
    write("linkage.json", content)


RECORDERS = {"summaries": record_summaries, "linkage": record_linkage}

if __name__ == "__main__":
    for wanted in sys.argv[1:] or RECORDERS:
        RECORDERS[wanted]()
