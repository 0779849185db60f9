"""Trains the Pictograms network on endless fresh scenes and saves its weights.

    python train.py --weights pictograms.pt

Two stages, one learning-rate cycle: many cheap steps on 64-pixel pictures, then 128-pixel ones.
"""

import argparse
import time
from pathlib import Path

import torch
import torch.nn.functional as F

from network import Pictograms
from scenes import DEFAULT_FONT, Sprites, draw, random_scenes

BATCH = 64


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--weights", type=Path, required=True, help="where the state dict goes")
    arguments.add_argument("--font", type=Path, default=DEFAULT_FONT)
    arguments.add_argument("--small-steps", type=int, default=1800, help="steps on 64-pixel pictures")
    arguments.add_argument("--steps", type=int, default=700, help="steps on 128-pixel pictures")
    arguments.add_argument("--rate", type=float, default=3e-3, help="highest learning rate")
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--threads", type=int, default=0, help="0: as many as PyTorch likes")
    options = arguments.parse_args()
    if options.threads:
        torch.set_num_threads(options.threads)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    torch.manual_seed(options.seed)
    generator = torch.Generator().manual_seed(options.seed)
    sprites = Sprites(options.font, device=device)
    network = Pictograms().to(device, memory_format=torch.channels_last)
    optimizer = torch.optim.AdamW(network.parameters(), weight_decay=1e-3)
    total = options.small_steps + options.steps
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, options.rate, total_steps=total, pct_start=0.1)
    start, correct = time.monotonic(), 0
    for step in range(1, total + 1):
        side = 64 if step <= options.small_steps else 128
        scenes, classes = random_scenes(BATCH, sprites, generator)
        pictures, classes = draw(scenes, sprites, side), classes.to(device)
        with torch.autocast(device, dtype=torch.bfloat16):
            logits = network(pictures.to(memory_format=torch.channels_last))
        loss = F.cross_entropy(logits.float(), classes, label_smoothing=0.05)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        schedule.step()
        correct += (logits.argmax(1) == classes).sum().item()
        if step % 50 == 0:
            print(f"step {step}  side {side}  loss {loss.item():.3f}  "
                  f"accuracy {correct / 50 / BATCH:.1%}  {time.monotonic() - start:.0f} s", flush=True)
            correct = 0
        if step % 250 == 0 or step == total:
            torch.save(network.state_dict(), options.weights)


if __name__ == "__main__":
    main()
