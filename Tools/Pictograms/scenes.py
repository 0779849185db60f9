"""Scenes: one or two pictograms on a background, described by numbers and drawn in batches.

A `Scenes` value says what is where in units of the picture's side, so the same scene can be drawn
at 128 pixels for training and at 384 for an example picture.
"""

import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from classes import CLASSES

DEFAULT_FONT = Path("/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf")
STRIKE = 109  # the only size that the font's bitmaps come in
GLYPH_SIDE = 128  # pixels of a sprite's longer side; the sprite has a margin of an eighth around it
PLAIN, GRADIENT, STRIPES, CLOUDS, HORIZON = range(5)


class Sprites:
    """Every design as premultiplied RGBA, and the class that each belongs to.

    `levels[k]` has shape [designs, 4, side, side], the side halving from level to level.
    """

    def __init__(self, font: Path = DEFAULT_FONT, enlargement: int = 1, device: str = "cpu"):
        face = ImageFont.truetype(str(font), STRIKE)
        self.emoji = [emoji for entry in CLASSES for emoji in entry.emoji]
        self.class_of_design = torch.tensor(
            [index for index, entry in enumerate(CLASSES) for _ in entry.emoji]
        )
        self.designs_of_class = [
            torch.nonzero(self.class_of_design == index).flatten() for index in range(len(CLASSES))
        ]
        finest = torch.stack([_sprite(face, emoji, enlargement) for emoji in self.emoji]).to(device)
        self.levels = [finest]
        while self.levels[-1].shape[-1] > 40:
            self.levels.append(F.avg_pool2d(self.levels[-1], 2))


def _sprite(face: ImageFont.FreeTypeFont, emoji: str, enlargement: int) -> torch.Tensor:
    """One glyph, centered, longer side `GLYPH_SIDE * enlargement`; premultiplied, [4, side, side]."""
    canvas = Image.new("RGBA", (300, 200))
    ImageDraw.Draw(canvas).text((40, 20), emoji, font=face, embedded_color=True)
    glyph = canvas.crop(canvas.getbbox()).convert("RGBa")
    longer = GLYPH_SIDE * enlargement
    scale = longer / max(glyph.size)
    size = [max(1, round(length * scale)) for length in glyph.size]
    glyph = glyph.resize(size, Image.LANCZOS) if enlargement == 1 else _enlarged(glyph, size, enlargement)
    side = longer * 5 // 4
    sprite = Image.new("RGBa", (side, side))
    sprite.paste(glyph, ((side - glyph.width) // 2, (side - glyph.height) // 2))
    return torch.from_numpy(np.asarray(sprite).copy()).permute(2, 0, 1).float() / 255


def _enlarged(glyph: Image.Image, size: list[int], enlargement: int) -> Image.Image:
    """The glyph with sharp insides and a smooth, crisp outline; takes and gives premultiplied RGBA."""
    sharp = glyph.resize(size, Image.LANCZOS).convert("RGBA")
    soft = glyph.resize(size, Image.BILINEAR).convert("RGBA")
    inside = sharp.getchannel("A").point(lambda value: 255 if value > 250 else 0)
    inside = inside.filter(ImageFilter.MinFilter(2 * enlargement + 1))
    # Lanczos overshoots beside the outline, which would draw a light seam along it.
    color = Image.composite(sharp.convert("RGB"), soft.convert("RGB"), inside)
    smooth = soft.getchannel("A").filter(ImageFilter.GaussianBlur(enlargement * 0.5))
    color.putalpha(smooth.point(lambda value: min(255, max(0, round((value - 128) * 2.2 + 128)))))
    return color.convert("RGBa")


@dataclass
class Objects:
    """One pictogram in each picture of a batch; every field has shape [count]."""

    design: torch.Tensor  # index into Sprites
    size: torch.Tensor  # longer side of the upright glyph, in picture sides
    angle: torch.Tensor  # radians, counter-clockwise
    mirrored: torch.Tensor  # +1 as in the font, -1 mirrored
    x: torch.Tensor  # center, in picture sides from the left
    y: torch.Tensor  # center, in picture sides from the top
    shown: torch.Tensor  # 1 drawn, 0 left out


@dataclass
class Backgrounds:
    """The ground of each picture of a batch, two colors mixed by a pattern."""

    kind: torch.Tensor  # [count], PLAIN ... HORIZON
    colors: torch.Tensor  # [count, 2, 3], 0...1
    angle: torch.Tensor  # [count], radians, the direction in which the pattern changes
    frequency: torch.Tensor  # [count], stripes per picture side
    phase: torch.Tensor  # [count], 0...1; of a horizon its height
    clouds: torch.Tensor  # [count, 1, cells, cells], 0...1
    shading: torch.Tensor  # [count], brightness added from top to bottom


@dataclass
class Scenes:
    large: Objects
    small: Objects
    backgrounds: Backgrounds


def random_scenes(count: int, sprites: Sprites, generator: torch.Generator) -> tuple[Scenes, torch.Tensor]:
    """`count` scenes, half of them with a small second object, and the class of the large one."""

    def uniform(low: float, high: float, *shape: int) -> torch.Tensor:
        return low + (high - low) * torch.rand(*(shape or (count,)), generator=generator)

    def designs(classes: torch.Tensor) -> torch.Tensor:
        choices = [sprites.designs_of_class[index] for index in classes.tolist()]
        picks = uniform(0, 1)
        return torch.stack([c[int(pick * len(c))] for c, pick in zip(choices, picks.tolist())])

    def sign() -> torch.Tensor:
        return torch.where(uniform(0, 1) < 0.5, 1.0, -1.0)

    classes = torch.randint(len(CLASSES), (count,), generator=generator)
    others = (classes + torch.randint(1, len(CLASSES), (count,), generator=generator)) % len(CLASSES)
    paired = uniform(0, 1) < 0.5
    # A lone object may be small too: that is what lets the network name the one a mask leaves over.
    size = torch.where(paired, uniform(0.45, 0.85), uniform(0.22, 0.95))
    room = (0.5 - 0.42 * size).clamp(min=0.02)
    large = Objects(
        designs(classes), size, uniform(-0.6, 0.6), sign(),
        0.5 + room * uniform(-1, 1), 0.5 + room * uniform(-1, 1), torch.ones(count),
    )
    candidates = uniform(0.14, 0.86, 4, count, 2)
    distance = torch.hypot(candidates[..., 0] - large.x, candidates[..., 1] - large.y)
    farthest = candidates[distance.argmax(0), torch.arange(count)]
    small = Objects(
        designs(others), uniform(0.2, 0.34), uniform(-0.6, 0.6), sign(),
        farthest[:, 0], farthest[:, 1], paired.float(),
    )
    kind = torch.randint(5, (count,), generator=generator)
    across = uniform(0, 2 * math.pi)
    level = math.pi / 2 + uniform(-0.25, 0.25)
    backgrounds = Backgrounds(
        kind, uniform(0, 1, count, 2, 3), torch.where(kind == HORIZON, level, across),
        uniform(2, 12), torch.where(kind == HORIZON, uniform(0.3, 0.75), uniform(0, 1)),
        uniform(0, 1, count, 1, 8, 8), uniform(-0.2, 0.2),
    )
    return Scenes(large, small, backgrounds), classes


def draw(scenes: Scenes, sprites: Sprites, side: int) -> torch.Tensor:
    """The pictures, [count, 3, side, side], 0...1."""
    device = sprites.levels[0].device
    pictures = _draw_backgrounds(scenes.backgrounds, side).to(device)
    for objects in (scenes.large, scenes.small):
        _draw_objects(pictures, objects, sprites)
    return pictures.clamp(0, 1)


def _draw_backgrounds(ground: Backgrounds, side: int) -> torch.Tensor:
    along = (torch.arange(side) + 0.5) / side
    y, x = torch.meshgrid(along, along, indexing="ij")

    def each(values: torch.Tensor) -> torch.Tensor:
        return values[:, None, None]

    position = 0.5 + (x - 0.5) * each(ground.angle.cos()) + (y - 0.5) * each(ground.angle.sin())
    wave = torch.sin(2 * math.pi * (position * each(ground.frequency) + each(ground.phase)))
    clouds = F.interpolate(ground.clouds, size=(side, side), mode="bicubic", align_corners=False)
    patterns = torch.stack([
        torch.zeros_like(position),
        position.clamp(0, 1),
        (0.5 + 2.5 * wave).clamp(0, 1),
        clouds[:, 0].clamp(0, 1),
        torch.sigmoid((position - each(ground.phase)) * 60),
    ])
    mix = patterns[ground.kind, torch.arange(len(ground.kind))][:, None]
    first, second = ground.colors[:, 0, :, None, None], ground.colors[:, 1, :, None, None]
    return first + (second - first) * mix + each(ground.shading)[:, None] * (y - 0.5)


def _draw_objects(pictures: torch.Tensor, objects: Objects, sprites: Sprites) -> None:
    """Lays one object over each picture, in place; each is sampled from the level nearest its size."""
    side, device = pictures.shape[-1], pictures.device
    finest = sprites.levels[0].shape[-1] * 4 / 5
    levels = torch.log2(finest / (objects.size * side)).round().clamp(0, len(sprites.levels) - 1)
    levels = torch.where(objects.shown > 0, levels, -1)
    for level, images in enumerate(sprites.levels):
        chosen = torch.nonzero(levels == level).flatten()
        if len(chosen) == 0:
            continue
        grid = F.affine_grid(_sprite_from_picture(objects, chosen), [len(chosen), 4, side, side], align_corners=False)
        layer = F.grid_sample(
            images[objects.design[chosen].to(device)], grid.to(device), align_corners=False
        )
        pictures[chosen.to(device)] = layer[:, :3] + pictures[chosen.to(device)] * (1 - layer[:, 3:])


def _sprite_from_picture(objects: Objects, chosen: torch.Tensor) -> torch.Tensor:
    """[chosen, 2, 3]: from picture to sprite, both in -1...1, x to the right and y down."""
    scale = 0.8 / objects.size[chosen]  # the glyph fills four fifths of its sprite
    cosine, sine = objects.angle[chosen].cos() * scale, objects.angle[chosen].sin() * scale
    mirrored = objects.mirrored[chosen]
    x, y = 2 * objects.x[chosen] - 1, 2 * objects.y[chosen] - 1
    rows = [
        mirrored * cosine, -mirrored * sine, mirrored * (sine * y - cosine * x),
        sine, cosine, -sine * x - cosine * y,
    ]
    return torch.stack(rows, dim=1).view(-1, 2, 3)
