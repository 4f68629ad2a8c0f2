"""Writes mlp.onnx: python make_mlp.py (needs the package onnx; made with 1.23.2)."""

import math

from onnx import TensorProto, checker, helper, save


def weights(rows, columns, phase):
    """A fixed matrix without training: every reader can compute it."""
    values = [math.sin(phase + i) for i in range(rows * columns)]
    return [rows, columns], values


def constant(name, dims, values):
    return helper.make_tensor(name, TensorProto.FLOAT, dims, values)


graph = helper.make_graph(
    [
        helper.make_node("Gemm", ["input", "w1", "b1"], ["h1"]),
        helper.make_node("Relu", ["h1"], ["h2"]),
        helper.make_node("Gemm", ["h2", "w2", "b2"], ["logits"]),
        helper.make_node("Softmax", ["logits"], ["output"], axis=1),
    ],
    "mlp",
    [helper.make_tensor_value_info("input", TensorProto.FLOAT, ["rows", 4])],
    [helper.make_tensor_value_info("output", TensorProto.FLOAT, ["rows", 3])],
    [
        constant("w1", *weights(4, 8, 0.0)),
        constant("b1", [8], [0.1] * 8),
        constant("w2", *weights(8, 3, 1.0)),
        constant("b2", [3], [0.0] * 3),
    ],
)
model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
checker.check_model(model)
save(model, "mlp.onnx")
