"""The suite, or Keras 3 where it has taken over, against what tensorflow-addons answered to the same questions.

`make oracle` builds the second environment, asks, and runs this; docs/from-tensorflow-addons.md has the figures.
"""

from pathlib import Path

import keras
import numpy as np
import pytest
import tensorflow as tf
from keras import ops

from tests.oracle import questions as q
from tests.variants.cases import CASES, build
from tfgan_suite.callbacks import MovingAverage
from tfgan_suite.layers import SpectralDense, WeightNormalizedDense

pytestmark = pytest.mark.oracle
ANSWERS = Path(__file__).parents[2] / ".oracle" / "answers.npz"


@pytest.fixture(scope="module")
def answers():
    return np.load(ANSWERS)


def same(ours, theirs, tolerance=1e-5):
    difference = float(np.abs(np.asarray(ours) - theirs).max())
    print(f"largest difference {difference:.1e}")
    assert difference <= tolerance


def normalized(groups):
    layer = keras.layers.GroupNormalization(groups, epsilon=1e-3)
    layer.build(q.images().shape)
    layer.gamma.assign(q.scale()[0])
    layer.beta.assign(q.scale()[1])
    return layer(q.images())


@pytest.mark.parametrize(("question", "groups"), [("instance_norm", -1), ("group_norm", 3)])
def test_normalizations(question, groups, answers):
    same(normalized(groups), answers[question])


def test_weight_normalization(answers):
    layer = WeightNormalizedDense(5)
    layer(q.vectors())
    layer.raw.assign(q.kernel())
    layer.g.assign(np.arange(1.0, 6.0))
    same(layer(q.vectors()), answers["weight_norm"])


def test_spectral_normalization(answers):
    """The same σ and the same applied kernel; but the suite's raw kernel is what it was, and TFA's is overwritten."""
    layer = SpectralDense(5, use_bias=False, power_iterations=100)
    layer(q.vectors())
    layer.raw.assign(q.kernel())
    layer(q.vectors(), training=True)
    same(layer.sigma, answers["sigma"])
    same(layer.kernel, answers["spectral_kernel"])
    np.testing.assert_array_equal(layer.raw, q.kernel())
    assert np.abs(answers["spectral_kernel"] - q.kernel()).max() > 0.1


def test_moving_average(answers):
    """TFA's average starts at the first value it sees a step of, the suite's at the weights before training: zeros."""
    game = build(CASES["dcgan"])
    average = MovingAverage("generator", 0.9)
    average.set_model(game)
    average.on_train_begin()
    kept, live = (next(w for w in n.weights if w.shape[-1] >= 3) for n in (game.served("generator"), game.generator))
    for weight in (kept, live):
        weight.assign(0 * weight)
    flat = np.zeros(live.shape, "float32").reshape(-1)
    for value in q.trail():
        flat[:3] = value
        live.assign(flat.reshape(live.shape))
        game.steps.assign_add(1)
        average.on_train_batch_end(0)
    same(kept.numpy().reshape(-1)[:3], answers["moving_average"])


def test_focal_loss(answers):
    y, p = q.targets()
    loss = keras.losses.BinaryFocalCrossentropy(apply_class_balancing=True, alpha=0.25, gamma=2.0, reduction=None)
    same(np.asarray(loss(y, p)).reshape(-1), answers["focal"].reshape(-1))


def transformed(matrix):
    return ops.image.affine_transform(q.colours(), np.tile(np.float32(matrix), (2, 1)), "bilinear", "constant")


def test_rotation(answers):
    """TFA turns counter-clockwise about the centre of the pixel grid."""
    c, s, m = np.cos(0.3), np.sin(0.3), 3.5
    same(transformed([c, -s, m - c * m + s * m, s, c, m - s * m - c * m, 0, 0]), answers["rotate"], 1e-4)


def test_translation(answers):
    same(transformed([1, 0, -1.5, 0, 1, 2.25, 0, 0]), answers["translate"], 1e-4)


def test_gaussian_blur(answers):
    same(ops.image.gaussian_blur(q.colours(), (5, 5), (1.2, 1.2)), answers["blur"])


def test_dense_warp(answers):
    """TFA takes the pixel at the place minus the flow and holds it inside the image."""
    rows, columns = np.meshgrid(np.arange(8.0), np.arange(8.0), indexing="ij")
    places = np.clip(np.stack([rows, columns], -1) - q.flow(), 0, 7)
    ours = [
        [ops.image.map_coordinates(image[..., channel], at.transpose(2, 0, 1), order=1) for channel in range(3)]
        for image, at in zip(tf.constant(q.colours()), places.astype("float32"), strict=True)
    ]
    same(np.moveaxis(np.asarray(ours), 1, -1), answers["warp"], 1e-4)
