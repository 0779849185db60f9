"""Makes the cases of Tests/Fixtures/Conformance: small models in the layout of ONNX's backend suite, with what the
onnx package's reference implementation computes for them.

A case is a folder with model.onnx and, in each test_data_set_*, a tensor a file: input_0.pb ..., output_0.pb ...

Needs the packages of Tools/requirements.txt. Run from anywhere: python Tools/record_conformance.py
"""

import pathlib

import numpy as np
import onnx
from onnx import helper, numpy_helper
from onnx.reference import ReferenceEvaluator

ROOT = pathlib.Path(__file__).resolve().parent.parent / "Tests" / "Fixtures" / "Conformance"
RANDOM = np.random.default_rng(3)


def normal(*shape):
    return RANDOM.normal(size=shape).astype(np.float32)


def info(name, array):
    return helper.make_tensor_value_info(name, helper.np_dtype_to_tensor_dtype(array.dtype), array.shape)


def record(name, operator, *sets, opset=21, outputs=1, **attributes):
    """One node; each of `sets` is a list of arrays to feed."""
    inputs = [f"x{index}" for index in range(len(sets[0]))]
    results = [f"y{index}" for index in range(outputs)]
    node = helper.make_node(operator, inputs, results, name=operator, **attributes)

    def model(values):
        graph = helper.make_graph([node], name, [info(*pair) for pair in zip(inputs, sets[0])],
                                  [info(*pair) for pair in zip(results, values)])
        return helper.make_model(graph, opset_imports=[helper.make_opsetid("", opset)], ir_version=10)

    unknown = [np.zeros(1, np.float32)] * outputs
    folder = ROOT / name
    for number, values in enumerate(sets):
        expected = ReferenceEvaluator(model(unknown)).run(None, dict(zip(inputs, values)))
        data = folder / f"test_data_set_{number}"
        data.mkdir(parents=True, exist_ok=True)
        for kind, names, arrays in (("input", inputs, values), ("output", results, expected)):
            for index, (key, array) in enumerate(zip(names, arrays)):
                tensor = numpy_helper.from_array(np.asarray(array), key)
                (data / f"{kind}_{index}.pb").write_bytes(tensor.SerializeToString())
    (folder / "model.onnx").write_bytes(model(expected).SerializeToString())
    print(f"{name}: {len(sets)} data sets")


if __name__ == "__main__":
    record("conv_1d", "Conv", [normal(2, 4, 9), normal(6, 2, 3), normal(6)], group=2, strides=[2], pads=[1, 2])
    record("conv_transpose", "ConvTranspose", [normal(1, 2, 4, 3), normal(2, 3, 3, 2)], strides=[2, 2],
           pads=[1, 0, 0, 1])
    record("average_pool", "AveragePool", [normal(1, 3, 6, 7)], [normal(1, 3, 6, 7)], kernel_shape=[3, 2],
           strides=[2, 2], pads=[1, 0, 1, 1], count_include_pad=1)
    record("resize_cubic", "Resize", [normal(1, 1, 5, 4), np.zeros(0, np.float32),
                                      np.array([1, 1, 1.6, 0.75], np.float32)], mode="cubic", antialias=1)
    record("group_normalization", "GroupNormalization", [normal(2, 6, 3, 2), normal(6), normal(6)], num_groups=2)
    record("quantize", "QuantizeLinear", [9 * normal(3, 4), np.float32([0.1, 0.2, 0.5, 1]),
                                          np.int8([0, 3, -9, 127])], axis=1)
    record("split", "Split", [normal(7, 2)], outputs=3, axis=0, num_outputs=3)
    record("clip_of_integers", "Clip", [np.arange(-5, 5), np.int64(-2), np.int64(3)])
    record("softmax", "Softmax", [normal(2, 3, 4)], opset=13, axis=1)
    record("text", "StringConcat", [np.array(["a"]), np.array(["b"])], opset=20)
