"""Weights that layers compute from others are computed once, at export."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from tests.export.saved import operations
from tfgan_suite import layers
from tfgan_suite.export import export_saved_model
from tfgan_suite.layers.weights.reparameterized import applying, fold

MECHANISMS = ["Spectral", "Equalized", "WeightNormalized"]


def conditional(mechanism):
    """A network of every kind of layer that the mechanism has; in a nested one, too, as games build their products."""
    make = {kind: getattr(layers, mechanism + kind, getattr(keras.layers, kind)) for kind in ("Embedding",)}
    make |= {kind: getattr(layers, mechanism + kind) for kind in ("Dense", "Conv2D", "Conv2DTranspose")}
    h = keras.Input((4, 4, 6))
    inner = keras.Model(h, make["Conv2D"](3, 3, padding="same")(make["Conv2DTranspose"](5, 4, 2, padding="same")(h)))
    z, label = keras.Input((7,), name="z"), keras.Input((), dtype="int32", name="label")
    h = make["Dense"](96)(keras.layers.Concatenate()([z, make["Embedding"](10, 5)(label)]))
    image = keras.layers.Activation("tanh", name="image")(inner(keras.layers.Reshape((4, 4, 6))(h)))
    network = keras.Model([z, label], image, name="generator")
    for _ in range(3):
        network([np.ones((2, 7), "float32"), np.zeros(2, "int32")], training=True)
    for weight in network.trainable_weights:
        weight.assign(weight + 0.3 * np.random.default_rng(1).normal(size=weight.shape))
    return network


def stored(version):
    reader = tf.train.load_checkpoint(str(version / "variables" / "variables"))
    return [reader.get_tensor(name) for name, shape in reader.get_variable_to_shape_map().items() if shape]


@pytest.mark.parametrize("mechanism", MECHANISMS)
def test_the_export_holds_effective_weights_and_nothing_to_compute_them_from(mechanism, draw, answer, tmp_path):
    network = conditional(mechanism)
    inputs = draw(network, 3)
    expected, raw = answer(network, inputs), [np.array(w) for w in network.weights]
    version = export_saved_model(network, tmp_path)
    kernels, biases = [(12, 96), (10, 5), (4, 4, 5, 6), (3, 3, 5, 3)], [(96,), (5,), (3,)]
    tables = {values.shape: values for values in stored(version)}
    assert len(stored(version)) == len(tables) and sorted(tables) == sorted(kernels + biases)
    for weight in fold(network).values():
        np.testing.assert_allclose(tables[tuple(weight.shape)], weight, atol=1e-6)
    assert not operations(version) & {"RealDiv", "DivNoNan", "L2Loss", "Sum", "Sqrt"}
    loaded = tf.saved_model.load(str(version)).signatures["serving_default"]
    image = loaded(**{name: tf.constant(values) for name, values in inputs.items()})["image"]
    np.testing.assert_allclose(image, expected, atol=1e-5, rtol=0)
    assert all(np.array_equal(a, b) for a, b in zip(raw, network.weights, strict=True))


@pytest.mark.parametrize("mechanism", MECHANISMS)
def test_given_weights_are_applied_and_only_while_they_are_given(mechanism, draw, answer):
    network = conditional(mechanism)
    inputs = draw(network, 3)
    before, weights = answer(network, inputs), fold(network)
    assert len(weights) == (4 if mechanism != "WeightNormalized" else 3)
    with applying({layer: 0 * weight for layer, weight in weights.items()}):
        assert np.ptp(answer(network, inputs), axis=0).max() == 0
    np.testing.assert_array_equal(answer(network, inputs), before)


def test_training_goes_on_after_an_export(tmp_path):
    network = conditional("Spectral")
    export_saved_model(network, tmp_path)
    layer = next(layer for layer in fold(network) if isinstance(layer, layers.SpectralDense))
    u, applied = np.array(layer.u), np.array(layer.applied)
    layer.raw.assign(-2 * layer.raw + 1)
    network([np.ones((2, 7), "float32"), np.zeros(2, "int32")], training=True)
    assert not np.array_equal(layer.u, u) and not np.array_equal(layer.applied, applied)
