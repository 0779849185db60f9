"""Draws the example pictures: scenes composed by hand, drawn by the generator of the training scenes.

    python make_examples.py --folder ../../Assets/Examples
"""

import argparse
import math
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from PIL import Image

from scenes import CLOUDS, DEFAULT_FONT, GRADIENT, HORIZON, STRIPES, Backgrounds, Objects, Scenes, Sprites, draw

SIDE = 384
CLOUD_SEED = 12


class Thing(NamedTuple):
    emoji: str
    size: float  # as in scenes.Objects, but for degrees
    x: float
    y: float
    degrees: float = 0
    mirrored: bool = False


class Ground(NamedTuple):
    kind: int
    colors: tuple[str, str]
    degrees: float = 90  # 90: from top to bottom
    frequency: float = 4
    phase: float = 0.5
    shading: float = 0.0


def meadow(height: float = 0.62) -> Ground:
    return Ground(HORIZON, ("#b5d3ee", "#7ba05f"), 90, phase=height, shading=-0.1)


def sea(height: float = 0.45) -> Ground:
    return Ground(HORIZON, ("#cfe6f2", "#2f7fae"), 90, phase=height, shading=-0.1)


def street(height: float = 0.7) -> Ground:
    return Ground(HORIZON, ("#dfe5ea", "#7d858d"), 90, phase=height, shading=0.05)


EXAMPLES: dict[str, list] = {
    "dog-and-ball": [meadow(0.58), Thing("🐶", 0.48, 0.43, 0.46), Thing("⚽", 0.33, 0.82, 0.81)],
    "cat-and-fish": [Ground(GRADIENT, ("#f3d9c0", "#c98f78")), Thing("🐈", 0.54, 0.43, 0.46), Thing("🐟", 0.32, 0.81, 0.82)],
    "tiger-and-rabbit": [meadow(0.5), Thing("🐅", 0.5, 0.5, 0.5), Thing("🐇", 0.33, 0.83, 0.82)],
    "taxi-and-bicycle": [street(0.66), Thing("🚕", 0.48, 0.43, 0.55), Thing("🚲", 0.33, 0.82, 0.2)],
    "bus-and-car": [street(0.68), Thing("🚌", 0.72, 0.42, 0.5), Thing("🚗", 0.28, 0.81, 0.85)],
    "panda-and-apple": [Ground(CLOUDS, ("#7fa678", "#d5e3b5")), Thing("🐼", 0.56, 0.43, 0.46), Thing("🍎", 0.33, 0.82, 0.82)],
    "penguin-and-fish": [Ground(HORIZON, ("#a9d2ea", "#eef4f7"), 90, phase=0.68), Thing("🐧", 0.62, 0.4, 0.5), Thing("🐠", 0.28, 0.82, 0.8)],
    "dolphin-and-ship": [sea(0.5), Thing("🐬", 0.6, 0.4, 0.52), Thing("🚢", 0.28, 0.84, 0.4)],
    "house-and-airplane": [meadow(0.66), Thing("🏡", 0.54, 0.44, 0.58), Thing("✈️", 0.3, 0.83, 0.18)],
    "guitar-and-camera": [Ground(STRIPES, ("#e9dfd0", "#d3c2a8"), 0, 6), Thing("🎸", 0.8, 0.44, 0.47), Thing("📷", 0.27, 0.82, 0.83)],
    "banana-and-strawberry": [Ground(GRADIENT, ("#dbe9f4", "#8fb0cc"), 60), Thing("🍌", 0.74, 0.43, 0.47), Thing("🍓", 0.26, 0.82, 0.82)],
    "owl": [Ground(CLOUDS, ("#1f2b4d", "#51618f")), Thing("🦉", 0.8, 0.5, 0.5)],
    "fox": [Ground(GRADIENT, ("#e8efe0", "#86a57d"), 70), Thing("🦊", 0.74, 0.5, 0.5, -6)],
    "elephant": [Ground(HORIZON, ("#f2d8a4", "#c79a5b"), 90, phase=0.66, shading=-0.1), Thing("🐘", 0.8, 0.5, 0.5)],
    "alarm-clock": [Ground(STRIPES, ("#bcd8dc", "#9cc3c9"), 40, 7), Thing("⏰", 0.74, 0.5, 0.5, 10)],
    "cow-and-umbrella": [meadow(0.55), Thing("🐄", 0.56, 0.43, 0.54), Thing("☂️", 0.3, 0.82, 0.2, -12)],
}


def objects(thing: Thing | None, sprites: Sprites) -> Objects:
    shown = thing is not None
    thing = thing or Thing(sprites.emoji[0], 0.3, 0.5, 0.5)
    values = (
        sprites.emoji.index(thing.emoji), thing.size, math.radians(thing.degrees),
        -1.0 if thing.mirrored else 1.0, thing.x, thing.y, float(shown),
    )
    return Objects(*(torch.tensor([value]) for value in values))


def backgrounds(ground: Ground) -> Backgrounds:
    colors = [[int(color[k : k + 2], 16) / 255 for k in (1, 3, 5)] for color in ground.colors]
    clouds = torch.rand(1, 1, 8, 8, generator=torch.Generator().manual_seed(CLOUD_SEED))
    return Backgrounds(
        torch.tensor([ground.kind]), torch.tensor([colors]), torch.tensor([math.radians(ground.degrees)]),
        torch.tensor([float(ground.frequency)]), torch.tensor([ground.phase]), clouds, torch.tensor([ground.shading]),
    )


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--folder", type=Path, required=True)
    arguments.add_argument("--font", type=Path, default=DEFAULT_FONT)
    options = arguments.parse_args()
    torch.set_num_threads(1)
    sprites = Sprites(options.font, enlargement=4)
    for name, (ground, large, *small) in EXAMPLES.items():
        scene = Scenes(objects(large, sprites), objects(small[0] if small else None, sprites), backgrounds(ground))
        picture = draw(scene, sprites, SIDE)[0].permute(1, 2, 0).numpy()
        Image.fromarray((picture * 255).round().astype(np.uint8)).save(options.folder / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
