"""Recomputes what `convoscope analyze` says of two variants from the tensors that it wrote.

    convoscope analyze P.png --tensors --out whole
    convoscope analyze P.png --mask 40,30,50,40 --tensors --out masked
    python Tools/check_comparison.py whole masked

Needs numpy. Ends with status 1 where a number disagrees.
"""

import csv
import json
import pathlib
import sys

import numpy as np

TOLERANCE = 2e-5


def tensors(folder):
    """Each layer's name and values, the maps first."""
    layers = json.loads((folder / "analysis.json").read_text())["layers"]
    for layer in layers:
        values = np.load(folder / layer["tensor"]).astype(np.float64)
        if layer.get("layout") == "NHWC":
            values = np.moveaxis(values, -1, 0)
        yield layer["name"], values.reshape(layer["shape"][0], -1)


def main(whole, masked):
    with open(masked / "comparison.csv", newline="") as file:
        rows = list(csv.DictReader(file))
    worst = 0.0
    pairs = list(zip(rows, tensors(whole), tensors(masked), strict=True))
    for row, (name, before), (_, after) in pairs:
        difference = after - before
        norms = np.linalg.norm(difference, axis=1)
        cosine = (after * before).sum() / (np.linalg.norm(after) * np.linalg.norm(before))
        moved = int(row["mapMovedMost"])
        errors = [
            abs(float(row["relativeL2"]) - np.linalg.norm(difference) / np.linalg.norm(before)),
            abs(float(row["cosine"]) - cosine),
            (norms.max() - norms[moved]) / max(norms.max(), 1),
            abs(float(row["mapDistance"]) - norms[moved]) / max(norms[moved], 1),
            abs(float(row["mapMeanDifference"]) - difference[moved].mean()),
        ]
        worst = max(worst, *errors)
        if row["layer"] != name or max(errors) > TOLERANCE:
            print(f"{name}: {row} is off by {max(errors):.2g}")
    print(f"{len(pairs)} layers, largest difference {worst:.2g}")
    return 0 if worst <= TOLERANCE else 1


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])))
