import numpy as np
import pytest
import tensorflow as tf

from tfgan_suite.data import to_float, to_uint8

LEVELS = np.arange(256, dtype=np.uint8)


@pytest.mark.parametrize("kind", [np.asarray, tf.constant])
def test_every_level_survives_the_round_trip(kind):
    floats = to_float(kind(LEVELS))
    assert floats.dtype == kind(np.float32(0)).dtype
    np.testing.assert_allclose(np.asarray(floats), LEVELS / 127.5 - 1, atol=1e-7)
    np.testing.assert_array_equal(np.asarray(to_uint8(floats)), LEVELS)


@pytest.mark.parametrize("kind", [np.asarray, tf.constant])
def test_uint8_rounds_and_clips(kind):
    floats = np.float32([-3, -1, -1 + 0.6 / 127.5, -1 + 0.4 / 127.5, 1, 9])
    assert np.asarray(to_uint8(kind(floats))).tolist() == [0, 0, 1, 0, 255, 255]


def test_kinds_agree_bit_for_bit():
    np.testing.assert_array_equal(to_float(LEVELS), to_float(tf.constant(LEVELS)).numpy())
