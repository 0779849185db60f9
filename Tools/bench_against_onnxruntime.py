"""Measures Convoscope beside onnxruntime, in turn on one machine, and prints how many times faster it is.

    pip install numpy onnx onnxruntime
    swift build --configuration release
    python Tools/bench_against_onnxruntime.py resnet50.onnx vgg16.onnx [--threads 2] [--rounds 5]

Each round starts one process after the other, so that none disturbs another: onnxruntime with every map as an output,
onnxruntime with batches of eight, `convoscope bench --only open`, `convoscope bench` for the rest. A number is the
median of the rounds' medians. What is compared:

  all maps    one run on one picture; onnxruntime returns the same values that Convoscope keeps: what convolutions and
              dense layers are after normalisation and activation, pools, sums and concatenations
  mask        a square mask changes: all maps and the answer anew; beside onnxruntime's whole run
  pool        one of 400 masked variants, everything included; beside a picture of onnxruntime's batch of eight that
              computes the answer only
  open        from the file to the first columns; beside onnxruntime's session and first run. Both in a fresh process,
              without starting it or loading libraries, the file in the system's cache
  analysis    clusters, entropies and representatives, as a share of our own run
"""

import argparse
import json
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

import numpy as np
import onnxruntime

ACTIVATIONS = {
    "Relu", "LeakyRelu", "PRelu", "Clip", "Elu", "Celu", "Selu", "Sigmoid", "HardSigmoid", "HardSwish", "Softplus",
    "Softsign", "Tanh", "Gelu", "Mish",
}
SHOWN = ACTIVATIONS | {
    "Conv", "Gemm", "MatMul", "BatchNormalization", "MaxPool", "AveragePool", "GlobalAveragePool", "GlobalMaxPool",
    "Add", "Concat",
}
ROOT = pathlib.Path(__file__).resolve().parent.parent


def shown_values(graph):
    """The values a viewer keeps: what a node of SHOWN makes, unless a normalisation or activation alone reads it."""
    readers = {}
    for node in graph.node:
        for name in node.input:
            readers.setdefault(name, []).append(node.op_type)
    outputs = {output.name for output in graph.output}
    constants = {tensor.name for tensor in graph.initializer}
    folded = ACTIVATIONS | {"BatchNormalization"}
    return [
        node.output[0] for node in graph.node
        if node.op_type in SHOWN and node.output[0] not in outputs
        and any(name and name not in constants for name in node.input)
        and not (len(readers.get(node.output[0], [])) == 1 and readers[node.output[0]][0] in folded)
    ]


def with_all_maps(model):
    import onnx

    copy = onnx.ModelProto()
    copy.CopyFrom(model)
    copy.graph.output.extend(onnx.ValueInfoProto(name=name) for name in shown_values(model.graph))
    return copy


def with_open_batch(model):
    """The model with its batch size left open, though it was exported for one picture."""
    import onnx
    from onnx import numpy_helper

    copy = onnx.ModelProto()
    copy.CopyFrom(model)
    graph = copy.graph
    del graph.value_info[:]
    constants = {tensor.name for tensor in graph.initializer}
    for value in [value for value in graph.input if value.name not in constants] + list(graph.output):
        if value.type.tensor_type.shape.dim:
            value.type.tensor_type.shape.dim[0].dim_param = "batch"
    targets = {node.input[1] for node in graph.node if node.op_type == "Reshape"}
    holders = [tensor for tensor in graph.initializer if tensor.name in targets]
    holders += [node.attribute[0].t for node in graph.node
                if node.op_type == "Constant" and node.output[0] in targets and node.attribute[0].HasField("t")]
    for tensor in holders:
        shape = numpy_helper.to_array(tensor).copy()
        if shape.size and shape[0] == 1:
            shape[0] = 0 if -1 in shape else -1
            tensor.CopyFrom(numpy_helper.from_array(shape, tensor.name))
    return copy


def peer(arguments):
    """One onnxruntime session in this process: opened, run, and measured; prints JSON."""
    path, batch, threads, runs = arguments[0], int(arguments[1]), int(arguments[2]), int(arguments[3])
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    start = time.perf_counter()
    session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
    feed = session.get_inputs()[0]
    extents = [extent if isinstance(extent, int) else None for extent in feed.shape]
    is_last = extents[3] in (1, 3)
    default = [batch, 224, 224, 3] if is_last else [batch, 3, 224, 224]
    shape = [batch] + [extent or other for extent, other in zip(extents[1:], default[1:])]
    picture = np.random.default_rng(1).standard_normal(shape, dtype=np.float32)
    # Values stay inside onnxruntime: no copies that a program in C++ would not make.
    binding = session.io_binding()
    binding.bind_cpu_input(feed.name, picture)
    for output in session.get_outputs():
        binding.bind_output(output.name, "cpu")
    session.run_with_iobinding(binding)
    opening = time.perf_counter() - start
    values = binding.get_outputs()
    for output, value in zip(session.get_outputs(), values):
        binding.bind_ortvalue_output(output.name, value)
    times = []
    for run in range(runs + 1):
        start = time.perf_counter()
        session.run_with_iobinding(binding)
        times.append(time.perf_counter() - start)
        if sum(times) > 10:
            break
    times = times[1:] or times
    print(json.dumps({"open": opening * 1000, "run": statistics.median(times) * 1000}))


def run_peer(path, batch, options):
    command = [sys.executable, __file__, "--peer", str(path), str(batch), str(options.threads), str(options.runs)]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def run_ours(model, parts, options):
    command = [options.convoscope, "bench", "--model", str(model), "--mask-side", str(options.mask_side), "--threads",
               str(options.threads), "--runs", str(options.runs), "--json"]
    for part in parts:
        command += ["--only", part]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def warm(path):
    """Brings a file into the system's cache."""
    with open(path, "rb") as file:
        while file.read(1 << 24):
            pass


def one_round(model, maps, batch, options):
    parts = ["dense", "mask", "analysis"] + ([] if options.without_pool else ["pool"])
    result = {}
    for path in (model, maps):
        warm(path)
    peer_maps = run_peer(maps, 1, options)
    opened = run_ours(model, ["open"], argparse.Namespace(**{**vars(options), "runs": 1}))
    result["open"] = (peer_maps["open"], opened["openMilliseconds"]["median"])
    ours = run_ours(model, parts, options)
    result["all maps"] = (peer_maps["run"], ours["denseMilliseconds"]["median"])
    result["mask"] = (peer_maps["run"], ours["maskMilliseconds"]["median"])
    if not options.without_pool:
        peer_batch = run_peer(batch, 8, options)
        result["pool"] = (peer_batch["run"] / 8, ours["poolMillisecondsPerVariant"]["median"])
    result["analysis"] = (ours["denseMilliseconds"]["median"], ours["analysisMilliseconds"]["median"])
    return result, ours


def compare(model, options):
    import onnx

    with tempfile.TemporaryDirectory() as folder:
        maps, batch = pathlib.Path(folder) / "maps.onnx", pathlib.Path(folder) / "batch.onnx"
        loaded = onnx.load(model)
        maps.write_bytes(with_all_maps(loaded).SerializeToString())
        if not options.without_pool:
            batch.write_bytes(with_open_batch(loaded).SerializeToString())
        count = len(shown_values(loaded.graph)) + len(loaded.graph.output)
        del loaded
        rounds = [one_round(model, maps, batch, options) for _ in range(options.rounds)]
    ours = rounds[-1][1]
    print(f"\n{pathlib.Path(model).name}: {options.threads} threads, {ours['instructionSet']}, {count} values kept, "
          f"{ours['poolVariants']} variants, a mask of {ours['maskSide']} pixels, medians of {options.rounds} rounds; "
          f"most memory {ours['peakMemoryMegabytes']:.0f} MB")
    print(f"{'milliseconds':<12}{'onnxruntime':>14}{'Convoscope':>14}{'faster':>10}{'rounds':>18}")
    for name in rounds[0][0]:
        pairs = [result[name] for result, _ in rounds]
        theirs, mine = (statistics.median(column) for column in zip(*pairs))
        if name == "analysis":
            print(f"{name:<12}{'':>14}{mine:>14.2f}{mine / theirs:>9.0%} of our run")
            continue
        ratios = [a / b for a, b in pairs]
        print(f"{name:<12}{theirs:>14.2f}{mine:>14.2f}{statistics.median(ratios):>9.2f}x"
              f"{min(ratios):>11.2f} - {max(ratios):.2f}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("models", nargs="*", default=[str(ROOT / "Assets/Models/pictograms.onnx")])
    parser.add_argument("--convoscope", default=str(ROOT / ".build/release/convoscope"))
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--runs", type=int, default=9, help="runs a process and thing; the median counts")
    parser.add_argument("--mask-side", type=int, default=32)
    parser.add_argument("--without-pool", action="store_true", help="leaves out the pool, which takes longest")
    options = parser.parse_args()
    print(f"onnxruntime {onnxruntime.__version__}")
    for model in options.models:
        compare(model, options)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--peer"]:
        peer(sys.argv[2:])
    else:
        main()
