"""Maps that are moved: closed forms, and slopes that lead to the right place."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from tfgan_suite.layers import Backdrop, Shift


def maps(*shape):
    return np.random.default_rng(0).normal(size=shape).astype("float32")


def moved(x, *offsets):
    """`x` [B, H, W, C] by pixels (down, right), one pair for each frame, the same for all examples."""
    sides = np.array(offsets, "float32") / x.shape[1:3]
    return np.array(Shift()([x, np.tile(sides, (len(x), 1, 1))])).reshape(len(x), len(offsets), *x.shape[1:])


def test_whole_pixels_are_moved_down_and_right():
    x = maps(2, 8, 12, 3)
    out = moved(x, (0, 0), (2, 0), (-1, 3))
    np.testing.assert_allclose(out[:, 0], x, atol=1e-6)
    np.testing.assert_allclose(out[:, 1, 2:], x[:, :-2], atol=1e-5)
    np.testing.assert_allclose(out[:, 2, :-1, 3:], x[:, 1:, :-3], atol=1e-5)


def test_beyond_an_edge_lies_the_edge():
    x = maps(1, 8, 8, 2)
    out = moved(x, (3, 0))[0, 0]
    np.testing.assert_allclose(out[:3], np.broadcast_to(x[0, :1], (3, 8, 2)), atol=1e-5)


def test_between_pixels_it_is_linear():
    x = maps(1, 8, 8, 1)
    down, right, whole = moved(x, (0.25, 0), (0, 0.5), (0, 0))[0]
    np.testing.assert_allclose(down[1:], 0.75 * whole[1:] + 0.25 * whole[:-1], atol=1e-5)
    np.testing.assert_allclose(right[:, 1:], (whole[:, 1:] + whole[:, :-1]) / 2, atol=1e-5)


def test_every_clip_has_its_own_maps_and_offsets():
    x = maps(2, 8, 8, 1)
    offsets = np.array([[[0.125, 0]] * 3, [[0, 0]] * 3], "float32")
    out = np.array(Shift()([x, offsets])).reshape(2, 3, 8, 8, 1)
    np.testing.assert_allclose(out[0, :, 1:], np.tile(x[0, :-1], (3, 1, 1, 1)), atol=1e-5)
    np.testing.assert_allclose(out[1], np.tile(x[1], (3, 1, 1, 1)), atol=1e-6)


@pytest.mark.thorough
def test_descent_finds_an_offset():
    """A spot is asked for two pixels down and one to the left of where it is, and starts between pixels."""
    there = np.exp(-((np.mgrid[:16, :16] - 8) ** 2).sum(0) / 18)[None, ..., None].astype("float32")
    wanted = moved(there, (2, -1))[:, 0]
    offset = tf.Variable(tf.fill((1, 1, 2), 0.01))
    for _ in range(200):
        with tf.GradientTape() as tape:
            loss = tf.reduce_sum((Shift()([there, offset]) - wanted) ** 2)
        offset.assign_sub(2e-3 * tape.gradient(loss, offset))
    np.testing.assert_allclose(16 * offset[0, 0], (2, -1), atol=0.05)


@pytest.mark.parametrize("policy", ["float32", "mixed_bfloat16"])
def test_places_are_exact_in_any_precision(policy):
    shift = Shift(dtype=policy)
    x = np.arange(32, dtype="float32").reshape(1, 32, 1, 1)
    out = np.array(keras.ops.cast(shift([x, np.float32([[[3 / 32, 0]]])]), "float32"))
    np.testing.assert_allclose(out[0, 3:, 0, 0], x[0, :-3, 0, 0], atol=1e-6)


def test_a_backdrop_starts_at_nothing_and_is_the_same_for_all():
    layer, x = Backdrop(), maps(3, 4, 4, 2)
    np.testing.assert_array_equal(layer(x), x)
    layer.still.assign(maps(4, 4, 2))
    np.testing.assert_allclose(layer(x) - x, np.broadcast_to(maps(4, 4, 2), x.shape), atol=1e-6)
