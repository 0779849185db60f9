"""Measures Convoscope's maps of samples beside openTSNE and umap-learn, in turn on one machine.

    pip install numpy scikit-learn scipy openTSNE umap-learn
    swift build --configuration release
    python Tools/bench_projections.py [--rows 10000] [--columns 512] [--rounds 3] [--methods tsne umap] [ROWS.npy]

Without a file of rows they are made: twenty clusters, as activations after ReLU, from a fixed seed. Each round starts one
process after the other, so that none disturbs another; a time is from the rows in memory to the map, the median of the
rounds. The peers have made a small map before, so that compilation is not in their time. What is compared besides:

  objective         t-SNE's Kullback-Leibler divergence, of both maps by the same formula over all pairs, with openTSNE's
                    affinities from exact neighbours; the cross-entropy of UMAP's fuzzy graph, umap-learn's from exact
                    neighbours, and of the map's similarities, over all pairs
  trustworthiness   as scikit-learn defines it, 12 neighbours
"""

import argparse
import json
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

import numpy as np

ROOT = pathlib.Path(__file__).resolve().parent.parent


def made_rows(count, columns):
    random = np.random.default_rng(0)
    rows = []
    for centre in random.normal(size=(20, columns)) * 3:
        inner = random.normal(size=((count + 19) // 20, 40)) @ random.normal(size=(40, columns)) * 0.6
        rows.append(centre + inner + 0.3 * random.normal(size=inner.shape))
    return random.permutation(np.maximum(np.concatenate(rows), 0))[:count].astype("f4")


def tsne_peer(rows, seed, threads):
    from openTSNE import TSNE
    return lambda: np.asarray(TSNE(random_state=seed, n_jobs=threads).fit(rows))


def umap_peer(rows, seed, threads):
    import umap
    # With a seed it would use one thread only.
    return lambda: umap.UMAP(n_jobs=threads).fit_transform(rows)


PEERS = {"tsne": ("openTSNE", tsne_peer), "umap": ("umap-learn", umap_peer)}


def be_peer(method, file, seed, threads, out):
    """In a process of its own: makes one map and says how long it took."""
    import os
    os.environ["NUMBA_NUM_THREADS"] = str(threads)
    rows = np.load(file)
    make = PEERS[method][1]
    make(rows[:300], seed, threads)()
    start = time.perf_counter()
    points = make(rows, seed, threads)()
    seconds = time.perf_counter() - start
    np.save(out, points.astype("f4"))
    print(json.dumps({"seconds": seconds}))


def last_json(command, environment=None):
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    return json.loads(done.stdout.strip().splitlines()[-1])


def run_peer(method, file, seed, options, out):
    return last_json([sys.executable, __file__, "--peer", method, file, str(seed), str(options.threads), out])


def run_ours(method, file, seed, options, out):
    import os
    environment = {name: value for name, value in os.environ.items() if not name.startswith("OPENBLAS")}
    environment["CONVOSCOPE_THREADS"] = str(options.threads)
    return last_json([options.convoscope, "embed", file, "--method", method, "--seed", str(seed), "--out", out],
                     environment)


def affinities_of(rows):
    """The pairs of t-SNE, perplexity 30, from exact neighbours."""
    from openTSNE import affinity
    from sklearn.neighbors import NearestNeighbors
    count = min(90, len(rows) - 1)
    distances, indices = NearestNeighbors(n_neighbors=count, algorithm="brute").fit(rows).kneighbors()
    known = affinity.nearest_neighbors.PrecomputedNeighbors(indices, distances)
    return affinity.PerplexityBasedNN(knn_index=known, perplexity=30).P.tocoo()


def divergence(pairs, points):
    points = points.astype("f8")
    total = sum((1 / (1 + np.square(points[i:i + 500, None] - points[None]).sum(-1))).sum()
                for i in range(0, len(points), 500)) - len(points)
    near = 1 / (1 + np.square(points[pairs.row] - points[pairs.col]).sum(-1))
    return float((pairs.data * np.log(pairs.data * total / near)).sum())


def fuzzy_graph(rows):
    """The graph of UMAP, 15 neighbours, from exact ones."""
    from sklearn.neighbors import NearestNeighbors
    from umap.umap_ import fuzzy_simplicial_set
    distances, indices = NearestNeighbors(n_neighbors=min(15, len(rows)), algorithm="brute").fit(rows).kneighbors(rows)
    return fuzzy_simplicial_set(
        rows, indices.shape[1], np.random.RandomState(0), "euclidean", knn_indices=indices,
        knn_dists=distances.astype("f4"))[0].tocsr()


def cross_entropy(graph, points):
    from scipy.spatial.distance import cdist
    from umap.umap_ import find_ab_params
    a, b = find_ab_params(1.0, 0.1)
    points, total = points.astype("f8"), 0.0
    for start in range(0, len(points), 500):
        similar = 1 / (1 + a * cdist(points[start:start + 500], points, "sqeuclidean") ** b)
        similar = np.clip(similar, 1e-12, 1 - 1e-12)
        wanted = np.clip(graph[start:start + 500].toarray().astype("f8"), 1e-12, 1 - 1e-12)
        terms = wanted * np.log(wanted / similar) + (1 - wanted) * np.log((1 - wanted) / (1 - similar))
        terms[np.arange(len(terms)), np.arange(start, start + len(terms))] = 0
        total += float(terms.sum())
    return total


# How well a map does what its method is after: its name, what has to be known of the rows, and the number.
OBJECTIVES = {"tsne": ("divergence", affinities_of, divergence), "umap": ("cross-entropy", fuzzy_graph, cross_entropy)}


def trust(rows, points):
    """On 3,000 samples at most: all pairs of ranks are kept."""
    from sklearn.manifold import trustworthiness
    some = np.random.default_rng(1).permutation(len(rows))[:3000]
    return trustworthiness(rows[some], points[some], n_neighbors=12)


def compare(method, rows, file, options, folder):
    times = {"ours": [], "peer": []}
    quality = {"ours": [], "peer": []}
    objective, known_of, value_of = OBJECTIVES[method]
    known = known_of(rows)
    for seed in range(options.rounds):
        for who, run in (("ours", run_ours), ("peer", run_peer)):
            out = str(folder / f"{who}.npy")
            times[who].append(run(method, file, seed, options, out)["seconds"])
            points = np.load(out)
            quality[who].append((value_of(known, points), trust(rows, points)))
    ours, peer = statistics.median(times["ours"]), statistics.median(times["peer"])
    means = {who: np.mean(values, axis=0) for who, values in quality.items()}
    name = PEERS[method][0]
    print(f"{method}, {rows.shape[0]} x {rows.shape[1]}: {peer / ours:.1f} times as fast as {name} "
          f"({ours:.2f} s beside {peer:.2f} s)")
    ratio = means["ours"][0] / means["peer"][0]
    print(f"  {objective} {means['ours'][0]:.6g} beside {means['peer'][0]:.6g}: {ratio:.4f} of it")
    print(f"  trustworthiness {means['ours'][1]:.4f} beside {means['peer'][1]:.4f}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", help="rows of numbers, .npy; made if there is none")
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--columns", type=int, default=512)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--methods", nargs="+", choices=list(PEERS), default=list(PEERS))
    parser.add_argument("--convoscope", default=str(ROOT / ".build" / "release" / "convoscope"))
    options = parser.parse_args()
    rows = np.load(options.file) if options.file else made_rows(options.rows, options.columns)
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        file = str(folder / "rows.npy")
        np.save(file, np.ascontiguousarray(rows, "<f4"))
        for method in options.methods:
            compare(method, rows, file, options, folder)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--peer"]:
        method, file, seed, threads, out = sys.argv[2:]
        be_peer(method, file, int(seed), int(threads), out)
    else:
        main()
