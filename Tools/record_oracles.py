"""Makes small ONNX models and records what onnxruntime computes at every node: the oracle of ONNXTests.

For every model NAME it writes
  Tests/Fixtures/GROUP/NAME.onnx     the model (random weights from a fixed seed)
  Tests/Recordings/GROUP/NAME.npy    all inputs and all node outputs, flattened and joined, as float32
  Tests/Recordings/GROUP/NAME.json   [{"name", "shape", "kind": "input" or "output"}, ...] in the same order
GROUP is Networks (whole networks, from exporters and by hand) or Operators (many nodes, one of each kind
and variant, in one graph an operator set).

Needs the packages of Tools/requirements.txt. Run from anywhere: python Tools/record_oracles.py
"""

import json
import pathlib

import numpy as np
import onnx
import onnxruntime

import oracle_networks
import oracle_operators
import oracle_picture_makers

ROOT = pathlib.Path(__file__).resolve().parent.parent / "Tests"


def without_traces(model):
    """Exporters note source files and stack traces; they do not belong into fixtures."""
    model.doc_string = ""
    del model.metadata_props[:]
    for holder in [model.graph, *model.graph.node, *model.graph.value_info, *model.graph.input,
                   *model.graph.output, *model.graph.initializer]:
        holder.doc_string = ""
        if hasattr(holder, "metadata_props"):
            del holder.metadata_props[:]
    del model.graph.value_info[:]
    return model


def all_values(model, feeds, folder):
    """Every node's outputs, in the order of the nodes, without any optimisation."""
    copy = onnx.ModelProto()
    copy.CopyFrom(model)
    names = [name for node in copy.graph.node for name in node.output if name]
    known = {output.name for output in copy.graph.output}
    copy.graph.output.extend(onnx.ValueInfoProto(name=name) for name in names if name not in known)
    path = folder / "every_output.onnx"
    path.write_bytes(copy.SerializeToString())
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    options.log_severity_level = 3
    try:
        session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        return list(zip(names, session.run(names, feeds)))
    finally:
        path.unlink()


def record(group, name, model, feeds, external=False):
    folder = ROOT / "Fixtures" / group
    folder.mkdir(parents=True, exist_ok=True)
    model = without_traces(model)
    if external:
        (folder / f"{name}.weights").unlink(missing_ok=True)
        onnx.save_model(model, folder / f"{name}.onnx", save_as_external_data=True,
                        location=f"{name}.weights", size_threshold=100)
        model = onnx.load(folder / f"{name}.onnx", load_external_data=False)
    else:
        (folder / f"{name}.onnx").write_bytes(model.SerializeToString())
    entries = [(key, value, "input") for key, value in feeds.items()]
    entries += [(key, value, "output") for key, value in all_values(model, feeds, folder)]
    recordings = ROOT / "Recordings" / group
    recordings.mkdir(parents=True, exist_ok=True)
    flat = [np.asarray(value, dtype=np.float32).ravel() for _, value, _ in entries]
    np.save(recordings / f"{name}.npy", np.concatenate(flat))
    lines = [json.dumps({"name": key, "shape": list(value.shape), "kind": kind}) for key, value, kind in entries]
    (recordings / f"{name}.json").write_text("[\n" + ",\n".join(lines) + "\n]\n")
    print(f"{group}/{name}: {len(entries)} values, {sum(map(len, flat))} numbers")


if __name__ == "__main__":
    for name, model, feeds, external in [*oracle_networks.models(), *oracle_picture_makers.models()]:
        record("Networks", name, model, feeds, external)
    for name, model, feeds in oracle_operators.models():
        record("Operators", name, model, feeds)
