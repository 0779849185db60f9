"""Compares what Convoscope computes with onnxruntime, layer by layer, for any number of ONNX classifiers.

For every MODEL it lets `convoscope analyze --tensors` look at a picture, feeds onnxruntime what was fed there, and
compares the logits (1e-4 of their largest value) and every shown layer (1e-3 of its largest value). With
--every-node, `convoscope run --all` is compared too: each node's output, computed with nothing merged.

    python Tools/compare_with_onnxruntime.py resnet18.onnx mobilenet_v2.onnx [--every-node]

One line a model; the exit status is 1 where anything differs or does not open. Needs numpy, onnx and onnxruntime
(Tools/requirements.txt), and a built convoscope.
"""

import argparse
import collections
import json
import pathlib
import subprocess
import sys
import tempfile

import numpy as np
import onnx
import onnxruntime

ROOT = pathlib.Path(__file__).resolve().parent.parent
LOGITS_TOLERANCE = 1e-4
LAYER_TOLERANCE = 1e-3

# How far one value is off, as a share of the reference's largest magnitude.
Difference = collections.namedtuple("Difference", "name share tolerance")


def difference(name, ours, reference, tolerance):
    if ours.size != reference.size:
        return Difference(f"{name} has {ours.size} numbers, not {reference.size}", float("inf"), tolerance)
    ours, reference = ours.ravel().astype(np.float64), reference.ravel().astype(np.float64)
    if not np.array_equal(np.isfinite(ours), np.isfinite(reference)):
        return Difference(f"{name} is not finite everywhere", float("inf"), tolerance)
    largest = np.abs(reference).max(initial=0.0)
    return Difference(name, np.abs(ours - reference).max(initial=0.0) / max(largest, 1e-12), tolerance)


def run_convoscope(program, *arguments):
    """Runs a subcommand; a failure is its sentence."""
    process = subprocess.run([program, *map(str, arguments)], capture_output=True, text=True)
    if process.returncode != 0:
        raise RuntimeError((process.stderr or process.stdout).strip().splitlines()[0])


def reference_values(path, names, tensor):
    """The named values as onnxruntime computes them, without merging anything."""
    model = onnx.load(path)
    known = {output.name for output in model.graph.output}
    fed = model.graph.input[0].name
    model.graph.output.extend(
        onnx.ValueInfoProto(name=name) for name in dict.fromkeys(names) if name not in known and name != fed)
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(model.SerializeToString(), options, ["CPUExecutionProvider"])
    results = session.run([name for name in names if name != fed], {fed: tensor})
    return {fed: tensor, **dict(zip((name for name in names if name != fed), results))}


def shaped_for(path, tensor):
    """What was fed, with the batch that the file asks for."""
    wanted = onnx.load(path, load_external_data=False).graph.input[0].type.tensor_type.shape.dim
    return tensor.reshape(tensor.shape[-len(wanted):] if len(wanted) <= tensor.ndim else (1, *tensor.shape))


def compare_layers(program, path, picture, folder):
    """What the columns of the Network scene show, and the logits."""
    run_convoscope(program, "analyze", picture, "--model", path, "--tensors", "--out", folder)
    report = json.loads((folder / "analysis.json").read_text())
    tensor = shaped_for(path, np.load(folder / report["input"]["tensor"]))
    np.save(folder / "fed.npy", tensor)
    layers = report["layers"]
    output = onnx.load(path, load_external_data=False).graph.output[0].name
    values = reference_values(path, [output] + [layer["value"] for layer in layers], tensor)
    found = [
        difference(layer["name"], np.load(folder / layer["tensor"]), values[layer["value"]], LAYER_TOLERANCE)
        for layer in layers]
    return found + [difference(
        "logits", np.load(folder / report["logitsTensor"]), values[output], LOGITS_TOLERANCE)]


def compare_nodes(program, path, folder):
    """Every node's output, nothing merged."""
    nodes = folder / "nodes"
    run_convoscope(program, "run", "--model", path, "--input", folder / "fed.npy", "--all", "--out", nodes)
    entries = json.loads((nodes / "manifest.json").read_text())
    values = reference_values(path, [entry["name"] for entry in entries], np.load(folder / "fed.npy"))
    return [
        difference(entry["name"], np.load(nodes / entry["file"]), values[entry["name"]], LAYER_TOLERANCE)
        for entry in entries]


def compare(program, path, picture, every_node):
    """The line for a model, and whether all is well."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        try:
            found = compare_layers(program, path, picture, folder)
            logits = found[-1].share
            if every_node:
                found += compare_nodes(program, path, folder)
        except (RuntimeError, ValueError, onnxruntime.capi.onnxruntime_pybind11_state.Fail) as error:
            return f"{path.stem}: FAILED: {error}", False
    worst = max(found, key=lambda entry: entry.share / entry.tolerance)
    wrong = [entry for entry in found if not entry.share <= entry.tolerance]
    line = (f"{path.stem}: {len(found)} values, logits off by {logits:.1e}, "
            f"worst {worst.share:.1e} ({worst.name})")
    named = ", ".join(f"{entry.name} {entry.share:.1e}" for entry in wrong[:5])
    return (f"{line}; FAILED {len(wrong)}: {named}" if wrong else line), not wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("models", nargs="+", type=pathlib.Path, metavar="MODEL")
    parser.add_argument("--convoscope", default=ROOT / ".build/release/convoscope", help="the program")
    parser.add_argument("--picture", default=ROOT / "Assets/Examples/dog-and-ball.png", help="what is looked at")
    parser.add_argument("--every-node", action="store_true", help="also compare every node's output")
    options = parser.parse_args()
    passed = True
    for path in options.models:
        line, is_right = compare(str(options.convoscope), path, options.picture, options.every_node)
        print(line, flush=True)
        passed = passed and is_right
    sys.exit(0 if passed else 1)


if __name__ == "__main__":
    main()
