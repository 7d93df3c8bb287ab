import keras
import numpy as np
import pytest

from tfgan_suite.layers import WeightNormalizedConv2D, WeightNormalizedConv2DTranspose, WeightNormalizedDense

KINDS = {
    "dense": (lambda: WeightNormalizedDense(3), (2, 5), (0,)),
    "conv": (lambda: WeightNormalizedConv2D(3, 2), (2, 6, 6, 5), (0, 1, 2)),
    "transpose": (lambda: WeightNormalizedConv2DTranspose(3, 2), (2, 6, 6, 5), (0, 1, 3)),
}
EACH = pytest.mark.parametrize(("make", "shape", "axes"), KINDS.values(), ids=KINDS)


def built(make, shape):
    layer = make()
    layer(np.random.default_rng(0).normal(size=shape).astype("float32"))
    return layer


@EACH
def test_it_starts_as_the_plain_layer(make, shape, axes):
    layer = built(make, shape)
    np.testing.assert_allclose(layer.kernel, layer.raw, rtol=1e-5)


@EACH
def test_length_follows_g_and_not_v(make, shape, axes):
    layer = built(make, shape)
    layer.raw.assign(7 * layer.raw)
    layer.g.assign([1.0, 2.0, 3.0])
    np.testing.assert_allclose(np.sqrt(np.square(layer.kernel).sum(axis=axes)), [1, 2, 3], rtol=1e-5)


def test_a_saved_layer_is_the_same(tmp_path):
    model = keras.Sequential([keras.Input((5,)), WeightNormalizedDense(3)])
    model.layers[0].g.assign([1.0, 2.0, 3.0])
    model.save(tmp_path / "m.keras")
    again = keras.models.load_model(tmp_path / "m.keras")
    x = np.random.default_rng(0).normal(size=(2, 5)).astype("float32")
    np.testing.assert_array_equal(model(x), again(x))


def test_both_parts_learn():
    model = keras.Sequential([keras.Input((5,)), WeightNormalizedDense(3, use_bias=False)])
    before = [w.numpy() for w in model.weights]
    model.compile("sgd", "mse")
    model.fit(np.ones((4, 5)), np.arange(12.0).reshape(4, 3), verbose=0)
    assert all(np.abs(a - b.numpy()).max() > 0 for a, b in zip(before, model.weights, strict=True))
