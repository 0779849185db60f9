"""Exports a classifier of torchvision for Convoscope: the network, how it is fed, and what its classes are.

    python Tools/export_torchvision.py --list
    python Tools/export_torchvision.py --model resnet50 --out models
    convoscope photo.jpg --model models/resnet50.onnx

Writes into the folder:
  resnet50.onnx        the network
  resnet50.json        the sidecar: how pictures are fed, just as the weights' own transforms do it
  resnet50.labels.txt  a label a line

Needs torch and torchvision, nothing else. Trained weights are downloaded by torchvision when they are first asked
for; with --weights none the network is random (from --seed) and nothing is downloaded. With --meanings the sidecar
also says what each class of ImageNet is, in WordNet's words, which are downloaded too (16 MB).
"""

import argparse
import inspect
import io
import json
import pathlib
import sys
import tarfile
import urllib.request
import warnings

import torch
import torchvision

# Networks without convolutions to look into.
TRANSFORMERS = ("vit_", "swin_", "maxvit_")
CLASS_INDEX = "https://storage.googleapis.com/download.tensorflow.org/data/imagenet_class_index.json"
WORDNET = "https://wordnetcode.princeton.edu/3.0/WNdb-3.0.tar.gz"


def model_names():
    names = torchvision.models.list_models(module=torchvision.models)
    return [name for name in names if not name.startswith(TRANSFORMERS)]


def chosen_weights(model, name):
    """The weights of that name ("none": None), and those whose transforms and labels count."""
    known = torchvision.models.get_model_weights(model)
    if name.lower() == "none":
        return None, known.DEFAULT
    try:
        weights = known[name]
    except KeyError:
        offered = ", ".join(["none", *known.__members__])
        sys.exit(f"{model} has no weights {name!r}; there are {offered}.")
    return weights, weights


def build(model, weights, seed):
    """The network, ready to be exported."""
    torch.manual_seed(seed)
    # Random weights as the layers make them; these two would otherwise spend a minute on their own.
    options = {"init_weights": False} if weights is None and model in ("googlenet", "inception_v3") else {}
    try:
        return torchvision.models.get_model(model, weights=weights, **options).eval()
    except OSError as error:
        sys.exit(f"The weights of {model} cannot be downloaded ({error}); --weights none needs no network.")


def export(network, size, path):
    """Writes the ONNX file, with any number of pictures at once."""
    picture = torch.zeros(1, 3, size, size)
    options = {"input_names": ["input"], "output_names": ["logits"], "opset_version": 17}
    options["dynamic_axes"] = {"input": {0: "batch"}, "logits": {0: "batch"}}
    if "dynamo" in inspect.signature(torch.onnx.export).parameters:
        options["dynamo"] = False  # the exporter that needs no further packages
    with warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")
        torch.onnx.export(network, (picture,), str(path), **options)


def sidecar(transforms, labels_file):
    """What Convoscope's sidecar says of a weight's transforms: resized by the shorter side, then the centre."""
    crop, scaled = transforms.crop_size[0], transforms.resize_size[0]
    return {
        "size": [crop, crop],
        "scaledSize": [scaled, scaled],
        "resize": "crop",
        "interpolation": transforms.interpolation.value,
        "mean": list(transforms.mean),
        "deviation": list(transforms.std),
        "channelOrder": "RGB",
        "layout": "NCHW",
        "labels": labels_file,
    }


def glosses(nouns):
    """What WordNet's file data.noun says, by the eight digits that ImageNet names a class by."""
    entries = (line.split(" | ", 1) for line in nouns if line[:1].isdigit())
    return {entry[0].split(" ", 1)[0]: entry[1].strip() for entry in entries if len(entry) == 2}


def sentence(gloss):
    """The definition without its examples, as a sentence."""
    definition = gloss.split('; "')[0].strip().rstrip(";.")
    return definition[:1].upper() + definition[1:] + "."


def meanings():
    """A sentence for each of ImageNet's 1,000 classes; None where they cannot be had."""
    try:
        with urllib.request.urlopen(CLASS_INDEX, timeout=60) as answer:
            index = json.load(answer)
        with urllib.request.urlopen(WORDNET, timeout=600) as answer:
            archive = tarfile.open(fileobj=io.BytesIO(answer.read()))
        nouns = archive.extractfile("dict/data.noun").read().decode("utf-8").splitlines()
    except (OSError, KeyError, ValueError, tarfile.TarError) as error:
        print(f"Without meanings: they cannot be downloaded ({error}).", file=sys.stderr)
        return None
    known = glosses(nouns)
    return [sentence(known.get(index[str(number)][0][1:], index[str(number)][1])) for number in range(len(index))]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--list", action="store_true", help="print the names of the networks")
    parser.add_argument("--model", help="the network, as torchvision calls it")
    parser.add_argument("--weights", default="DEFAULT", help="DEFAULT, none (random), or a name of torchvision's")
    parser.add_argument("--out", type=pathlib.Path, default=pathlib.Path("."), help="the folder to write to")
    parser.add_argument("--meanings", action="store_true", help="also say what each class of ImageNet is")
    parser.add_argument("--seed", type=int, default=1, help="of random weights")
    options = parser.parse_args()
    if options.list:
        print("\n".join(model_names()))
        return
    if not options.model:
        parser.error("--model NAME is missing; --list prints the names")
    if options.model not in torchvision.models.list_models(module=torchvision.models):
        sys.exit(f"torchvision {torchvision.__version__} has no classifier {options.model!r}; try --list.")

    weights, source = chosen_weights(options.model, options.weights)
    transforms = source.transforms()
    options.out.mkdir(parents=True, exist_ok=True)
    model_file = options.out / f"{options.model}.onnx"
    labels_file = options.out / f"{options.model}.labels.txt"

    export(build(options.model, weights, options.seed), transforms.crop_size[0], model_file)
    labels = source.meta["categories"]
    labels_file.write_text("\n".join(labels) + "\n", encoding="utf-8")
    entries = sidecar(transforms, labels_file.name)
    sentences = meanings() if options.meanings and len(labels) == 1000 else None
    if sentences:
        entries["meanings"] = sentences
    sidecar_file = model_file.with_suffix(".json")
    sidecar_file.write_text(json.dumps(entries, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")

    print(f"Wrote {model_file}, {sidecar_file.name} and {labels_file.name}: "
          f"{'random weights' if weights is None else weights}, {len(labels)} classes.")
    print(f"Next: convoscope PICTURE --model {model_file}")


if __name__ == "__main__":
    main()
