"""Records neighbours and t-SNE maps of handwritten digits, as oracles for the Swift tests.

    python Tools/record_embedding.py

Writes Tests/Recordings/analysis/digits400.json, the rows that all of it is about (the first 400 digits that come with
scikit-learn, 64 bytes each, 0 to 16), and beside it neighbors.json, from scikit-learn. Numbers are base64 of
little-endian 32-bit floats.
"""

import base64
import json
import pathlib

import numpy as np
from sklearn.datasets import load_digits
from sklearn.neighbors import NearestNeighbors

FOLDER = pathlib.Path(__file__).parent.parent / "Tests" / "Recordings" / "analysis"


def floats(values):
    return base64.b64encode(np.ascontiguousarray(values, "<f4").tobytes()).decode()


def write(name, content):
    (FOLDER / f"{name}.json").write_text(json.dumps(content, indent=1) + "\n")


def main():
    digits = load_digits()
    rows = digits.data[:400]
    write("digits400", {
        "shape": rows.shape, "values": base64.b64encode(rows.astype("u1").tobytes()).decode(),
        "labels": base64.b64encode(digits.target[:400].astype("u1").tobytes()).decode()})

    count = 10
    distances, _ = NearestNeighbors(n_neighbors=count, algorithm="brute").fit(rows).kneighbors()
    write("neighbors", {"count": count, "distances": floats(distances)})


if __name__ == "__main__":
    main()
