"""Records the superpixels that scikit-image finds, as an oracle for the Swift tests.

    python Tools/record_segmentation.py

Writes Tests/Recordings/analysis/superpixels.json: labels as base64 of little-endian 16-bit pairs, label and run length.
Pictures are example pictures, of which every third pixel is taken, or small ones from fixed seeds. Run with
scikit-image 0.26.
"""

import base64
import json
import pathlib

import numpy as np
from PIL import Image
from skimage.segmentation import slic

ROOT = pathlib.Path(__file__).parent.parent


def runs(labels):
    flat = labels.ravel()
    starts = np.flatnonzero(np.concatenate([[True], flat[1:] != flat[:-1]]))
    lengths = np.diff(np.append(starts, flat.size))
    pairs = []
    for label, length in zip(flat[starts], lengths):
        while length > 0:
            pairs += [label, min(length, 65535)]
            length -= 65535
    return base64.b64encode(np.array(pairs, "<u2").tobytes()).decode()


def smooth(random, height, width):
    """Soft blobs of colour, so that regions follow something."""
    down, across = np.mgrid[:height, :width]
    waves = [np.sin(across * a + down * b + c) for a, b, c in random.uniform(0.05, 0.6, (3, 3)) * [1, 1, 10]]
    return np.uint8(np.stack(waves, -1) * 90 + 120 + random.integers(-20, 20, (height, width, 3)))


def main():
    random = np.random.default_rng(11)
    cases = []

    def record(picture, count, compactness=10.0, **source):
        labels = slic(
            picture, n_segments=count, compactness=compactness, sigma=0, start_label=0, enforce_connectivity=True,
            channel_axis=-1)
        cases.append({
            **source, "width": picture.shape[1], "height": picture.shape[0], "regions": count,
            "compactness": compactness, "labels": runs(labels)})

    for name in ("dog-and-ball", "tiger-and-rabbit", "panda-and-apple", "fox", "digit-3"):
        file = f"{name}.png"
        picture = np.asarray(Image.open(ROOT / "Assets" / "Examples" / file).convert("RGB"))
        every = 1 if name.startswith("digit") else 3
        for count in (50, 200):
            record(np.ascontiguousarray(picture[::every, ::every]), count, file=file, every=every)
    for height, width, count, compactness in [
            (23, 37, 20, 10.0), (40, 30, 12, 1.0), (40, 30, 12, 40.0), (6, 90, 5, 10.0), (90, 6, 5, 10.0),
            (5, 7, 50, 10.0), (1, 9, 2, 10.0), (30, 30, 1, 10.0)]:
        picture = smooth(random, height, width)
        record(picture, count, compactness, pixels=base64.b64encode(picture.tobytes()).decode())
    file = ROOT / "Tests" / "Recordings" / "analysis" / "superpixels.json"
    file.write_text(json.dumps(cases, indent=1) + "\n")


if __name__ == "__main__":
    main()
