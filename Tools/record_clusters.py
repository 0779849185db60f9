"""Records what scikit-image, scipy, scikit-learn and numpy find about channels and samples, as oracles for the tests.

    python Tools/record_clusters.py [summaries|linkage|clusters|confusion]

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
from sklearn.cluster import KMeans
from sklearn.datasets import load_digits, make_blobs
from sklearn.metrics import confusion_matrix, precision_recall_fscore_support

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


def bayesian_criterion(rows, labels):
    """Of spherical normal distributions of one variance; see XMeans.swift."""
    (count, width), clusters = rows.shape, np.unique(labels)
    inertia = sum(((rows[labels == c] - rows[labels == c].mean(0)) ** 2).sum() for c in clusters)
    variance = inertia / (width * (count - len(clusters)))
    sizes = np.array([(labels == c).sum() for c in clusters])
    likelihood = (
        (sizes * np.log(sizes / count)).sum() - count * width / 2 * np.log(2 * np.pi * variance)
        - width * (count - len(clusters)) / 2)
    return float(likelihood - (width * len(clusters) + len(clusters)) / 2 * np.log(count))


def record_clusters():
    random = np.random.default_rng(23)
    cases = {
        "uniform": (random.uniform(size=(90, 5)), None),
        "digits": (load_digits().data[:60], None),
        "far from zero": (1000 + random.normal(size=(60, 3)), None),
        "four blobs": make_blobs(120, 3, centers=4, cluster_std=0.4, random_state=5),
        "seven blobs": make_blobs(140, 12, centers=7, cluster_std=0.7, random_state=6),
        "one blob": (random.normal(size=(80, 6)), np.zeros(80, int)),
    }
    content = []
    for name, (rows, blobs) in cases.items():
        wide = np.float32(rows).astype(np.float64)
        content.append({
            "name": name, "columns": rows.shape[1], "values": floats(rows),
            "inertias": [float(KMeans(k, n_init=10, random_state=0).fit(wide).inertia_) for k in range(1, 9)],
            "blobs": None if blobs is None else blobs.tolist(),
            "criterion": None if blobs is None else bayesian_criterion(wide, blobs)})
    write("clusters.json", content)


def record_confusion():
    random = np.random.default_rng(24)
    own = random.integers(0, 5, size=60)
    predicted = np.where(random.uniform(size=60) < 0.6, own, random.integers(0, 4, size=60))
    precision, recall, f1, _ = precision_recall_fscore_support(own, predicted, labels=range(6), zero_division=np.nan)
    write("confusion.json", {
        "own": own.tolist(), "predicted": predicted.tolist(), "accuracy": float((own == predicted).mean()),
        "counts": confusion_matrix(own, predicted, labels=range(6)).tolist(),
        **{name: [None if np.isnan(number) else float(number) for number in numbers]
           for name, numbers in (("precision", precision), ("recall", recall), ("f1", f1))}})


RECORDERS = {
    "summaries": record_summaries, "linkage": record_linkage, "clusters": record_clusters,
    "confusion": record_confusion}

if __name__ == "__main__":
    for wanted in sys.argv[1:] or RECORDERS:
        RECORDERS[wanted]()
