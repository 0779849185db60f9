"""Records projections of handwritten digits, as oracles for the Swift tests.

    python Tools/record_projection.py

Writes Tests/Recordings/analysis/projection.json about the rows of digits400.json, which record_embedding.py makes:
principal components, trustworthiness and SMACOF from scikit-learn 1.9, classical scaling from numpy, Procrustes from
scipy, and from umap-learn 0.5.12, which nothing else needs, the graph, the curves and the figures of its maps. Numbers
are base64 of little-endian 32-bit floats.
"""

import base64
import json
import pathlib
import warnings

import numpy as np
import umap
from scipy.linalg import orthogonal_procrustes
from scipy.spatial import procrustes
from scipy.spatial.distance import cdist
from sklearn.decomposition import PCA
from sklearn.manifold import smacof, trustworthiness
from umap.umap_ import find_ab_params, fuzzy_simplicial_set

FOLDER = pathlib.Path(__file__).parent.parent / "Tests" / "Recordings" / "analysis"


def floats(values):
    return base64.b64encode(np.ascontiguousarray(values, "<f4").tobytes()).decode()


def digits():
    recorded = json.loads((FOLDER / "digits400.json").read_text())
    values = np.frombuffer(base64.b64decode(recorded["values"]), "u1")
    return values.reshape(recorded["shape"]).astype(float)


def principal_components(rows):
    model = PCA(n_components=3, svd_solver="full").fit(rows)
    return {"scores": floats(model.transform(rows)), "components": floats(model.components_),
            "shares": model.explained_variance_ratio_.tolist()}


def classical(distances):
    """Torgerson's scaling; in each column the number of the largest magnitude is positive."""
    centring = np.eye(len(distances)) - 1 / len(distances)
    values, vectors = np.linalg.eigh(-0.5 * centring @ distances ** 2 @ centring)
    points = vectors[:, :-3:-1] * np.sqrt(values[:-3:-1])
    return points * np.sign(points[np.abs(points).argmax(0), range(2)])


def nearest(distances, count):
    """Indices and distances of the nearest, the row itself first; of equally near ones the lower index first."""
    keyed = distances.copy()
    np.fill_diagonal(keyed, -1)
    indices = np.argsort(keyed, axis=1, kind="stable")[:, :count]
    return indices, np.take_along_axis(distances, indices, 1).astype("f4")


def cross_entropy(weights, points, a, b):
    """Of all pairs, each in both directions."""
    similarity = 1 / (1 + a * cdist(points, points, "sqeuclidean") ** b)
    similarity = np.clip(similarity, 1e-12, 1 - 1e-12)
    w = np.clip(weights.astype(float), 1e-12, 1 - 1e-12)
    terms = w * np.log(w / similarity) + (1 - w) * np.log((1 - w) / (1 - similarity))
    np.fill_diagonal(terms, 0)
    return terms.sum()


def main():
    warnings.simplefilter("ignore")
    rows = digits()
    distances = cdist(rows, rows)
    scores = PCA(n_components=2, svd_solver="full").fit_transform(rows)
    points, stress, iterations = smacof(
        distances, init=scores, n_init=1, max_iter=300, eps=1e-6, normalized_stress=True, return_n_iter=True)

    indices, near = nearest(distances, 15)
    graph, _, _ = fuzzy_simplicial_set(
        rows.astype("f4"), 15, np.random.RandomState(0), "euclidean", knn_indices=indices, knn_dists=near)
    graph = graph.tocsr()
    graph.sort_indices()
    a, b = find_ab_params(1.0, 0.1)
    maps = [umap.UMAP(random_state=seed, n_jobs=1).fit_transform(rows) for seed in range(5)]
    entropies = [cross_entropy(graph.toarray(), points, a, b) for points in maps]

    turn, _ = orthogonal_procrustes(scores - scores.mean(0), maps[0] - maps[0].mean(0))
    content = {
        "principal": principal_components(rows),
        "classical": {"samples": 80, "points": floats(classical(cdist(rows[:80], rows[:80], "cityblock")))},
        "smacof": {"stress": stress, "iterations": int(iterations)},
        "trustworthiness": [
            {"neighbors": k, "value": trustworthiness(rows, scores, n_neighbors=k)} for k in (5, 12, 40)],
        "procrustes": {"turn": turn.T.ravel().tolist(), "disparity": procrustes(maps[0], scores)[2]},
        "umap": {
            "starts": graph.indptr.tolist(), "others": graph.indices.tolist(), "weights": floats(graph.data),
            "curves": [
                {"minimumDistance": d, "spread": s, "ab": list(find_ab_params(s, d))}
                for d, s in ((0.1, 1), (0.0, 1), (0.5, 1), (0.99, 1), (0.25, 2), (0.05, 0.5))],
            "points": floats(maps[0]), "crossEntropies": entropies,
            "trustworthiness": [trustworthiness(rows, points, n_neighbors=12) for points in maps]},
    }
    (FOLDER / "projection.json").write_text(json.dumps(content) + "\n")


if __name__ == "__main__":
    main()
