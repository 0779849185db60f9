"""Draws a labelled test set, a folder a class, and says how many of its pictures the network reads right.

    python make_test_set.py --out ../../Assets/Data/Pictograms --model ../../Assets/Models/pictograms.onnx

The scenes are those of training, from a seed that neither training (1) nor evaluate.py (20261121) uses. They are
written as JPEG without chroma subsampling: a third of what PNG takes, with colored edges as sharp as they were drawn.
"""

import argparse
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from PIL import Image

from classes import LABELS
from network import DEVIATION, MEAN, SIDE
from scenes import DEFAULT_FONT, Sprites, draw, random_scenes

BATCH = 100


def write(folder: Path, count: int, seed: int, quality: int, font: Path) -> None:
    """Draws scenes until every class has `count` of them; those that a full class gets are left out."""
    sprites = Sprites(font)
    generator = torch.Generator().manual_seed(seed)
    written = [0] * len(LABELS)
    for label in LABELS:
        (folder / label).mkdir(parents=True, exist_ok=True)
    while min(written) < count:
        scenes, classes = random_scenes(BATCH, sprites, generator)
        pictures = draw(scenes, sprites, SIDE).permute(0, 2, 3, 1).numpy()
        for picture, index in zip((pictures * 255).round().astype(np.uint8), classes.tolist()):
            if written[index] == count:
                continue
            path = folder / LABELS[index] / f"{written[index]:0{len(str(count - 1))}}.jpg"
            Image.fromarray(picture).save(path, quality=quality, subsampling=0, optimize=True)
            written[index] += 1


def report(folder: Path, model: Path) -> None:
    session = onnxruntime.InferenceSession(str(model), providers=["CPUExecutionProvider"])
    right, total, wrong = 0, 0, []
    for index, label in enumerate(LABELS):
        paths = sorted((folder / label).glob("*.jpg"))
        pictures = np.stack([np.asarray(Image.open(path).convert("RGB")) for path in paths])
        values = (pictures.astype(np.float32) / 255 - MEAN) / DEVIATION
        answers = session.run(["logits"], {"picture": values.transpose(0, 3, 1, 2)})[0].argmax(1)
        right, total = right + int((answers == index).sum()), total + len(paths)
        wrong += [f"{label}/{path.name}: {LABELS[a]}" for path, a in zip(paths, answers) if a != index]
    print(f"accuracy: {right / total:.2%} ({right} of {total})")
    print("\n".join(wrong))


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--out", type=Path, required=True)
    arguments.add_argument("--model", type=Path, help="measure this network on the pictures")
    arguments.add_argument("--count", type=int, default=50, help="pictures of each class")
    arguments.add_argument("--seed", type=int, default=20270407)
    arguments.add_argument("--quality", type=int, default=90, help="of the JPEG files")
    arguments.add_argument("--font", type=Path, default=DEFAULT_FONT)
    options = arguments.parse_args()
    torch.set_num_threads(1)
    write(options.out, options.count, options.seed, options.quality, options.font)
    size = sum(path.stat().st_size for path in options.out.rglob("*.jpg"))
    print(f"{options.count * len(LABELS)} pictures, {size / 1e6:.2f} MB")
    if options.model:
        report(options.out, options.model)


if __name__ == "__main__":
    main()
