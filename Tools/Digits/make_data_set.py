"""Writes all 1,797 UCI digits as a pair of IDX files, and says how many of them the network reads right.

    python make_data_set.py --out ../../Assets/Data/Digits --model ../../Assets/Models/digits.onnx

Stored at 32 x 32, 8 bits, as the example pictures are: an 8-bit resizing of the 8 x 8 cells would differ from what
training was fed by one level in every seventh pixel.
"""

import argparse
import gzip
import struct
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

from train import DEVIATION, MEAN, enlarged


def write(path: Path, numbers: np.ndarray) -> None:
    """The IDX format: two zero bytes, the type (8: bytes), the rank, the extents (big-endian), the numbers."""
    header = struct.pack(f">BBBB{numbers.ndim}I", 0, 0, 8, numbers.ndim, *numbers.shape)
    path.write_bytes(gzip.compress(header + numbers.astype(np.uint8).tobytes(), 9, mtime=0))


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--out", type=Path, required=True)
    arguments.add_argument("--model", type=Path, help="measure this network on the pictures")
    options = arguments.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(1)
    data = load_digits()
    cells = torch.from_numpy(data.images).float()
    pictures = (enlarged(cells)[:, 0].numpy() * 255).round().astype(np.uint8)
    write(options.out / "digits-images-idx3-ubyte.gz", pictures)
    write(options.out / "digits-labels-idx1-ubyte.gz", data.target)
    if options.model:
        session = onnxruntime.InferenceSession(str(options.model), providers=["CPUExecutionProvider"])
        values = (pictures[:, None].astype(np.float32) / 255 - MEAN) / DEVIATION
        right = session.run(["logits"], {"picture": values})[0].argmax(1) == data.target
        # The quarter that train.py held out, by the same call.
        places = train_test_split(np.arange(len(right)), test_size=0.25, random_state=1, stratify=data.target)[1]
        print(f"all: {right.sum()} of {len(right)}; not trained on: {right[places].sum()} of {len(places)}")


if __name__ == "__main__":
    main()
