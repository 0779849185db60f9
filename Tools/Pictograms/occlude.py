"""Tells what hiding parts of pictures does to the network's answer.

    python occlude.py --model ../../Assets/Models/pictograms.onnx ../../Assets/Examples/dog-and-ball.png

A black square slides over the picture: sides 1/8, 1/4, 3/8 and 1/2 of the picture, steps of half a
square. Printed are the answer for the whole picture, how many squares change it, and to what.
"""

import argparse
from collections import Counter
from pathlib import Path

import numpy as np
import onnxruntime
from PIL import Image

from classes import LABELS
from network import DEVIATION, MEAN, SIDE


def squares() -> list[tuple[int, int, int]]:
    """(left, top, side) in pixels, the smallest squares first."""
    return [
        (left, top, side)
        for side in (SIDE // 8, SIDE // 4, SIDE * 3 // 8, SIDE // 2)
        for top in range(0, SIDE - side + 1, side // 2)
        for left in range(0, SIDE - side + 1, side // 2)
    ]


def variants(picture: np.ndarray) -> np.ndarray:
    """The picture [3, side, side] under each square; [squares, 3, side, side]."""
    result = np.repeat(picture[None], len(squares()), axis=0)
    for variant, (left, top, side) in zip(result, squares()):
        variant[:, top : top + side, left : left + side] = 0
    return result


def probabilities(session: onnxruntime.InferenceSession, pictures: np.ndarray) -> np.ndarray:
    """Softmax over the logits of pictures with values 0...1."""
    logits = session.run(["logits"], {"picture": ((pictures - MEAN) / DEVIATION).astype(np.float32)})[0]
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def read_picture(path: Path) -> np.ndarray:
    """[3, side, side], 0...1."""
    picture = Image.open(path).convert("RGB").resize((SIDE, SIDE), Image.BILINEAR)
    return np.asarray(picture, dtype=np.float32).transpose(2, 0, 1) / 255


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("pictures", type=Path, nargs="+")
    arguments.add_argument("--model", type=Path, required=True)
    options = arguments.parse_args()
    session_options = onnxruntime.SessionOptions()
    session_options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(
        str(options.model), session_options, providers=["CPUExecutionProvider"]
    )
    for path in options.pictures:
        picture = read_picture(path)
        whole = probabilities(session, picture[None])[0]
        masked = probabilities(session, variants(picture))
        best, answers = whole.argmax(), masked.argmax(axis=1)
        changed = Counter(LABELS[answer] for answer in answers if answer != best)
        corners = masked.mean(axis=0).argsort()[::-1][:4]
        print(
            f"{path.stem:24} {LABELS[best]:12} {whole[best]:6.1%}  "
            f"changed {changed.total():3} of {len(answers)} ({changed.total() / len(answers):.1%}): "
            f"{', '.join(f'{label} {count}' for label, count in changed.most_common())}"
            f"  | largest mean: {', '.join(f'{LABELS[c]} {masked[:, c].mean():.1%}' for c in corners)}"
        )


if __name__ == "__main__":
    main()
