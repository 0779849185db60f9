"""Records what transformers and timm feed a network, as oracles for the reading of their files.

    python Tools/record_preprocessing.py transformers
    python Tools/record_preprocessing.py timm

Writes Tests/Recordings/preprocessing/*.json: configurations as these libraries write them beside a model, and the
tensor that each makes of one small picture. Run with transformers 4.57 (its image processors in numpy; the next
major version drops them) or timm 1.0, and Pillow 13. Neither is needed for anything else.
"""

import base64
import json
import pathlib
import sys

import numpy as np
from PIL import Image

FOLDER = pathlib.Path(__file__).parent.parent / "Tests" / "Recordings" / "preprocessing"
IMAGENET = {"image_mean": [0.485, 0.456, 0.406], "image_std": [0.229, 0.224, 0.225]}
HALF = {"image_mean": [0.5, 0.5, 0.5], "image_std": [0.5, 0.5, 0.5]}

# Wider than high, so that covering and squashing differ; no side grows while the other shrinks.
WIDTH, HEIGHT = 61, 43


def octets(array):
    return base64.b64encode(np.ascontiguousarray(array, dtype=np.uint8).tobytes()).decode()


def floats(array):
    return base64.b64encode(np.ascontiguousarray(array, dtype="<f4").tobytes()).decode()


def pixels():
    """Noise over a smooth ground: every filter leaves its mark."""
    random = np.random.default_rng(11)
    across, down = np.meshgrid(np.linspace(0, 160, WIDTH), np.linspace(0, 160, HEIGHT))
    ground = np.stack([across, down, 160 - across], -1)
    return (ground + random.integers(0, 96, size=ground.shape)).astype(np.uint8)


def write(name, cases):
    FOLDER.mkdir(parents=True, exist_ok=True)
    content = {"width": WIDTH, "height": HEIGHT, "pixels": octets(pixels()), "cases": cases}
    (FOLDER / name).write_text(json.dumps(content, indent=1) + "\n")


def record_transformers():
    import transformers

    # The class that reads the file, and the file; the old ones with "feature_extractor_type" too.
    files = [
        ("ViTImageProcessor", {"size": {"height": 16, "width": 16}, **HALF}),
        ("ViTImageProcessor", {"size": {"height": 12, "width": 20}, "resample": 3, **HALF}),
        ("ViTImageProcessor", {"size": {"height": 16, "width": 16}, "do_normalize": False}),
        ("ViTImageProcessor", {
            "size": {"height": 16, "width": 16}, "do_rescale": False,
            "image_mean": [123.675, 116.28, 103.53], "image_std": [58.395, 57.12, 57.375]}),
        ("ViTImageProcessor", {"feature_extractor_type": "ViTFeatureExtractor", "size": 16, **HALF}),
        ("BeitImageProcessor", {
            "size": {"height": 20, "width": 20}, "crop_size": {"height": 16, "width": 16},
            "do_center_crop": True, **HALF}),
        ("DeiTImageProcessor", {
            "feature_extractor_type": "DeiTFeatureExtractor", "size": 20, "crop_size": 16, "do_center_crop": True,
            "resample": 3, **IMAGENET}),
        ("ConvNextImageProcessor", {
            "size": {"shortest_edge": 14}, "crop_pct": 0.875, "resample": 3, **IMAGENET}),
        ("ConvNextImageProcessor", {
            "feature_extractor_type": "ConvNextFeatureExtractor", "size": 14, "crop_pct": 0.875, "resample": 2,
            **IMAGENET}),
        ("LevitImageProcessor", {
            "size": {"shortest_edge": 14}, "crop_size": {"height": 14, "width": 14}, "resample": 3, **IMAGENET}),
        ("PoolFormerImageProcessor", {
            "size": {"shortest_edge": 16}, "crop_size": {"height": 16, "width": 16}, "crop_pct": 0.8, "resample": 3,
            **IMAGENET}),
        ("MobileNetV2ImageProcessor", {
            "size": {"shortest_edge": 20}, "crop_size": {"height": 16, "width": 16}, "do_center_crop": True,
            "resample": 2, **HALF}),
        ("MobileViTImageProcessor", {
            "size": {"shortest_edge": 20}, "crop_size": {"height": 16, "width": 16}}),
        ("EfficientNetImageProcessor", {
            "size": {"height": 18, "width": 18}, "crop_size": {"height": 18, "width": 18}, "resample": 0,
            "include_top": True, **IMAGENET}),
        ("EfficientNetImageProcessor", {
            "size": {"height": 18, "width": 18}, "rescale_factor": 1 / 127.5, "rescale_offset": True,
            "do_normalize": False, "include_top": False, "resample": 2}),
        ("BitImageProcessor", {
            "size": {"shortest_edge": 20}, "crop_size": {"height": 16, "width": 16}, "resample": 3, **HALF}),
    ]
    picture = Image.fromarray(pixels())
    cases = []
    for name, file in files:
        if "feature_extractor_type" not in file:
            file = {"image_processor_type": name, **file}
        processor = getattr(transformers, name).from_dict(dict(file))
        fed = processor(picture, return_tensors="np")["pixel_values"]
        # What the library itself would write says the same: half of the cases are recorded so.
        if len(cases) % 2 == 1 and "feature_extractor_type" not in file:
            file = json.loads(processor.to_json_string())
        cases.append({"name": name, "file": file, "inputShape": list(fed.shape), "fed": floats(fed)})
    write("transformers.json", cases)


def record_timm():
    from timm.data import create_transform, resolve_data_config

    base = {"mean": [0.485, 0.456, 0.406], "std": [0.229, 0.224, 0.225], "crop_mode": "center"}
    files = [
        {**base, "input_size": [3, 16, 16], "interpolation": "bicubic", "crop_pct": 0.875},
        {**base, "input_size": [3, 22, 22], "interpolation": "bicubic", "crop_pct": 0.95},
        {**base, "input_size": [3, 16, 16], "interpolation": "bilinear", "crop_pct": 1.0},
        {**base, "input_size": [3, 16, 16], "interpolation": "bicubic", "crop_pct": 0.9, "crop_mode": "squash"},
        {**base, "input_size": [3, 16, 16], "interpolation": "bicubic", "mean": [0.5] * 3, "std": [0.5] * 3},
    ]
    picture = Image.fromarray(pixels())
    cases = []
    for file in files:
        transform = create_transform(**resolve_data_config({}, pretrained_cfg=file))
        fed = transform(picture).numpy()[None]
        cases.append({
            "name": f"{file['crop_mode']} {file.get('crop_pct')}", "file": {"pretrained_cfg": file},
            "inputShape": list(fed.shape), "fed": floats(fed)})
    write("timm.json", cases)


if __name__ == "__main__":
    {"transformers": record_transformers, "timm": record_timm}[sys.argv[1]]()
