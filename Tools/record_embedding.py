"""Records neighbours and t-SNE maps of handwritten digits, as oracles for the Swift tests.

    python Tools/record_embedding.py

Writes Tests/Recordings/analysis/digits400.json, the rows that all of it is about (the first 400 digits that come with
scikit-learn, 64 bytes each, 0 to 16), and beside it neighbors.json, from scikit-learn, and tsne.json, from openTSNE
1.0.4, which nothing else needs: the affinities of some random rows, and a map of the digits with its divergence. Numbers
are base64 of little-endian 32-bit floats.
"""

import base64
import json
import pathlib

import numpy as np
import openTSNE
from sklearn.datasets import load_digits
from sklearn.manifold import trustworthiness
from sklearn.neighbors import NearestNeighbors

FOLDER = pathlib.Path(__file__).parent.parent / "Tests" / "Recordings" / "analysis"


def floats(values):
    return base64.b64encode(np.ascontiguousarray(values, "<f4").tobytes()).decode()


def write(name, content):
    (FOLDER / f"{name}.json").write_text(json.dumps(content, indent=1) + "\n")


def divergence(affinities, points):
    """Of the neighbourhoods of the points, by all pairs."""
    near = 1 / (1 + np.square(points[:, None] - points[None]).sum(-1))
    np.fill_diagonal(near, 0)
    pairs = affinities.tocoo()
    shares = near[pairs.row, pairs.col] / near.sum()
    return float((pairs.data * np.log(pairs.data / shares)).sum())


def tsne(digits):
    rows = np.random.default_rng(5).normal(size=(90, 7)).astype("f4")
    affinities = openTSNE.affinity.PerplexityBasedNN(rows, perplexity=12, method="exact").P
    result = {
        "shape": rows.shape, "rows": floats(rows), "perplexity": 12,
        "affinities": floats(affinities.toarray()[:30])}
    of_digits = openTSNE.affinity.PerplexityBasedNN(digits, perplexity=30, method="exact")
    start = openTSNE.initialization.pca(digits, random_state=0)
    points = np.asarray(openTSNE.TSNE(random_state=0).fit(affinities=of_digits, initialization=start))
    return result | {
        "points": floats(points), "divergence": divergence(of_digits.P, points),
        "trustworthiness": trustworthiness(digits, points, n_neighbors=12)}


def main():
    digits = load_digits()
    rows = digits.data[:400]
    write("digits400", {
        "shape": rows.shape, "values": base64.b64encode(rows.astype("u1").tobytes()).decode(),
        "labels": base64.b64encode(digits.target[:400].astype("u1").tobytes()).decode()})

    count = 10
    distances, _ = NearestNeighbors(n_neighbors=count, algorithm="brute").fit(rows).kneighbors()
    write("neighbors", {"count": count, "distances": floats(distances)})
    write("tsne", tsne(rows))


if __name__ == "__main__":
    main()
