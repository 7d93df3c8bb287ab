"""OpenVINO reads the SavedModel by itself: a second opinion on what is in it."""

import numpy as np
import pytest

openvino = pytest.importorskip("openvino")


@pytest.mark.parametrize("batch", [1, 5])
def test_another_runtime_answers_as_keras(exported, batch, draw, answer):
    network, place, _ = exported
    path = place / "savedmodel" / "model" / "1"
    model = openvino.Core().compile_model(str(path), "CPU", {"INFERENCE_PRECISION_HINT": "f32"})
    inputs = draw(network, batch)
    difference = np.abs(model(_fed(model, inputs))[0] - answer(network, inputs)).max()
    print(f"batch {batch}: max |Δ| {difference:.1e}")
    assert difference <= 1e-5


def _fed(model, inputs):
    """By OpenVINO's inputs, which go by the names of the signature or by those of the graph."""
    names = {
        i: {name.removeprefix("serving_default_").partition(":")[0] for name in i.get_names()} for i in model.inputs
    }
    return {next(i for i in model.inputs if name in names[i]): values for name, values in inputs.items()}
