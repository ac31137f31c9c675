from __future__ import annotations

import numpy as np
import pytest

from mandate_qa.backends.products import STEPS, products


@pytest.mark.parametrize(("rows", "columns"), [(1, 1), (3, 20), (500, 7)])
def test_they_are_those_of_numpy(rows: int, columns: int) -> None:
    chance = np.random.default_rng(1)
    some = chance.integers(-127, 128, (rows, 384), dtype=np.int8)
    others = chance.standard_normal((columns, 384)).astype(np.float32).T
    found = products(some, others)
    assert found.dtype == np.float32
    np.testing.assert_allclose(found, some.astype(np.float32) @ others, rtol=1e-4, atol=1e-2)


def test_the_file_is_what_onnx_makes_of_the_two_steps() -> None:
    onnx = pytest.importorskip("onnx")
    kinds, tell = onnx.TensorProto, onnx.helper.make_tensor_value_info
    widen = onnx.helper.make_node("Cast", ["rows"], ["wide"], to=kinds.FLOAT)
    multiply = onnx.helper.make_node("MatMul", ["wide", "columns"], ["products"])
    given = [tell("rows", kinds.INT8, ["n", "d"]), tell("columns", kinds.FLOAT, ["d", "q"])]
    graph = onnx.helper.make_graph([widen, multiply], "products", given, [tell("products", kinds.FLOAT, ["n", "q"])])
    model = onnx.helper.make_model(graph, opset_imports=[onnx.helper.make_opsetid("", 17)], ir_version=9)
    assert onnx.load(STEPS) == model
