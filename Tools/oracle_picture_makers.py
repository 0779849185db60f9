"""Small networks that are no classifiers, for record_oracles.py: an auto-encoder, a U-Net, a super-resolver, and one
with further inputs than the picture."""

import os
import tempfile

import onnx
import torch
from torch import nn

from oracle_networks import randomize


class AutoEncoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder = nn.Sequential(
            nn.Conv2d(3, 8, 3, 2, 1), nn.ReLU(), nn.Conv2d(8, 4, 3, 2, 1), nn.ReLU())
        self.decoder = nn.Sequential(
            nn.ConvTranspose2d(4, 8, 4, 2, 1), nn.LeakyReLU(0.2),
            nn.ConvTranspose2d(8, 3, 3, 2, 1, output_padding=1), nn.Sigmoid())

    def forward(self, picture):
        return self.decoder(self.encoder(picture))


class UNet(nn.Module):
    """Three resolutions; one way up is learned, the other interpolated."""

    def __init__(self):
        super().__init__()

        def block(channels, out):
            return nn.Sequential(nn.Conv2d(channels, out, 3, 1, 1, bias=False), nn.BatchNorm2d(out), nn.ReLU())

        self.down1, self.down2, self.bottom = block(3, 6), block(6, 8), block(8, 10)
        self.pool = nn.MaxPool2d(2)
        self.up2, self.up1 = nn.ConvTranspose2d(10, 8, 2, 2), nn.Upsample(scale_factor=2, mode="bilinear")
        self.merge2, self.merge1 = block(16, 8), block(14, 6)
        self.head = nn.Conv2d(6, 5, 1)

    def forward(self, picture):
        fine = self.down1(picture)
        middle = self.down2(self.pool(fine))
        bottom = self.bottom(self.pool(middle))
        middle = self.merge2(torch.cat([self.up2(bottom), middle], 1))
        return self.head(self.merge1(torch.cat([self.up1(middle), fine], 1)))


class SuperResolver(nn.Module):
    """Twice as many pixels: the interpolated picture, and what the network adds to it."""

    def __init__(self):
        super().__init__()
        self.first, self.second = nn.Conv2d(3, 8, 5, padding=2), nn.Conv2d(8, 12, 3, padding=1)
        self.shuffle = nn.PixelShuffle(2)

    def forward(self, picture):
        detail = self.shuffle(self.second(torch.tanh(self.first(picture))))
        return detail + nn.functional.interpolate(picture, scale_factor=2, mode="nearest")


class Conditioned(nn.Module):
    """A denoiser that reads a noise level, a mask and a step besides the picture."""

    def __init__(self):
        super().__init__()
        self.first, self.last = nn.Conv2d(4, 8, 3, padding=1), nn.Conv2d(8, 3, 3, padding=1)

    def forward(self, picture, sigma, mask, step):
        hidden = torch.relu(self.first(torch.cat([picture, mask], 1)) + step.float())
        return picture - self.last(hidden) * sigma


def exported(module, feeds, dynamo, opset, open_axes):
    options = dict(input_names=list(feeds), output_names=["output"], opset_version=opset, verbose=False)
    if dynamo:
        return torch.onnx.export(module, tuple(feeds.values()), dynamo=True, **options).model_proto
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "model.onnx")
        torch.onnx.export(module, tuple(feeds.values()), path, dynamo=False, dynamic_axes=open_axes, **options)
        return onnx.load(path)


def models():
    """(name, model, feeds, whether weights go to a file of their own)."""
    generator = torch.Generator().manual_seed(9)
    picture = torch.rand(1, 3, 16, 16, generator=generator)
    further = {"sigma": torch.tensor(0.25), "mask": torch.rand(1, 1, 16, 16, generator=generator),
               "step": torch.tensor([3])}
    made = [
        ("autoencoder_script", AutoEncoder(), {"picture": picture}, False, 13, None),
        ("unet_dynamo", UNet(), {"picture": picture}, True, 18, None),
        ("superresolver_script", SuperResolver(), {"picture": picture}, False, 17,
         {"picture": {2: "height", 3: "width"}}),
        ("conditioned_script", Conditioned(), {"picture": picture, **further}, False, 17, None),
    ]
    for seed, (name, module, feeds, dynamo, opset, open_axes) in enumerate(made):
        model = exported(randomize(module, 100 + seed), feeds, dynamo, opset, open_axes)
        yield name, model, {key: value.numpy() for key, value in feeds.items()}, False
