"""Measures the exported network on fresh scenes, drawn from a seed that training never used.

    python evaluate.py --model ../../Assets/Models/pictograms.onnx
"""

import argparse
from pathlib import Path

import numpy as np
import onnxruntime
import torch

from classes import LABELS
from network import DEVIATION, MEAN, SIDE
from scenes import DEFAULT_FONT, Sprites, draw, random_scenes

BATCH = 100


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--model", type=Path, required=True)
    arguments.add_argument("--font", type=Path, default=DEFAULT_FONT)
    arguments.add_argument("--count", type=int, default=8000)
    arguments.add_argument("--seed", type=int, default=20261121)
    options = arguments.parse_args()
    torch.set_num_threads(1)
    session_options = onnxruntime.SessionOptions()
    session_options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(
        str(options.model), session_options, providers=["CPUExecutionProvider"]
    )
    sprites = Sprites(options.font)
    generator = torch.Generator().manual_seed(options.seed)
    answers, truths, paired, sizes = [], [], [], []
    for _ in range(options.count // BATCH):
        scenes, classes = random_scenes(BATCH, sprites, generator)
        pictures = (draw(scenes, sprites, SIDE) - MEAN) / DEVIATION
        answers.append(session.run(["logits"], {"picture": pictures.numpy()})[0].argmax(1))
        truths.append(classes.numpy())
        paired.append(scenes.small.shown.numpy() > 0)
        sizes.append(scenes.large.size.numpy())
    answers, truths, paired, sizes = map(np.concatenate, (answers, truths, paired, sizes))
    report(answers, truths, paired, sizes)


def report(answers: np.ndarray, truths: np.ndarray, paired: np.ndarray, sizes: np.ndarray) -> None:
    right = answers == truths

    def line(name: str, chosen: np.ndarray) -> None:
        print(f"{name:28} {right[chosen].mean():7.2%} of {chosen.sum()}")

    line("all scenes", np.ones_like(right))
    line("with a second object", paired)
    line("one object", ~paired)
    line("one object, at least half", ~paired & (sizes >= 0.5))
    line("one object, below half", ~paired & (sizes < 0.5))
    for index, label in enumerate(LABELS):
        chosen = truths == index
        wrong = answers[chosen & ~right]
        common = np.bincount(wrong, minlength=len(LABELS)).argmax() if len(wrong) else None
        confused = f"  most often taken for {LABELS[common]}" if len(wrong) > 1 else ""
        print(f"  {label:14} {right[chosen].mean():7.2%} of {chosen.sum()}{confused}")


if __name__ == "__main__":
    main()
