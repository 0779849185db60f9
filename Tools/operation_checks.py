"""What `check_dataset.py` computes again of the network's operations: the views fractal, splom and neighbourhood.

From the exported activations alone: VAT's order from all distances, cells and quality of the curve, nearest neighbors
and how many of them stay, distances and their densities (scipy's gaussian_kde), units against each other. Equally near
samples are told apart by their rows; where distances are equal up to rounding, either is right.
"""

import csv
import json

import numpy as np

ROUNDING = 2e-5


def distances(rows):
    """All Euclidean distances in float64: difference by difference, or by products where that would take minutes."""
    from scipy.spatial.distance import cdist

    rows = rows.reshape(len(rows), -1)
    if len(rows) ** 2 * rows.shape[1] < 3e10:
        return cdist(rows.astype(np.float64), rows.astype(np.float64))
    products = np.zeros((len(rows), len(rows)))
    mean = rows.mean(0, dtype=np.float64)
    for start in range(0, rows.shape[1], 4096):
        part = rows[:, start:start + 4096].astype(np.float64) - mean[start:start + 4096]
        products += part @ part.T
    squares = np.diag(products)
    found = np.sqrt(np.maximum(squares[:, None] + squares[None] - 2 * products, 0))
    np.fill_diagonal(found, 0)
    return found


def vat(distance):
    """The order by definition: from the row of the largest distance, always the nearest to any that was had."""
    order = [int(np.unravel_index(distance.argmax(), distance.shape)[0])]
    left = np.ones(len(distance), bool)
    left[order[0]] = False
    nearest = distance[order[0]].copy()
    while left.any():
        following = int(np.where(left, nearest, np.inf).argmin())
        order.append(following)
        left[following] = False
        nearest = np.minimum(nearest, distance[following])
    return np.array(order)


def excess(order, distance):
    """How much farther than needed the worst step of an order goes, beside the largest distance."""
    scale = max(distance.max(), 1e-30)
    worst = (scale - distance[order[0]].max()) / scale
    nearest = distance[order[0]].copy()
    left = np.ones(len(distance), bool)
    left[order[0]] = False
    for following in order[1:]:
        worst = max(worst, (nearest[following] - nearest[left].min()) / scale)
        left[following] = False
        nearest = np.minimum(nearest, distance[following])
    return worst


def hilbert(side):
    """Column and row of every cell of Hilbert's curve, by the bits of its position (H. S. Warren, Hacker's Delight)."""
    cells = []
    for position in range(side * side):
        x = y = 0
        rest, extent = position, 1
        while extent < side:
            right, up = (rest // 2) & 1, (rest ^ (rest // 2)) & 1
            if up == 0:
                if right == 1:
                    x, y = extent - 1 - x, extent - 1 - y
                x, y = y, x
            x, y = x + extent * right, y + extent * up
            rest, extent = rest // 4, extent * 2
        cells.append((x, y))
    return np.array(cells)


def check_curve(say, folder, said):
    curve = said["curve"]
    cells = np.load(folder / said["cells"])
    width, height = curve["width"], curve["height"]
    visited = {tuple(cell) for cell in cells.tolist()}
    say("the curve visits every cell once", abs(len(visited) - width * height) + abs(len(cells) - width * height), 0)
    say("the curve stays inside", 0 if ((cells >= 0) & (cells < [width, height])).all() else 1, 0)
    if len(cells) > 1:
        steps = np.abs(np.diff(cells, axis=0)).sum(1)
        say("the curve goes from a cell to one beside it", (steps != 1).sum(), 0)
    if width == height and width & (width - 1) == 0:
        meant, last = hilbert(width), width - 1
        turned = [meant, meant[:, ::-1]]
        turned += [np.abs(cells_ - [last, 0]) for cells_ in turned] + [np.abs(cells_ - [0, last]) for cells_ in turned]
        turned += [last - cells_ for cells_ in turned[:2]]
        say("the curve is Hilbert's, as it is or turned", 0 if any((cells == one).all() for one in turned) else 1, 0)
    unused = len(cells) - said["sampleCount"]
    say("half of the unused cells come first", abs(curve["first"] - unused // 2), 0)
    return cells[curve["first"]:curve["first"] + said["sampleCount"]], (height, width)


def quality(order, cells, extent, labels, count):
    grid = np.full(extent, -2)
    grid[cells[:, 1], cells[:, 0]] = labels[order]
    pairs = [(grid[:, 1:].ravel(), grid[:, :-1].ravel()), (grid[1:].ravel(), grid[:-1].ravel())]
    first, second = (np.concatenate(side) for side in zip(*pairs))
    used = (first != -2) & (second != -2)
    first, second = first[used], second[used]
    alike = (first == second) & (first >= 0)
    classes = []
    for index in range(count):
        touching = (first == index) | (second == index)
        classes.append((alike & touching).sum() / max(touching.sum(), 1))
    return alike.sum() / max(len(alike), 1), np.array(classes)


def agreement(labels):
    same = (labels[1:] == labels[:-1]) & (labels[1:] >= 0)
    count = np.concatenate([[0], same]).astype(int) + np.concatenate([same, [0]])
    return [int((count == wanted).sum()) for wanted in range(3)]


def curve_labels(folder, said, labels):
    """The classes that curves are of: those of the data, or what the network says."""
    known = said["quality"]
    if known["labels"] != "predicted":
        return labels
    index = {name: place for place, name in enumerate(known["classes"])}
    with open(folder / "samples.csv") as file:
        names = [row["predicted name"] for row in csv.DictReader(file)]
    if not said["data"]["classes"]:
        return np.array([index.get(name, -1) for name in names])
    ours = {entry["networkLabel"]: place for place, entry in enumerate(said["data"]["classes"]) if entry.get("networkLabel")}
    return np.array([ours.get(name, -1) for name in names])


def check_order(say, folder, said, entry, distance, labels, curve):
    name = entry["name"]
    order = np.load(folder / entry["vat"])
    say(f"{name}: the order has every sample once", abs(len(set(order.tolist())) - said["vat"]["sampleCount"]), 0)
    if len(order) == len(distance):
        say(f"{name}: steps of VAT's order beyond the shortest", excess(order, distance), ROUNDING)
        differing = int((order != vat(distance)).sum())
        print(f"      {name}: {differing} of {len(order)} places unlike the order of exact distances")
    cells, extent = curve
    if entry.get("quality") is None:
        return
    known = said["quality"]["classes"]
    found, classes = quality(order, cells, extent, labels, len(known))
    say(f"{name}: quality", abs(found - entry["quality"]), 1e-6)
    ours = np.array([np.nan if value is None else value for value in entry["qualityOfClasses"]])
    say(f"{name}: quality of classes", np.nanmax(np.abs(ours - classes), initial=0), 1e-6)
    say(f"{name}: agreement", np.abs(np.array(agreement(labels[order])) - entry["agreement"]).max(), 0)


def nearest(distance, k):
    """Rows, the nearest first, equally near ones by number; none is its own."""
    own = distance.copy()
    np.fill_diagonal(own, np.inf)
    return np.argsort(own, axis=1, kind="stable")[:, :k]


def check_neighbours(say, folder, entry, distance):
    name, said = entry["name"], entry["neighbours"]
    found, far = np.load(folder / said["indices"]), np.load(folder / said["distances"])
    scale = max(distance.max(), 1e-30)
    rows = np.arange(len(found))[:, None]
    say(f"{name}: nobody is a neighbor twice, or of itself",
        sum(len(set(row)) != len(row) or index in row for index, row in enumerate(found.tolist())), 0)
    say(f"{name}: distances of the neighbors", np.abs(far - distance[rows, found]).max(initial=0) / scale, ROUNDING)
    own = distance.copy()
    np.fill_diagonal(own, np.inf)
    meant = np.sort(own, axis=1)[:, :said["k"] + 1]
    say(f"{name}: no others are nearer", np.abs(far - meant[:, :said["k"]]).max(initial=0) / scale, ROUNDING)
    same = distance[rows, found][:, 1:] == 0
    say(f"{name}: those at no distance by their rows", (same & (found[:, 1:] < found[:, :-1])).sum(), 0)
    # Where the last neighbor and the one after it are as far as each other, either is right.
    clear = np.ones(len(found), bool)
    if said["k"] < len(found) - 1:
        clear = meant[:, -1] - meant[:, -2] > 2 * ROUNDING * scale
    return found, clear


def overlap(first, second):
    return np.array([len(set(a) & set(b)) for a, b in zip(first.tolist(), second.tolist())])


def check_stability(say, folder, said, tables, rank):
    known = said["stability"]
    with open(folder / known["file"]) as file:
        rows = list(csv.reader(file))
    table = np.array([[int(cell) for cell in row[1:]] for row in rows[1:]])
    say("stability: columns", 0 if rows[0][1:] == known["operations"] else 1, 0)
    whole = json.loads((folder / "stability.json").read_text())
    say("stability.json is stability.csv", np.abs(np.array(whole["overlaps"]) - table).max(), 0)
    say("stability: k", abs(whole["k"] - min(said["settings"]["k"], len(table) - 1)), 0)
    reference, exact = tables.get(known["reference"]), rank.get(known["reference"])
    if reference is None:
        return
    for column, name in enumerate(known["operations"]):
        say(f"{name}: overlap of the written neighbors",
            np.abs(overlap(tables[name][0], reference[0]) - table[:, column]).max(), 0)
        clear = tables[name][1] & reference[1]
        expected = overlap(rank[name], exact)
        say(f"{name}: overlap, {clear.sum()} samples without ties",
            np.abs(expected - table[:, column])[clear].max(initial=0), 0)


def check_densities(say, folder, said, entry, distance, labels):
    from scipy.stats import gaussian_kde

    name, own, focus = entry["name"], entry["densities"], said["densities"]["focus"]["row"]
    far = np.load(folder / own["distances"])
    say(f"{name}: distances from the sample in focus",
        np.abs(far - distance[focus]).max() / max(distance.max(), 1e-30), ROUNDING)
    places, found = np.load(folder / own["places"]), np.load(folder / own["file"])
    others = np.arange(len(far)) != focus
    for index in range(len(found)):
        group = others if not said["data"]["classes"] else others & (labels == index)
        values = far[group].astype(np.float64)
        say(f"{name}: count of density {index}", abs(len(values) - own["counts"][index]), 0)
        if len(values) < 2 or values.std() == 0:
            say(f"{name}: no density {index}", abs(own["bandwidth"][index]) + np.abs(found[index]).max(), 0)
            continue
        kernel = gaussian_kde(values, "scott")
        width = kernel.factor * values.std(ddof=1)
        say(f"{name}: bandwidth {index}", abs(width - own["bandwidth"][index]) / width, 1e-6)
        meant = kernel(places.astype(np.float64))
        say(f"{name}: density {index}", np.abs(meant - found[index]).max() / meant.max(), 1e-4)


def check_transformation(say, folder, said, rows):
    known = said["transformation"]
    if known["from"] not in rows or known["to"] not in rows:
        return
    focus = said["densities"]["focus"]["row"]
    with open(folder / known["file"]) as file:
        found = list(csv.DictReader(file))
    with open(folder / "samples.csv") as file:
        row_of = {row["index"]: place for place, row in enumerate(csv.DictReader(file))}
    shown = [row_of[row["index"]] for row in found]
    chosen = set()
    for end in ("from", "to"):
        far = rows[known[end]].astype(np.float64)
        order = [row for row in np.argsort(far, kind="stable") if row != focus]
        chosen |= set(order[:known["k"]])
        rank = {row: place + 1 for place, row in enumerate(order)}
        say(f"transformation: ranks {end}", max(abs(rank[row] - int(r[f"rank {end}"])) for row, r in zip(shown, found)), 0)
        ours = np.array([float(row[f"distance {end}"]) for row in found])
        say(f"transformation: distances {end}", np.abs(ours - far[shown]).max() / max(far.max(), 1e-30), 1e-6)
        if "radius from" in found[0]:
            low, high = far[order[0]], far[order[known["k"] - 1]]
            radius = np.minimum(0.5 + (far[shown] - low) / (high - low), 1.62) if high > low else None
            if radius is not None:
                ours = np.array([float(row[f"radius {end}"]) for row in found])
                say(f"transformation: radii {end}", np.abs(ours - radius).max(), 1e-4)
    say("transformation: the nearest in either", len(chosen ^ set(shown)) + len(shown) - len(set(shown)), 0)


def check_units(say, folder, said, entry, activations):
    name, own = entry["name"], entry["splom"]
    points, values = np.load(folder / own["points"]), np.load(folder / own["values"])
    maps = activations.reshape(*activations.shape[:2], -1)
    say(f"{name}: points", abs(len(points) - min(said["settings"]["points"], maps.shape[0] * maps.shape[2])), 0)
    say(f"{name}: no point twice", len(points) - len(np.unique(points, axis=0)), 0)
    all_units = maps[points[:, 0], :, points[:, 1]].astype(np.float64)
    scale = max(np.abs(all_units).max(initial=0), 1e-30)
    say(f"{name}: values of the points", np.abs(values - all_units[:, own["shownUnits"]]).max(initial=0) / scale, 1e-5)
    with open(folder / own["table"]) as file:
        rows = list(csv.DictReader(file))
    deviation = all_units.std(0)
    say(f"{name}: means", np.abs(all_units.mean(0) - [float(row["mean"]) for row in rows]).max() / scale, 1e-5)
    say(f"{name}: deviations", np.abs(deviation - [float(row["deviation"]) for row in rows]).max() / scale, 1e-5)
    highest = np.sort(deviation)[::-1][:len(own["shownUnits"])]
    say(f"{name}: the most varying units", np.abs(deviation[own["shownUnits"]] - highest).max() / scale, 1e-5)
    varying = deviation > 1e-6 * scale
    correlation = np.load(folder / own["correlation"])
    if varying.sum() > 1:
        meant = np.corrcoef(all_units[:, varying].T)
        say(f"{name}: correlation", np.abs(correlation[np.ix_(varying, varying)] - meant).max(), 1e-4)


def check_pools(say, folder, said, model):
    """The pools' activations beside onnxruntime's."""
    import onnx
    import onnxruntime

    graph = onnx.load(model)
    made = {output for node in graph.graph.node for output in node.output}
    pools = [entry for entry in said["operations"] if entry["kind"] == "pool" and entry.get("node") in made]
    if not pools:
        return
    known = {output.name for output in graph.graph.output}
    graph.graph.output.extend(onnx.helper.make_empty_tensor_value_info(e["node"]) for e in pools if e["node"] not in known)
    session = onnxruntime.InferenceSession(graph.SerializeToString(), providers=["CPUExecutionProvider"])
    fed = np.load(folder / said["layers"][0]["files"]["tensor"])[:8] if said["layers"][0]["kind"] == "input" else None
    if fed is None:
        return
    feed = session.get_inputs()[0]
    if len(feed.shape) == 4 and feed.shape[3] == fed.shape[1] != feed.shape[1]:
        fed = np.moveaxis(fed, 1, 3)
    for entry in pools:
        meant = np.concatenate([session.run([entry["node"]], {feed.name: row[None]})[0] for row in fed])
        found = np.load(folder / entry["tensor"], mmap_mode="r")[:len(fed)]
        scale = max(np.abs(meant).max(), 1e-30)
        say(f"{entry['name']}: beside onnxruntime's", np.abs(meant.reshape(found.shape) - found).max() / scale, 1e-4)


def check(say, folder, said, labels, model=None):
    """All of it; `say(what, difference, limit)` is told how far each number is off."""
    curve = check_curve(say, folder, said["vat"]) if said.get("vat") else None
    own_labels = curve_labels(folder, said, labels) if curve else labels
    tables, rank, rows = {}, {}, {}
    for entry in said["operations"]:
        for remark in entry.get("remarks") or []:
            print(f"      {entry['name']}: {remark}")
        if not entry.get("tensor"):
            continue
        activations = np.load(folder / entry["tensor"], mmap_mode="r")
        say(f"{entry['name']}: shape", 0 if list(activations.shape[1:]) == entry["shape"] else 1, 0)
        if entry.get("splom"):
            check_units(say, folder, said, entry, activations)
        if not entry.get("vat") and not entry.get("neighbours"):
            continue
        distance = distances(activations)
        if entry.get("vat"):
            check_order(say, folder, said, entry, distance, own_labels, curve)
        if entry.get("neighbours"):
            tables[entry["name"]] = check_neighbours(say, folder, entry, distance)
            rank[entry["name"]] = nearest(distance, entry["neighbours"]["k"])
            check_densities(say, folder, said, entry, distance, labels)
            rows[entry["name"]] = np.load(folder / entry["densities"]["distances"])
    if said.get("stability"):
        check_stability(say, folder, said, tables, rank)
    if said.get("transformation"):
        check_transformation(say, folder, said, rows)
    if model and said.get("tensors"):
        check_pools(say, folder, said, model)
