"""The Pictograms network: five blocks of two convolutions, a dense layer and 40 logits."""

import torch
import torch.nn.functional as F
from torch import nn

from classes import CLASSES

BLOCKS = [(16, 16), (32, 32), (64, 64), (96, 96), (128, 128)]
SIDE = 128
MEAN, DEVIATION = 0.5, 0.25  # of every channel, for pixel values 0...1
HIDDEN_COUNT = 128


class Pictograms(nn.Module):
    """Pictures [count, 3, 128, 128] with values 0...1 to logits [count, 40].

    Pictures of 64 pixels a side are accepted too: a cheap first stage of training.
    """

    def __init__(self):
        super().__init__()
        self.convolutions, self.normalizations = nn.ModuleDict(), nn.ModuleDict()
        channels = 3
        for block, widths in enumerate(BLOCKS, start=1):
            for place, width in enumerate(widths, start=1):
                self.convolutions[f"{block}_{place}"] = nn.Conv2d(channels, width, 3, padding=1, bias=False)
                self.normalizations[f"{block}_{place}"] = nn.BatchNorm2d(width)
                channels = width
        self.fc1 = nn.Linear(channels * 4 * 4, HIDDEN_COUNT)
        self.logits = nn.Linear(HIDDEN_COUNT, len(CLASSES))

    def forward(self, pictures: torch.Tensor) -> torch.Tensor:
        values = (pictures - MEAN) / DEVIATION
        for block, widths in enumerate(BLOCKS, start=1):
            for place in range(1, len(widths) + 1):
                name = f"{block}_{place}"
                values = F.relu(self.normalizations[name](self.convolutions[name](values)))
            values = F.max_pool2d(values, 2)
        # At 128 pixels the maps are 4 x 4 already; those of 64-pixel pictures are repeated to that.
        values = F.adaptive_avg_pool2d(values, 4)
        return self.logits(F.relu(self.fc1(values.flatten(1))))
