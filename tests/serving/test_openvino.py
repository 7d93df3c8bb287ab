"""OpenVINO reads the SavedModel by itself: a second opinion on what is in it."""

import keras
import numpy as np
import pytest

from tfgan_suite.export import export_litert

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


def test_it_drops_a_relu_that_the_converter_fused_into_a_transposed_convolution(tmp_path):
    """Why .tflite files are not for OpenVINO 2026.4; docs/serving.md says so and must change when this fails."""
    image = keras.Input((7, 7, 4), name="image")
    layer = keras.layers.Conv2DTranspose(8, 4, strides=2, padding="same", activation="relu", bias_initializer="ones")
    network = keras.Model(image, layer(image))
    file = export_litert(network, tmp_path / "model.tflite")
    x = np.random.default_rng(0).standard_normal((3, 7, 7, 4), "float32")
    answer = openvino.Core().compile_model(str(file), "CPU", {"INFERENCE_PRECISION_HINT": "f32"})([x])[0]
    assert answer.min() < 0
    np.testing.assert_allclose(np.maximum(answer, 0), network(x), atol=1e-5)


def _fed(model, inputs):
    """By OpenVINO's inputs, which go by the names of the signature or by those of the graph."""
    names = {
        i: {name.removeprefix("serving_default_").partition(":")[0] for name in i.get_names()} for i in model.inputs
    }
    return {next(i for i in model.inputs if name in names[i]): values for name, values in inputs.items()}
