"""Computes again what `convoscope dataset DATA --model M.onnx --tensors --out DIR` wrote.

    python Tools/check_dataset.py DIR [--model M.onnx]

From the exported activations, with numpy, scikit-image, scipy and scikit-learn: the summaries of all channels, the
Jaccard matrices and class means, average linkage, channel ranks, inertia and class mix of the clusters, objectives
and trustworthiness of the layouts, the confusion matrix and its figures; and what operation_checks.py says of curves,
units and neighbors. With --model (onnxruntime): logits and pools of the exported input, and filter norms from the file. Prints what agrees; ends with 1 where something does not.
"""

import argparse
import csv
import json
import pathlib
import sys

import numpy as np

import operation_checks

failures = []


def say(what, difference, limit):
    verdict = "ok" if difference <= limit else "WRONG"
    print(f"{verdict:5} {what}: {difference:.3g}, allowed {limit:.0e}")
    if not difference <= limit:
        failures.append(what)


def relative(found, expected):
    scale = np.abs(expected).max() if expected.size else 0
    return 0.0 if found.size == 0 else float(np.abs(found - expected).max() / max(scale, 1e-30))


def otsu_sums(maps):
    """The sum above Otsu's threshold of every map's magnitudes; a map of one pixel is its magnitude."""
    from skimage.filters import threshold_otsu

    magnitudes = np.abs(maps)
    if magnitudes.shape[-1] == 1:
        return magnitudes[..., 0].astype(np.float64)
    sums = np.zeros(magnitudes.shape[:2])
    for place in np.ndindex(sums.shape):
        values = magnitudes[place]
        if values.min() != values.max():
            sums[place] = values[values > threshold_otsu(values)].sum(dtype=np.float64)
    return sums


def summaries(activations):
    maps = activations.reshape(activations.shape[0], activations.shape[1], -1)
    magnitudes = np.abs(maps.astype(np.float64))
    return {
        "otsu": otsu_sums(maps),
        "l2": np.sqrt((magnitudes**2).sum(-1)),
        "mean": magnitudes.mean(-1),
        "max": magnitudes.max(-1),
    }


def strong(summary, share):
    kept = int(np.ceil(np.float32(share) * summary.shape[1]))
    order = np.argsort(-summary, axis=1, kind="stable")[:, :kept]
    sets = np.zeros(summary.shape, bool)
    np.put_along_axis(sets, order, True, axis=1)
    return sets, kept


def jaccard(sets):
    numbers = sets.astype(np.float64)
    both = numbers @ numbers.T
    count = numbers.sum(1)
    return both / (count[:, None] + count[None] - both)


def class_means(similarity, labels, count):
    means = np.full((count, count), np.nan)
    for first in range(count):
        for second in range(count):
            block = similarity[np.ix_(labels == first, labels == second)]
            if first == second:
                block = block[~np.eye(len(block), dtype=bool)]
            if block.size:
                means[first, second] = block.mean()
    return means


def check_jaccard(folder, layer, summary, labels, classes):
    said = layer["jaccard"]
    sets, kept = strong(summary, said["share"])
    assert kept == said["keptChannels"], (kept, said["keptChannels"])
    position = {sample: row for row, sample in enumerate(np.load(folder / "tensors/indices.npy"))}
    shown = [position[sample] for sample in said["samples"]]
    whole = jaccard(sets)
    matrix = np.load(folder / said["matrix"])
    say(f"{layer['name']}: Jaccard matrix", np.abs(matrix - whole[np.ix_(shown, shown)]).max(), 1e-6)
    off = matrix[~np.eye(len(matrix), dtype=bool)]
    if off.size:
        say(f"{layer['name']}: percentiles", np.abs(np.percentile(off, [1, 99]) - said["percentiles"]).max(), 1e-5)
    means = np.load(folder / said["classMeans"])
    expected = class_means(whole, labels, len(classes))
    if means.size:
        same = np.isnan(means) == np.isnan(expected)
        say(f"{layer['name']}: class means", 0 if same.all() else 1, 0)
        say(f"{layer['name']}: class means", np.nanmax(np.abs(means - expected), initial=0), 1e-5)
    return expected


def check_hierarchy(layer, means):
    from scipy.cluster.hierarchy import linkage
    from scipy.spatial.distance import squareform

    said = layer["hierarchy"]
    chosen = np.array(said["classes"])
    if len(chosen) < 2:
        return
    distances = 1 - means[np.ix_(chosen, chosen)]
    np.fill_diagonal(distances, 0)
    expected = linkage(squareform(distances, checks=False), "average")
    found = np.array(said["merges"])
    say(f"{layer['name']}: heights of average linkage", np.abs(found[:, 2] - expected[:, 2]).max(), 1e-5)
    gaps = np.diff(np.sort(expected[:, 2]))
    if gaps.size == 0 or gaps.min() > 1e-5:
        say(f"{layer['name']}: merges", np.abs(found[:, [0, 1, 3]] - expected[:, [0, 1, 3]]).max(), 0)


def check_ranks(folder, layer, summary, labels, classes, norms):
    with open(folder / layer["heatmap"]["ranks"]) as file:
        rows = list(csv.DictReader(file))
    variance = summary.var(axis=0)
    say(f"{layer['name']}: variance", relative(np.array([float(r["variance"]) for r in rows]), variance), 1e-4)
    members = [np.flatnonzero(labels == index) for index in range(len(classes))]
    members = [rows_ for rows_ in members if len(rows_)]
    if members:
        size = min(map(len, members))
        blocks = [summary[rows_[:size]] for rows_ in members]
        distance = sum(
            (np.sqrt(((a - b) ** 2).sum(0)) for i, a in enumerate(blocks) for b in blocks[i + 1:]),
            start=np.zeros(summary.shape[1]),
        )
        found = np.array([float(r["classDistance"]) for r in rows])
        say(f"{layer['name']}: class distance", relative(found, distance), 1e-4)
    if norms is not None:
        found = np.array([float(r["filterNorm"]) for r in rows])
        say(f"{layer['name']}: filter norms", relative(found, norms), 1e-5)


def check_clusters(folder, layer, vectors, labels, classes):
    said = layer["clusters"]
    found = np.load(folder / said["file"])
    centers = np.load(folder / said["centers"])
    expected = np.stack([vectors[found == k].mean(0) for k in range(said["count"])])
    say(f"{layer['name']}: cluster centers", relative(centers, expected), 1e-4)
    inertia = sum(((vectors[found == k] - expected[k]) ** 2).sum() for k in range(said["count"]))
    say(f"{layer['name']}: inertia", abs(inertia - said["inertia"]) / max(inertia, 1e-30), 1e-3)
    mix = np.zeros((said["count"], len(classes) + 1), int)
    np.add.at(mix, (found, np.where(labels < 0, len(classes), labels)), 1)
    say(f"{layer['name']}: class mix", np.abs(mix - np.array(said["classMix"])).max(), 0)
    if said["method"] == "kmeans" and len(vectors) <= 5000:
        from sklearn.cluster import KMeans

        other = KMeans(said["count"], n_init=10, random_state=0).fit(vectors).inertia_
        say(f"{layer['name']}: inertia beyond scikit-learn's, as a share", said["inertia"] / max(other, 1e-30) - 1, 0.02)


def check_embedding(folder, layer, said, vectors):
    if said.get("remark"):
        print(f"      {layer['name']}: no {said['method']}: {said['remark']}")
        return
    points = np.load(folder / said["file"]).astype(np.float64)
    say(f"{layer['name']}: {said['method']} has numbers", 0 if np.isfinite(points).all() else 1, 0)
    if len(points) > 3000 or len(points) < 30:
        return
    from sklearn.manifold import trustworthiness

    print(f"      {layer['name']}: {said['method']} trustworthiness {trustworthiness(vectors, points):.3f}")
    if said["method"] == "pca":
        from sklearn.decomposition import PCA

        count = min(2, *vectors.shape)
        other = PCA(count, svd_solver="full").fit(vectors)
        shares = np.array(said["explainedShares"][:count])
        say(f"{layer['name']}: explained shares", np.abs(other.explained_variance_ratio_ - shares).max(), 1e-4)
        scores = np.abs(other.transform(vectors))
        say(f"{layer['name']}: PCA", relative(np.abs(points[:, :count]), scores), 1e-2)
    if said["method"] == "mds":
        from scipy.spatial.distance import pdist

        drawn, meant = pdist(points), pdist(vectors)
        stress = np.sqrt(((drawn - meant) ** 2).sum() / max((drawn**2).sum(), 1e-30))
        say(f"{layer['name']}: stress-1", abs(stress - said["objective"]), 1e-4)


def filter_norms(model):
    import onnx
    from onnx import numpy_helper

    graph = onnx.load(model).graph
    weights = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    norms = {}
    for node in graph.node:
        if len(node.input) < 2 or node.input[1] not in weights:
            continue
        kernel = weights[node.input[1]].astype(np.float64)
        if node.op_type == "Conv":
            norms[node.name] = np.sqrt((kernel.reshape(len(kernel), -1) ** 2).sum(1))
        elif node.op_type in ("Gemm", "MatMul"):
            transposed = any(a.name == "transB" and a.i for a in node.attribute)
            norms[node.name] = np.sqrt((kernel**2).sum(1 if transposed else 0))
    return norms


def check_logits(folder, model, said):
    import onnxruntime

    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    fed = np.load(folder / next(iter(said["layers"][0]["files"][k] for k in ("tensor",))))
    name = session.get_inputs()[0].name
    found = np.load(folder / "tensors/logits.npy")
    outputs = np.concatenate([session.run(None, {name: row[None]})[0] for row in fed]).reshape(found.shape)
    if np.allclose(outputs.sum(1), 1, atol=1e-3) and outputs.min() >= 0:
        powers = np.exp(found - found.max(1, keepdims=True))
        found = powers / powers.sum(1, keepdims=True)
    say("logits beside onnxruntime's", relative(found, outputs), 1e-3)


def check_confusion(folder, said, labels):
    with open(folder / "samples.csv") as file:
        rows = list(csv.DictReader(file))
    known = [row for row in rows if row["correct"] != ""]
    right = sum(row["correct"] == "1" for row in known)
    confusion = said["confusion"]
    say("accuracy", abs(right / max(len(known), 1) - (confusion["accuracy"] or 0)), 1e-9)
    counts = np.array(confusion["counts"])
    say("confusion's sum", abs(counts.sum() - len(known)), 0)
    names = [entry["networkLabel"] for entry in said["data"]["classes"]]
    expected = np.zeros_like(counts)
    for row in known:
        label = int(row["label"])
        if row["correct"] == "1":
            expected[label, label] += 1
        else:
            expected[label, names.index(row["predicted name"]) if row["predicted name"] in names else len(names)] += 1
    say("confusion matrix", np.abs(counts - expected).max(), 0)
    for index in range(len(names)):
        taken, members, hits = counts[:, index].sum(), counts[index].sum(), counts[index, index]
        if taken:
            say(f"precision of {names[index]}", abs(hits / taken - confusion["precision"][index]), 1e-6)
        if members:
            say(f"recall of {names[index]}", abs(hits / members - confusion["recall"][index]), 1e-6)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--model")
    arguments = parser.parse_args()
    folder = arguments.folder
    said = json.loads((folder / "dataset.json").read_text())
    labels = np.load(folder / "tensors/labels.npy")
    classes = said["data"]["classes"]
    settings = said["settings"]
    norms = filter_norms(arguments.model) if arguments.model else {}
    if arguments.model and (folder / "tensors/logits.npy").exists():
        check_logits(folder, arguments.model, said)
    if said.get("confusion"):
        check_confusion(folder, said, labels)
    for layer in said["layers"]:
        sides = {}
        for side in ("before", "after"):
            name = layer["files"].get(f"tensor-{side}") or layer["files"]["tensor"]
            activations = np.load(folder / name)
            sides[side] = activations
            limits = layer["rangeBefore" if side == "before" else "rangeAfter"]
            say(f"{layer['name']}: range {side}", abs(activations.min() - limits[0]) + abs(activations.max() - limits[1]), 1e-3)
            key = side if layer["hasActivation"] else "after"
            if "summaries" not in layer["files"]:
                continue
            for kind, expected in summaries(activations).items():
                found = np.load(folder / layer["files"][f"summaries-{kind}-{key}"])
                say(f"{layer['name']}: {kind} {side}", relative(found, expected), 1e-4)
        if "summaries" not in layer["files"]:
            print(f"      {layer['name']}: without the view of summaries its other views are not computed again")
            continue
        summary = np.load(folder / layer["files"]["summaries"]).astype(np.float64)
        vectors = summary
        if settings["usesWholeActivations"]:
            vectors = sides[settings["side"]].reshape(len(summary), -1).astype(np.float64)
        means = check_jaccard(folder, layer, summary.astype(np.float32), labels, classes) if layer.get("jaccard") else None
        if layer.get("hierarchy") and means is not None:
            check_hierarchy(layer, means)
        if layer.get("heatmap"):
            check_ranks(folder, layer, summary, labels, classes, norms.get(layer.get("node")))
        if layer.get("clusters"):
            check_clusters(folder, layer, vectors, labels, classes)
        for embedding in layer.get("embeddings") or []:
            check_embedding(folder, layer, embedding, vectors)
    operation_checks.check(say, folder, said, labels, arguments.model)
    print("all agrees" if not failures else f"{len(failures)} differ: {', '.join(failures)}")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
